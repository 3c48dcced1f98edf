"""Rule ``malformed``: not a PDF, cut short, or damaged in its structure."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Fault, Finding, page_list, rule

MESSAGES = {
    "empty": "This file is empty.",
    "not-pdf": "This is not a PDF but {detail}.",
    "header": "This file does not begin as a PDF must.",
    "unreadable": "This file is so damaged that it cannot be read.",
    "truncated": "This file is cut short: its end is missing.",
    "cross-reference": "The index of this file (cross-reference table) is damaged.",
    "ambiguous": "Two common programs would read this file differently.",
    "object": "A part of this file is damaged.",
    "object-stream": "A packed part of this file (object stream) cannot be read.",
    "page-tree": "The list of pages in this file is damaged.",
    "no-pages": "This file has no pages.",
    "content": "What is on {page} cannot be read: the data is damaged.",
    "font-name": "Text on {page} is set in a font that the page does not have.",
    "content-checksum": "The content of {page} does not match its checksum.",
    "leading-bytes": "There is something before the beginning of the PDF.",
    "trailing-bytes": "There is something after the end of the PDF, which programs ignore.",
    "end-marker": "The mark at the end of this PDF is missing.",
    "page-count": "The number of pages that this file announces is wrong.",
    "page-twice": "The same page is listed twice.",
    "size-entry": "The number of parts that this file announces is wrong.",
    "duplicate-key": "A part of this file says the same thing twice.",
    "name-syntax": "A name inside this file is written in a wrong way.",
    "type-entry": "A part of this file does not say what it is, or says something else.",
    "unknown": "A part of this file is not written as the PDF standard asks.",
}
SEVERE = (
    "Make the PDF again from the original document, or get the file again from where it"
    " came from. If that cannot be done, print it to PDF under a new name and look at"
    " every page of the copy."
)
LESSER = "Print the document to PDF, or save it again as PDF, under a new name."
AMBIGUOUS = (
    "Make the PDF again from the original document. If you only have this file, print it to"
    " PDF under a new name, and read every page of the copy: it may show less, or something"
    " else, than what the sender saw."
)
CUT_SHORT = (
    "Get the file again from where it came from: it was not copied or downloaded whole. What"
    " is missing cannot be repaired."
)
COUNT = (
    "Make the PDF again from the original document, and count its pages. A program that"
    " prints this file may leave pages out, or stop."
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
    """The file is not a PDF, or it is damaged.

    ## Why

    The courts' systems refuse a file that "does not comply with PDF format standards",
    which is on every published list, such as that of the [Bankruptcy Court for the Central
    District of California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    (1 July 2022). Programs that show a damaged file repair it silently; the court's may
    not. The [District of Maryland](http://www.mdd.uscourts.gov/content/troubleshooting)
    names the usual causes: a wrong kind of file, or a bad conversion.

    ## Fix

    * Acrobat: File, Save As, under a new name; if it still fails, print to Adobe PDF.
    * Word for Windows and Mac: save as PDF again from the Word file.
    * Preview: File, Export as PDF.
    * Chrome and Edge: open the file, Print, Save as PDF.
    * Free: `qpdf in.pdf out.pdf` writes the structure anew, and
      `qpdf --empty --pages in.pdf -- out.pdf` the list of pages.

    A file that is cut short cannot be repaired: get it again from where it came from.

    ## Limits

    Pictures and fonts are not decoded. No court says how its software decides what is
    well-formed.
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
        message += f" ({fault.detail})"
    remedy = REMEDIES.get(fault.code, usual)
    return Finding(message, fault.location, fault.code, remedy, fault.alike)
