"""Rule ``external-actions``: links and buttons that reach outside the document."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import LEFT_OVER

MESSAGES = {
    "launch": "This PDF can start another program or open another file (launch action).",
    "submit-form": "This PDF can send what is filled in to an address (submit action).",
    "import-data": "This PDF can take in data from another file (import action).",
    "remote-file": "A link in this PDF opens another file.",
    "embedded-file": "A link in this PDF opens a file inside a file.",
    "remote-thread": "An article in this PDF goes on in another file.",
    "local-address": "A link in this PDF leads to a file or program on a computer.",
    "unasked-address": "This PDF opens an address in the net without being asked.",
    "unasked-print": "This PDF starts to print without being asked.",
    "unknown": "A link or button in this PDF does something that no program knows.",
    "left-over": "This file still holds an unused action that reaches outside it.",
}
REMEDY = (
    "Take the link or button out in the program that made the document, or print the"
    " document to PDF under a new name: then nothing in it can be clicked. A link to the"
    " exhibit on the docket may stay."
)
REMOTE = (
    "Replace the link by the address of the document on the docket, or take it out: the"
    " other file will not be beside this one when the court opens it."
)


@rule("external-actions", codes={code: text[:-1] for code, text in MESSAGES.items()})
def external_actions(document: Document) -> Iterator[Finding]:
    """The document can start programs or open other files.

    ## Why

    The courts' systems refuse what can cause an external action. "Contains scripts which
    can launch an external application" is on every published list, such as that of the
    [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). No list says what counts: starting a program and sending or taking in
    data surely do; a link to another file may. Links to web pages are accepted.

    ## Fix

    * Acrobat: Edit PDF, Link, delete the link; or Redact, Remove Hidden Information.
    * Word for Windows and Mac: remove the link to the file (right-click, Remove
      Hyperlink), then save as PDF again. Word writes such a link for every local file.
    * Preview, Chrome and Edge: Print, Save as PDF.
    * Free: print with any PDF printer.

    ## Limits

    Web links that wait for a click are no finding; the rule `links` lists them where a
    court asks for it. Scripts are the rule `javascript`.
    """
    for action in document.actions:
        code = action.kind if action.current else "left-over"
        target = f' It names "{action.target}".' if action.target else ""
        remote = code in (
            "remote-file",
            "embedded-file",
            "remote-thread",
            "local-address",
        )
        yield Finding(
            MESSAGES[code] + target,
            action.location,
            code=code,
            remedy=LEFT_OVER if code == "left-over" else REMOTE if remote else REMEDY,
            alike=action.alike,
        )
