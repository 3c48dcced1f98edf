"""Rule ``malformed``: not a PDF, cut short, or damaged."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Fault, Finding, page_list, rule
from nextgen_pdf_rules._other_files import HOW_TO_MAKE_A_PDF

MESSAGES = {
    "empty": "This file is empty.",
    "not-pdf": "This is not a PDF. It is {detail}.",
    "header": "This file does not begin the way a PDF must.",
    "unreadable": "This file is too damaged to be read.",
    "truncated": "This file is cut short: its end is missing.",
    "cross-reference": "The index of this file (cross-reference table) is damaged.",
    "ambiguous": "Two common programs would read this file differently.",
    "object": "Part of this file is damaged.",
    "object-stream": "A compressed part of this file (object stream) cannot be read.",
    "page-tree": "The list of pages in this file is damaged.",
    "no-pages": "This file has no pages.",
    "content": "The content of {page} is damaged and cannot be read.",
    "font-name": "Text on {page} uses a font that the page does not define.",
    "content-checksum": "The content of {page} does not match its checksum.",
    "leading-bytes": "There is extra data before the start of the PDF.",
    "trailing-bytes": "There is extra data after the end of the PDF.",
    "end-marker": "The end-of-file mark of this PDF is missing.",
    "page-count": "This file states the wrong number of pages.",
    "page-twice": "The same page is listed twice.",
    "size-entry": "This file states the wrong number of parts (objects).",
    "duplicate-key": "Part of this file says the same thing twice.",
    "name-syntax": "A name inside this file is written incorrectly.",
    "type-entry": "Part of this file has a wrong label, or none.",
    "unknown": "Part of this file does not follow the PDF standard.",
}
SEVERE = (
    "Make the PDF again from the original document, or get a fresh copy of it. If neither is"
    " possible, print it to PDF under a new name and check every page of the copy."
)
LESSER = "Print the document to PDF, or save it again as PDF, under a new name."
AMBIGUOUS = (
    "Make the PDF again from the original document. If this file is all you have, print it"
    " to PDF under a new name, and read every page of the copy: it may show less than the"
    " sender saw, or something else."
)
CUT_SHORT = "Get the file again: the copy or download was not complete. What is missing is lost."
COUNT = (
    "Make the PDF again from the original document, and count its pages: a program that"
    " prints this file may leave some out."
)
REMEDIES = {
    "ambiguous": AMBIGUOUS, "truncated": CUT_SHORT, "empty": CUT_SHORT, "page-count": COUNT
}  # fmt: skip
"""What to do, where it is neither ``SEVERE`` nor ``LESSER``."""
FAULTS_THAT_READERS_IGNORE = frozenset(
    "content-checksum leading-bytes trailing-bytes end-marker page-count page-twice"
    " size-entry duplicate-key name-syntax type-entry unknown".split()
)

REPAIRED = MESSAGES.keys() - set(
    "empty not-pdf unreadable no-pages font-name content-checksum".split()
)
"""What programs put right when they write the file anew, if anything does."""


@rule(
    "malformed",
    codes={
        code: text.format(detail="another kind of file", page="a page")
        for code, text in MESSAGES.items()
    },
    mended_by=dict.fromkeys(REPAIRED, "rewriting") | {"unreadable": "decision"},
)
def malformed(document: Document) -> Iterator[Finding]:
    """Damaged file, or not a PDF.

    ## Why

    The courts' systems refuse a file that does not follow the PDF standard. "Does not comply
    with PDF format standards" is on every published list, such as that of the [Bankruptcy
    Court for the Central District of
    California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    (July 1, 2022). Viewers repair a damaged file silently; the court's system may not. The
    [District of Maryland](http://www.mdd.uscourts.gov/content/troubleshooting) names the
    usual causes: the wrong kind of file, or a bad conversion.

    ## Fix

    * Acrobat: File, Save As, under a new name; if it still fails, print to Adobe PDF.
    * Word for Windows and Mac: save the Word file as PDF again.
    * Preview: File, Export as PDF.
    * Chrome and Edge: open the file, Print, Save as PDF.
    * Free: `qpdf in.pdf out.pdf` rebuilds the structure, and
      `qpdf --empty --pages in.pdf -- out.pdf` rebuilds the list of pages.

    A file that is cut short cannot be repaired: get it again from where it came from.

    ## Limits

    Pictures and fonts are not decoded. No court says how its software decides whether a
    PDF is well-formed.
    """
    for fault in document.file_faults:
        yield finding(fault)
    for fault in document.faults:
        yield finding(fault)


def finding(fault: Fault) -> Finding:
    """The finding for one fault."""
    usual = LESSER if fault.code in FAULTS_THAT_READERS_IGNORE else SEVERE
    page = page_list([fault.location.page]) if fault.location.page else "a page"
    message = MESSAGES[fault.code].format(detail=fault.detail, page=page)
    if fault.detail and fault.code != "not-pdf":
        message += f" Detail: {fault.detail}."
    of_kind = HOW_TO_MAKE_A_PDF if fault.code == "not-pdf" else {}
    remedy = of_kind.get(fault.kind) or REMEDIES.get(fault.code, usual)
    return Finding(message, fault.location, fault.code, remedy, fault.alike)
