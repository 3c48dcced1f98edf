"""Samples for the rule ``searchable-text``, for a court that wants text in every PDF."""

from __future__ import annotations

from rawpdf import RawPdf

SCAN = "q 612 0 0 792 0 0 cm /Scan Do Q"
TEXT = "BT /F1 12 Tf 3 Tr 72 720 Td (Plaintiff respectfully moves) Tj ET"


def _resources(pdf: RawPdf) -> str:
    """The picture of a page, and a font for the text of it."""
    scan = pdf.stream(
        "A", Type="/XObject", Subtype="/Image", Width="1", Height="1",
        ColorSpace="/DeviceGray", BitsPerComponent="8",
    )  # fmt: skip
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return f"<< /XObject << /Scan {scan} >> /Font << /F1 {font} >> >>"


def some_courts_scan() -> bytes:
    """Three pages, of which the first and the last are only pictures."""
    pdf = RawPdf()
    resources = _resources(pdf)
    pdf.page(SCAN, Resources=resources)
    pdf.page(SCAN + " " + TEXT, Resources=resources)
    pdf.page(SCAN, Resources=resources)
    return pdf.to_bytes()


def some_courts_picture_in_the_content() -> bytes:
    """A page that is a picture written into its content."""
    pdf = RawPdf()
    image = "BI /W 1 /H 1 /CS /G /BPC 8 ID A\nEI"
    pdf.page(f"q 612 0 0 792 0 0 cm {image} Q")
    return pdf.to_packed_bytes()


def some_courts_letters_as_drawings() -> bytes:
    """Letters that were turned into lines, in a form that the page paints."""
    pdf = RawPdf()
    letters = pdf.stream(
        "72 700 m 72 720 l 84 720 l S",
        Type="/XObject", Subtype="/Form", BBox="[0 0 612 792]",
    )  # fmt: skip
    pdf.page("/Fm Do", Resources=f"<< /XObject << /Fm {letters} >> >>")
    return pdf.to_bytes()


def pass_scan_with_text() -> bytes:
    """A scan with an invisible layer of text (OCR)."""
    pdf = RawPdf()
    pdf.page(SCAN + " " + TEXT, Resources=_resources(pdf))
    return pdf.to_bytes()


def pass_text_in_a_form() -> bytes:
    """A scan whose invisible text stands in a form that the page paints."""
    pdf = RawPdf()
    resources = _resources(pdf)
    form = pdf.stream(
        TEXT,
        Type="/XObject",
        Subtype="/Form",
        BBox="[0 0 612 792]",
        Resources=resources,
    )
    both = resources.replace("/Scan", f"/Fm {form} /Scan")
    pdf.page(SCAN + " /Fm Do", Resources=both)
    return pdf.to_bytes()


def pass_blank_pages() -> bytes:
    """Pages with nothing on them, between pages with text."""
    pdf = RawPdf()
    resources = _resources(pdf)
    pdf.page(TEXT, Resources=resources)
    pdf.page(None)
    pdf.page("")
    pdf.page("q 72 72 200 200 re W n Q")
    pdf.page(TEXT, Resources=resources)
    return pdf.to_bytes()


def some_courts_blank() -> bytes:
    """Nothing but blank pages: no content, empty content, nothing painted."""
    pdf = RawPdf()
    pdf.page(None)
    pdf.page("")
    pdf.page("q 72 72 200 200 re W n Q")
    return pdf.to_bytes()


def _numbered(pdf: RawPdf, letters: str) -> str:
    """A Type 3 font of two shapes, whose codes stand for these names."""
    shape = pdf.stream("600 0 0 0 500 700 d1 0 0 500 700 re f")
    one, two = letters.split()
    return pdf.add(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700]"
        " /FontMatrix [.001 0 0 .001 0 0] /FirstChar 1 /LastChar 2 /Widths [600 600]"
        f" /CharProcs << {one} {shape} {two} {shape} >> /Resources << >>"
        f" /Encoding << /Type /Encoding /Differences [1 {one} {two}] >> >>"
    )


def some_courts_gibberish() -> bytes:
    """Text that looks right; its font has numbers for its letters, so it copies as none."""
    pdf = RawPdf()
    font = _numbered(pdf, "/g17 /g23")
    pdf.page(
        "BT /F1 12 Tf 72 720 Td <01020102> Tj ET",
        Resources=f"<< /Font << /F1 {font} >> >>",
    )
    return pdf.to_bytes()


def pass_named_letters() -> bytes:
    """The same text, in a font that names its letters."""
    pdf = RawPdf()
    font = _numbered(pdf, "/A /B")
    pdf.page(
        "BT /F1 12 Tf 72 720 Td <01020102> Tj ET",
        Resources=f"<< /Font << /F1 {font} >> >>",
    )
    return pdf.to_bytes()
