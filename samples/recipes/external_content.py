"""Samples for the rule ``external-content``."""

from __future__ import annotations

from rawpdf import RawPdf

FORM = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 200 200]"}
IMAGE = {
    "Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1",
    "ColorSpace": "/DeviceGray", "BitsPerComponent": "8",
}  # fmt: skip


def _painted(pdf: RawPdf, picture: str) -> bytes:
    """A document with a picture on page 2."""
    pdf.page()
    pdf.page(
        "q 200 0 0 200 72 500 cm /X Do Q",
        Resources=f"<< /XObject << /X {picture} >> >>",
    )
    return pdf.to_bytes()


def fail_picture_in_another_file() -> bytes:
    """A picture whose data is in another file."""
    pdf = RawPdf()
    return _painted(pdf, pdf.stream("", F="(scan.raw)", **IMAGE))


def fail_font_in_another_file() -> bytes:
    """The invisible text of a scan, in a font whose program is in another file."""
    pdf = RawPdf()
    program = pdf.stream("", F="<< /Type /Filespec /F (garamond.ttf) >>")
    descriptor = f"<< /Type /FontDescriptor /FontName /Garamond /FontFile2 {program} >>"
    font = (
        "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond"
        f" /Encoding /WinAnsiEncoding /FontDescriptor {descriptor} >>"
    )
    pdf.page(
        "BT /F1 12 Tf 3 Tr 72 720 Td (Plaintiff) Tj ET",
        Resources=f"<< /Font << /F1 {font} >> >>",
    )
    return pdf.to_bytes()


def fail_page_of_another_file() -> bytes:
    """A picture that stands for page 1 of another file."""
    pdf = RawPdf()
    return _painted(pdf, pdf.stream("", Ref="<< /F (exhibit.pdf) /Page 0 >>", **FORM))


def fail_stands_for_another_picture() -> bytes:
    """A coarse picture that the printer's program replaces by a fine one (OPI)."""
    pdf = RawPdf()
    proxy = "<< /2.0 << /Type /OPI /Version 2.0 /F (photograph.tif) >> >>"
    return _painted(pdf, pdf.stream("", OPI=proxy, **FORM))


def fail_colors_described_elsewhere() -> bytes:
    """An output intent whose color profile is at an address in the net."""
    address = "<< /FS /URL /F (https://example.org/paper.icc) >>"
    intent = (
        "<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (paper)"
        f" /DestOutputProfileRef << /URLs [{address}] >> >>"
    )
    pdf = RawPdf(catalog={"OutputIntents": f"[{intent}]"})
    pdf.page()
    return pdf.to_bytes()


def fail_commands_for_a_printer() -> bytes:
    """PostScript, for printers only."""
    pdf = RawPdf()
    return _painted(pdf, pdf.stream("showpage", Type="/XObject", Subtype="/PS"))


def fail_structure_described_elsewhere() -> bytes:
    """Tags of a name space whose schema is in another file."""
    space = "<< /Type /Namespace /NS (https://example.org/brief) /Schema (brief.xsd) >>"
    pdf = RawPdf(catalog={"StructTreeRoot": f"<< /Namespaces [{space}] >>"})
    pdf.page()
    return pdf.to_packed_bytes()


def fail_left_in_an_earlier_revision() -> bytes:
    """A picture that stood for a page of another file, until an update ended that."""
    pdf = RawPdf()
    reference = "<< /F (exhibit.pdf) /Page 0 >>"
    picture = pdf.stream("", Ref=reference, **FORM)
    first = _painted(pdf, picture)
    number = int(picture.split()[0])
    pdf.add(pdf.objects[number].replace(f"/Ref {reference}".encode(), b""), number)
    return pdf.updated(first, number)


def pass_flags_of_notes() -> bytes:
    """/F as the flags of notes and links."""
    pdf = RawPdf()
    note = "<< /Subtype /Text /Rect [72 700 90 720] /F 28 /Contents (Note) >>"
    link = "<< /Subtype /Link /Rect [72 600 200 620] /F 4 /Dest [0 /Fit] >>"
    pdf.page(Annots=f"[{note} {link}]")
    return pdf.to_bytes()


def pass_inline_image() -> bytes:
    """/F as the filter of a picture that stands in the content of the page."""
    pdf = RawPdf()
    pdf.page(
        "q 100 0 0 100 72 600 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 7f> EI Q",
    )
    return pdf.to_bytes()


def pass_article() -> bytes:
    """/F as the first part of an article."""
    pdf = RawPdf()
    thread, bead = pdf.add("null"), pdf.add("null")
    page = pdf.page(B=f"[{bead}]")
    pdf.add(f"<< /Type /Thread /F {bead} /I << /Title (Argument) >> >>", 3)
    pdf.add(f"<< /T {thread} /N {bead} /V {bead} /P {page} /R [72 72 540 720] >>", 4)
    pdf.catalog["Threads"] = f"[{thread}]"
    return pdf.to_bytes()


def pass_only_the_keys() -> bytes:
    """The keys stand where they mean something else, and a finer picture is inside."""
    element = "<< /Type /StructElem /S /P /P 1 0 R /Ref [<< /S /Note /P 1 0 R >>] >>"
    pdf = RawPdf(catalog={"StructTreeRoot": f"<< /K [{element}] >>"})
    fine = pdf.stream("A", **IMAGE)
    picture = pdf.stream("A", Alternates=f"[<< /Image {fine} >>]", **IMAGE)
    pdf.page("/OPI Do", Resources=f"<< /XObject << /OPI {picture} /PS {fine} >> >>")
    return pdf.to_bytes()
