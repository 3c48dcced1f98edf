"""Rule ``producer``: two ways of making a PDF on a Mac that the courts' lists name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule

MESSAGES = {
    "safari-form": "This form was probably filled out in the Safari browser on a Mac.",
    "word-for-mac": "Word for Mac probably made this PDF with the option Best for printing.",
}
REMEDIES = {
    "safari-form": (
        "Fill out the form in Chrome, Preview or Acrobat. Print it to PDF there under a new"
        " name, and file the copy."
    ),
    "word-for-mac": (
        "In Word, save as PDF again and choose Best for electronic distribution and"
        " accessibility. This sends the document to a Microsoft service; for confidential"
        " documents, print to Adobe PDF in Acrobat instead."
    ),
}


@rule("producer", codes={code: text[:-1] for code, text in MESSAGES.items()})
def producer(document: Document) -> Iterator[Finding]:
    """Programs that courts warn about.

    ## Why

    The courts' lists warn of two ways to make a PDF on a Mac: filling out a form in Safari,
    and Word's Best for printing. Both are on every published list, such as that of the
    [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). The lists give no technical reason.

    ## Fix

    * Acrobat: print the document to Adobe PDF under a new name.
    * Word for Windows: not affected. Word for Mac: Save As PDF, Best for electronic
      distribution and accessibility.
    * Preview: fill out the form there, then File, Print, PDF, Save as PDF.
    * Chrome and Edge: fill out the form there, then Print, Save as PDF.
    * Free: any PDF printer.

    ## Limits

    This is a guess, based only on what the file says about the programs that made it.
    """
    made = document.producer
    creator, producer = made.creator.casefold(), made.producer.casefold()
    if "quartz pdfcontext" not in producer:
        return
    code = None
    if "safari" in creator and any(document.form.fields if document.form else ()):
        code = "safari-form"
    elif re.match(r"(microsoft )?word\b", creator):
        code = "word-for-mac"
    if code:
        yield Finding(
            f'{MESSAGES[code]} According to the file, it was made with "{made.creator}" and'
            f' "{made.producer}".',
            code=code,
            remedy=REMEDIES[code],
        )
