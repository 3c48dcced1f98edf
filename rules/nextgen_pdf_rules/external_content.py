"""Rule ``external-content``: content that is stored elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import DESIGNED, LEFT_OVER

MESSAGES = {
    "stream": "Part of this PDF is stored in another file (external stream).",
    "font-program": "A font of this PDF is stored in another file.",
    "reference": "A page of this PDF shows a page of another file (reference XObject).",
    "proxy": "A picture in this PDF is a placeholder for one in another file (OPI).",
    "output-profile": "The colors of this PDF are described at a web address.",
    "postscript": "This PDF contains printer commands (PostScript).",
    "schema": "The structure of this PDF is described in another file.",
    "form-data": "The form in this PDF takes data or pictures from elsewhere (XFA).",
    "left-over": "This file still contains an unused reference to another file.",
}
REMEDY = (
    "Print it to the printer Adobe PDF, or in Preview on a Mac, on a computer where it looks"
    " right. These redraw every page, so everything shown ends up in the file. Chrome and"
    " Edge copy the pages as they are, and do not help."
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
    """Content stored elsewhere.

    ## Why

    The courts' systems refuse a PDF that loads data from elsewhere. The [Bankruptcy Court
    for the District of
    Nevada](https://www.nvb.uscourts.gov/electronic-case-filing/resources-documentation/procedures/pdf-requirements/index.html)
    explains the scripts on its list by "external font programs or data streams". And the
    court cannot see what is not in the file.

    ## Fix

    * Acrobat: Print, printer Adobe PDF; or Save As Other, Archivable PDF (PDF/A).
    * Word for Windows and Mac: save as PDF again, with pictures embedded, not linked.
    * Preview: File, Print, then PDF, Save as PDF.
    * Chrome and Edge: not with Save as PDF, which copies the pages as they are.
    * Free: Ghostscript, `gs -o out.pdf -sDEVICE=pdfwrite in.pdf`.

    ## Limits

    The rule `fonts` finds fonts that are just missing, and `multimedia` finds sound and
    video stored elsewhere.
    """
    for content in document.external_content:
        code = content.kind if content.current else "left-over"
        target = f' It points to "{content.target}".' if content.target else ""
        yield Finding(
            MESSAGES[code] + target,
            content.location,
            code=code,
            remedy=REMEDIES.get(code, REMEDY),
            alike=content.alike,
        )
