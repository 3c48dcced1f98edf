"""Rule ``attachments``: files inside the file, and portfolios."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import LEFT_OVER

CODES = {
    "name-tree": "in the list of attachments",
    "annotation": "as a paper clip on the page",
    "associated-file": "as a file that belongs to the content",
    "portfolio": "as a part of a portfolio",
    "empty-portfolio": "made as a portfolio, without files",
    "action": "as the target of a link or button",
    "media": "as the source of a sound, video or model",
    "related-file": "as a part of another file",
    "presentation": "as a slide show",
    "hybrid": "as the office document it was made from",
    "private-data": "in data kept by the program that made it",
    "unused-stream": "where no program shows it",
    "name-only": "in name only: the list of attachments has it, the file itself is gone",
    "elsewhere": "in an unusual place",
    "left-over": "where nothing refers to it any more",
}
REMEDY = (
    "Take the attached file out and file it as an attachment of its own in CM/ECF. Printing"
    " the document to PDF under a new name leaves it out."
)


@rule("attachments", codes=CODES)
def attachments(document: Document) -> Iterator[Finding]:
    """The document carries other files.

    ## Why

    The courts' systems refuse a PDF that has other files inside. "Contains internal
    attachments" is on every published list, such as that of the [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). PDF/A is welcome, but the parts of it that allow attachments (PDF/A-2
    and PDF/A-3) make no exception.

    ## Fix

    * Acrobat: open the Attachments pane, save each file, then delete it there.
    * Acrobat, portfolio: open each part and combine the parts into one PDF.
    * Word for Windows and Mac: save as PDF again; remove embedded objects first.
    * Preview, Chrome and Edge: Print, Save as PDF.
    * Free: `qpdf in.pdf --remove-attachment=NAME -- out.pdf`.

    ## Limits

    Attached files are not opened.
    """
    for file in document.embedded_files:
        code = file.place if file.current else "left-over"
        name = f'The file "{file.name}"' if file.name else "Another file"
        message = f"{name} is attached to this PDF {CODES[code]}."
        if code in ("portfolio", "empty-portfolio") and not file.name:
            message = "This PDF is a portfolio, a folder of files in one file."
        yield Finding(
            message,
            file.location,
            code=code,
            remedy=REMEDY if file.current else LEFT_OVER,
            alike=file.alike,
        )
