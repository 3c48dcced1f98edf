"""Samples for the rule ``fonts``."""

from __future__ import annotations

from rawpdf import RawPdf

TEXT = "BT /F1 12 Tf 72 720 Td (Plaintiff respectfully moves) Tj ET"
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
GARAMOND = (
    "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond /Encoding /WinAnsiEncoding"
    " /FontDescriptor << /Type /FontDescriptor /FontName /Garamond /Flags 32 >> >>"
)


def _fonts(font: str) -> str:
    return f"<< /Font << /F1 {font} >> >>"


def fail_not_embedded() -> bytes:
    """Text in Garamond, which is not in the file, on pages 1 and 3."""
    pdf = RawPdf()
    garamond = pdf.add(GARAMOND)
    pdf.page(TEXT, Resources=_fonts(garamond))
    pdf.page()
    pdf.page(TEXT, Resources=_fonts(garamond))
    return pdf.to_bytes()


def pass_standard_14() -> bytes:
    """Text in Helvetica, which programs bring along: only worth a look."""
    pdf = RawPdf()
    pdf.page(TEXT, Resources=_fonts(HELVETICA))
    return pdf.to_bytes()


def fail_in_a_form_xobject() -> bytes:
    """Text in a composite font without a program, two forms deep."""
    pdf = RawPdf()
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /MingLiU /Encoding /Identity-H"
        " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MingLiU >>] >>"
    )
    form = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 612 792]"}
    inner = pdf.stream(
        "BT /F1 12 Tf 72 720 Td <0001> Tj ET", Resources=_fonts(font), **form
    )
    outer = pdf.stream("/In Do", Resources=f"<< /XObject << /In {inner} >> >>", **form)
    pdf.page("/Out Do", Resources=f"<< /XObject << /Out {outer} >> >>")
    return pdf.to_packed_bytes()


def fail_broken_program() -> bytes:
    """The copy of the font inside is garbage."""
    pdf = RawPdf()
    program = pdf.stream("this is no font")
    descriptor = f"<< /Type /FontDescriptor /FontName /Broken /FontFile2 {program} >>"
    font = "<< /Type /Font /Subtype /TrueType /BaseFont /Broken /FontDescriptor %s >>"
    pdf.page(TEXT, Resources=_fonts(font % descriptor))
    return pdf.to_bytes()


def pass_invisible_text_of_a_scan() -> bytes:
    """Invisible text over a scan, in a font that is not in the file."""
    pdf = RawPdf()
    pdf.page(TEXT.replace("72 720 Td", "3 Tr 72 720 Td"), Resources=_fonts(HELVETICA))
    return pdf.to_bytes()


def pass_declared_but_not_used() -> bytes:
    """A font that no text is set in: declared, selected, and shown with nothing."""
    pdf = RawPdf()
    content = "BT /F1 12 Tf () Tj ET q BT (x) pop ET Q"
    pdf.page(content, Resources=_fonts(HELVETICA))
    return pdf.to_bytes()


def pass_type_3() -> bytes:
    """A font whose glyphs are drawn in the file."""
    pdf = RawPdf()
    glyph = pdf.stream("500 0 d0 0 0 400 700 re f")
    font = pdf.add(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix"
        " [.001 0 0 .001 0 0] /FirstChar 80 /LastChar 80 /Widths [500] /Resources << >>"
        f" /Encoding << /Differences [80 /P] >> /CharProcs << /P {glyph} >> >>"
    )
    pdf.page("BT /F1 12 Tf 72 720 Td (P) Tj ET", Resources=_fonts(font))
    return pdf.to_bytes()
