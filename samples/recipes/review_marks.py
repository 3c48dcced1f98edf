"""Samples for the rule ``review-marks``, for a court that wants none of them."""

from __future__ import annotations

from rawpdf import RawPdf

FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
TEXT = "BT /F1 12 Tf 72 700 Td (Plaintiff was born on January 2, 1990.) Tj ET"
RECT = "/Rect [150 695 300 715] /QuadPoints [150 715 300 715 150 695 300 695]"


def _page(pdf: RawPdf, *annotations: str) -> None:
    pdf.page(TEXT, Resources=FONT, Annots=f"[{' '.join(annotations)}]")


def some_courts_redactions_not_applied() -> bytes:
    """A date that is marked for redaction on two pages, and still is there."""
    pdf = RawPdf()
    for _ in range(2):
        _page(pdf, pdf.add(f"<< /Type /Annot /Subtype /Redact {RECT} >>"))
    return pdf.to_bytes()


def some_courts_comments() -> bytes:
    """A note with its window, highlights, and an exhibit stamp."""
    pdf = RawPdf()
    note = pdf.add(
        "<< /Type /Annot /Subtype /Text /Rect [20 700 40 720] /Contents (Is this so?) >>"
    )
    window = f"<< /Subtype /Popup /Rect [320 600 500 700] /Parent {note} >>"
    yellow = f"<< /Subtype /Highlight {RECT} /C [1 1 0] >>"
    _page(pdf, note, window, yellow)
    _page(pdf, yellow, "<< /Subtype /Stamp /Rect [400 20 500 60] /Name /Draft >>")
    return pdf.to_packed_bytes()


def some_courts_subtype_of_its_own() -> bytes:
    """A redaction mark whose subtype is an object of its own, or disguised."""
    pdf = RawPdf()
    _page(pdf, f"<< /Subtype {pdf.add('/Redact')} {RECT} >>")
    _page(pdf, f"<< /Sub#74ype /Red#61ct {RECT} >>")
    return pdf.to_bytes()


def pass_links() -> bytes:
    """A link to a website, and one within the document."""
    pdf = RawPdf()
    web = "/A << /S /URI /URI (https://example.org/) >>"
    _page(
        pdf,
        f"<< /Subtype /Link {RECT} {web} >>",
        "<< /Subtype /Link /Rect [9 9 99 99] /Dest [3 0 R /Fit] >>",
    )
    return pdf.to_bytes()


def pass_only_the_words() -> bytes:
    """The words stand in a title, a structure type and the names of resources."""
    pdf = RawPdf(
        catalog={
            "StructTreeRoot": "<< /K [<< /S /Stamp >>] /RoleMap << /Stamp /P >> >>"
        }
    )
    pdf.page(
        f"/Redact BMC {TEXT} EMC",
        Resources=f"<< /ProcSet [/PDF /Text] {FONT.removeprefix('<< ')}",
    )
    pdf.trailer["Info"] = pdf.add("<< /Title (/Subtype /Redact /Rect) >>")
    return pdf.to_bytes()
