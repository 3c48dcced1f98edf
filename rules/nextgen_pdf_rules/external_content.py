"""Rule ``external-content``: content that is stored elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import DESIGNED, LEFT_OVER

MESSAGES = {
    "stream": "A part of this PDF is stored in another file (external stream).",
    "font-program": "A font of this PDF is stored in another file.",
    "reference": "A page of this PDF shows a page of another file (reference XObject).",
    "proxy": "A picture in this PDF stands for one in another file (OPI).",
    "output-profile": "The colors of this PDF are described at a web address.",
    "postscript": "This PDF carries commands for a printer (PostScript).",
    "schema": "The structure of this PDF is described in another file.",
    "form-data": "The form in this PDF takes data or pictures from elsewhere (XFA).",
    "left-over": "This file still holds an unused part that points to another file.",
}
REMEDY = (
    "Print it with the printer Adobe PDF, or in Preview on a Mac, where it looks right."
    " These draw every page anew, so that everything shown is inside. Chrome and Edge copy"
    " the pages as they are, and do not help."
)
PRINT = "Print the document to PDF under a new name, and check the copy."
REMEDIES = {
    "output-profile": PRINT,
    "schema": PRINT,
    "form-data": DESIGNED,
    "left-over": LEFT_OVER,
}
"""What to do, where it differs from ``REMEDY``."""


@rule(
    "external-content",
    codes={code: text[:-1] for code, text in MESSAGES.items()},
    mended_by=dict.fromkeys(MESSAGES, "elsewhere"),
)
def external_content(document: Document) -> Iterator[Finding]:
    """The document shows content that is stored elsewhere.

    ## Why

    The courts' systems refuse a PDF that reaches for data elsewhere. The [Bankruptcy Court
    for the District of
    Nevada](https://www.nvb.uscourts.gov/electronic-case-filing/resources-documentation/procedures/pdf-requirements/index.html)
    explains the scripts on its list by "external font programs or data streams". And what
    is not in the file, the court does not see.

    ## Fix

    * Acrobat: Print, printer Adobe PDF; or Save As Other, Archivable PDF (PDF/A).
    * Word for Windows and Mac: save as PDF again, with pictures embedded, not linked.
    * Preview: File, Print, then PDF, Save as PDF.
    * Chrome and Edge: not with Save as PDF, which copies the pages as they are.
    * Free: Ghostscript, `gs -o out.pdf -sDEVICE=pdfwrite in.pdf`.

    ## Limits

    Fonts that are only missing are the rule `fonts`; sound and video elsewhere are the
    rule `multimedia`.
    """
    for content in document.external_content:
        code = content.kind if content.current else "left-over"
        target = f' It names "{content.target}".' if content.target else ""
        yield Finding(
            MESSAGES[code] + target,
            content.location,
            code=code,
            remedy=REMEDIES.get(code, REMEDY),
            alike=content.alike,
        )
