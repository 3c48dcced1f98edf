"""Whole briefs: a clean one, and one with several problems."""

from __future__ import annotations

from pathlib import Path

import reportlab
from reportlab.pdfbase.ttfonts import TTFontFile

from rawpdf import RawPdf, dictionary

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LINES = """Plaintiff respectfully moves for summary judgment under Rule 56.
There is no genuine dispute as to any material fact.
The record shows that notice was given on the first of March.
Defendant answered on the last day and denied every paragraph.
The contract is before the Court as Exhibit A.
Its words are plain, and neither party says that they are not.
A party who signs a contract is bound by what it says.
For these reasons the motion should be granted.""".splitlines()
FIRST, LAST = 32, 126


def _font(pdf: RawPdf) -> str:
    """Bitstream Vera, embedded whole."""
    metrics = TTFontFile(str(FONT))
    program = pdf.stream(FONT.read_bytes(), Length1=str(FONT.stat().st_size))
    box = " ".join(str(int(v)) for v in metrics.bbox)
    descriptor = pdf.add(
        f"<< /Type /FontDescriptor /FontName /BitstreamVeraSans-Roman /Flags 32"
        f" /FontBBox [{box}] /ItalicAngle 0 /Ascent 928 /Descent -236 /CapHeight 730"
        f" /StemV 87 /FontFile2 {program} >>"
    )
    widths = " ".join(
        str(int(metrics.charWidths.get(code, 600))) for code in range(FIRST, LAST + 1)
    )
    return pdf.add(
        "<< /Type /Font /Subtype /TrueType /BaseFont /BitstreamVeraSans-Roman"
        f" /FirstChar {FIRST} /LastChar {LAST} /Widths [{widths}]"
        f" /Encoding /WinAnsiEncoding /FontDescriptor {descriptor} >>"
    )


def _text(title: str, number: int, font: str = "F1") -> str:
    body = f"BT /{font} 11 Tf 72 720 Td 28 TL ({title}) Tj T* ({number}) Tj T* "
    for turn in range(3):
        body += "".join(
            f"({line.replace('(', '[').replace(')', ']')}) Tj T* "
            for line in LINES[turn:]
        )
    return body + "ET"


def _brief(pages: int) -> tuple[RawPdf, str]:
    """A brief with bookmarks, page labels, a web link, and an initial view."""
    pdf = RawPdf(tree={"MediaBox": "[0 0 612 792]"})
    font = _font(pdf)
    resources = f"<< /Font << /F1 {font} >> >>"
    link = (
        "<< /Type /Annot /Subtype /Link /Rect [72 60 300 74] /Border [0 0 0]"
        " /A << /S /URI /URI (https://www.uscourts.gov/) >> >>"
    )
    for number in range(1, pages + 1):
        annots = {"Annots": f"[{pdf.add(link)}]"} if number == 1 else {}
        pdf.page(
            _text("MOTION FOR SUMMARY JUDGMENT", number), Resources=resources, **annots
        )
    first, last = (f"{number} 0 R" for number in (pdf.pages[0], pdf.pages[-1]))
    item = pdf.add(dictionary({"Title": "(Argument)", "Dest": f"[{last} /Fit]"}))
    pdf.catalog |= {
        "OpenAction": f"[{first} /FitH 792]",
        "Outlines": pdf.add(f"<< /First {item} /Last {item} /Count 1 >>"),
        "PageLabels": "<< /Nums [0 << /S /D >>] >>",
        "Lang": "(en-US)",
    }
    pdf.trailer["Info"] = pdf.add(
        "<< /Title (Motion for Summary Judgment) /Producer (a word processor) >>"
    )
    return pdf, resources


def pass_clean() -> bytes:
    """Six pages as a word processor writes them, with nothing that a court refuses."""
    pdf, _ = _brief(6)
    return pdf.to_packed_bytes()


def several_problems() -> bytes:
    """A script, an attachment, a font that is missing, and an A4 page."""
    pdf, resources = _brief(3)
    script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    data = pdf.stream("Exhibit A", Type="/EmbeddedFile")
    file = pdf.add(f"<< /Type /Filespec /F (Exhibit A.docx) /EF << /F {data} >> >>")
    pdf.catalog["Names"] = (
        f"<< /JavaScript << /Names [(run) {script}] >>"
        f" /EmbeddedFiles << /Names [(a) {file}] >> >>"
    )
    garamond = pdf.add(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond /Encoding /WinAnsiEncoding >>"
    )
    resources = resources.replace(" >> >>", f" /F2 {garamond} >> >>")
    pdf.page(_text("EXHIBIT A", 4, "F2"), Resources=resources, MediaBox="[0 0 595 842]")
    return pdf.to_bytes()
