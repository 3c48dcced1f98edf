"""Rule ``javascript``: scripts, in every place where one can be."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import DESIGNED, LEFT_OVER, PRINT_TWICE

CODES = {
    "open-action": "that runs when the file is opened",
    "document-script": "that runs when the file is opened",
    "document-event": "that runs when the file is closed, saved or printed",
    "page-event": "that runs when a page is shown or left",
    "field-event": "in a fillable field",
    "annotation": "that runs from a link, note or button on the page",
    "bookmark": "that runs from a bookmark",
    "rendition": "that runs with a sound or a video",
    "artwork": "that runs with a 3D model",
    "rich-media": "that runs with a media player",
    "xfa": "in a form made with Adobe's form designer",
    "uri": "that runs from a link in place of a web page",
    "uri-base": "as the base of its links",
    "requirement": "or asks the viewer to allow one",
    "unknown-event": "for an unrecognized event",
    "private-data": "in data kept by the program that made it",
    "elsewhere": "in an unusual place",
    "left-over": "that is no longer used",
}
REMEDY = (
    "Print the document to PDF under a new name, and file the copy. The script is left out;"
    " the words on the page stay. Links and bookmarks are lost as well. Acrobat's Remove"
    " Hidden Information removes only what you check in its list."
)
REMEDIES = {
    "field-event": REMEDY + PRINT_TWICE,
    "annotation": REMEDY + PRINT_TWICE,
    "uri": REMEDY + PRINT_TWICE,
    "xfa": DESIGNED,
    "left-over": LEFT_OVER,
}
"""What to do, where it differs from ``REMEDY``."""


@rule(
    "javascript",
    codes={code: f"a script {text}" for code, text in CODES.items()},
    mended_by=dict.fromkeys(CODES, "scripts"),
)
def javascript(document: Document) -> Iterator[Finding]:
    """Embedded JavaScript.

    ## Why

    The courts' systems reject any file that contains program code, even the harmless math
    of a form. "Contains JavaScript" is on the lists of the [Bankruptcy Court for the
    Central District of California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    (July 1, 2022) and the [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). The [District of New
    Jersey](https://www.njd.uscourts.gov/content/why-my-pdf-rejected) names the usual
    sources: petition software that calculates fields, and vendors' tracking code.

    ## Fix

    * Petition or form software: look for "print for filing" or "flatten".
    * Acrobat: Tools, Redact, Remove Hidden Information (or Sanitize Document).
    * Word for Windows and Mac: save the PDF again from the Word file.
    * Preview: File, Print, then PDF, Save as PDF.
    * Chrome and Edge: open the file, Print, Save as PDF; print the copy again if an unused
      script is found in it.
    * Free: `qpdf` cannot do it; print with any PDF printer.

    Printing drops bookmarks, links and tags, and removes digital signatures.

    ## Limits

    Attached files are not searched for scripts: the attachment itself is reported.
    """
    for script in document.scripts:
        code = script.place if script.current else "left-over"
        yield Finding(
            f"This PDF contains a script (JavaScript) {CODES[code]}.",
            script.location,
            code=code,
            remedy=REMEDIES.get(code, REMEDY),
            alike=script.alike,
        )
