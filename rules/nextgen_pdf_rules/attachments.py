"""Rule ``attachments``: files inside the file, and portfolios."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import LEFT_OVER, PRINT_TWICE

CODES = {
    "name-tree": "in the list of attachments",
    "annotation": "with a paper-clip icon on the page",
    "associated-file": "as an associated file",
    "portfolio": "as part of a portfolio",
    "empty-portfolio": "made as a portfolio, without files",
    "action": "as the target of a link or button",
    "media": "as the source of a sound, video or model",
    "related-file": "as part of another file",
    "presentation": "as a slide show",
    "hybrid": "as the office document it was made from",
    "name-only": "by its name alone: the file itself is not there",
    "private-data": "in data kept by the program that made it",
    "unused-stream": "where no program shows it",
    "elsewhere": "in an unusual place",
    "left-over": "where nothing refers to it anymore",
}
REMEDY = (
    "Save the attached file, and upload it to CM/ECF as a separate attachment. Then print"
    " this document to PDF under a new name; the copy leaves the attachment out."
)
PORTFOLIO = (
    "Open each part, print or save it as a PDF, and combine the parts into one PDF. Do not"
    " print the portfolio itself: only its cover sheet would print, and the parts are lost."
)
REMEDIES = {
    "annotation": REMEDY + PRINT_TWICE,
    "empty-portfolio": "Print the document to PDF under a new name, and check the copy.",
    "hybrid": (
        "Save it as PDF again without Hybrid PDF (LibreOffice, Export as PDF, General). Or"
        " print this document to PDF under a new name."
    ),
    "name-only": (
        "Only a name is attached: print the document to PDF under a new name. If a file"
        " should be there, upload it to CM/ECF as a separate attachment."
    ),
    "left-over": LEFT_OVER,
}
"""What to do, where it differs from ``REMEDY``."""


@rule("attachments", codes=CODES, mended_by=dict.fromkeys(CODES, "files"))
def attachments(document: Document) -> Iterator[Finding]:
    """Attached files.

    ## Why

    The courts' systems refuse a PDF with other files inside it. "Contains internal
    attachments" is on every published list, such as that of the [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). PDF/A is welcome, but that is no exception for the kinds of PDF/A that
    allow attachments (PDF/A-2 and PDF/A-3).

    ## Fix

    * Acrobat: open the Attachments pane, save each file, then delete it there.
    * Acrobat, portfolio: open each part and combine the parts into one PDF.
    * Word for Windows and Mac: save as PDF again; remove embedded objects first.
    * Preview, Chrome and Edge: Print, Save as PDF. For a paper clip, print the copy again in
      Chrome and Edge.
    * Free: `qpdf --list-attachments in.pdf` shows the key of each file, which can differ
      from its name; then `qpdf --remove-attachment=KEY in.pdf out.pdf` for each.

    Only the cover sheet of a portfolio prints.

    ## Limits

    Attached files are not opened.
    """
    files = document.embedded_files
    parts = any(file.place == "portfolio" and file.current for file in files.found)
    for file in files:
        code = file.place if file.current else "left-over"
        remedy = REMEDIES.get(code, PORTFOLIO if parts else REMEDY)
        name = f'The file "{file.name}"' if file.name else "Another file"
        message = f"{name} is attached to this PDF {CODES[code]}."
        if code == "name-only":
            message = f"{name} is listed as an attachment, but it is not there."
        if code in ("portfolio", "empty-portfolio") and not file.name:
            message = "This PDF is a portfolio, a folder of files in one file."
        yield Finding(
            message,
            file.location,
            code=code,
            remedy=remedy,
            alike=file.alike,
        )
