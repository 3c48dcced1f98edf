"""Rule ``external-actions``: links and buttons that reach outside the document."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import LEFT_OVER, PRINT_TWICE

MESSAGES = {
    "launch": "This PDF can start a program or open another file (launch action).",
    "submit-form": "This PDF can send what you fill in to a web address (submit action).",
    "import-data": "This PDF can import data from another file (import action).",
    "remote-file": "A link in this PDF opens another file.",
    "embedded-file": "A link in this PDF opens a file that is inside another file.",
    "remote-thread": "An article in this PDF continues in another file.",
    "local-address": "A link in this PDF points to a file or program on someone's computer.",
    "unasked-address": "This PDF opens a web address automatically.",
    "unasked-print": "This PDF starts printing by itself when it is opened.",
    "unknown": "A link or button in this PDF uses an unrecognized action.",
    "left-over": "This file still contains an unused action that reaches outside it.",
}
REMEDY = (
    "Print the document to PDF under a new name, and file the copy. Nothing in a printed"
    " copy can be clicked. Or remove the link or button in the program that made the"
    " document. Web links to exhibits on the docket can stay." + PRINT_TWICE
)
UNASKED = (
    "Print the document to PDF under a new name, and file the copy. There is no link or"
    " button to remove: this happens when the file or a page is opened."
)
REMOTE = (
    "Replace the link with the document's address on the docket, or remove it. The court"
    " will not have the other file next to this one."
)
REMEDIES = {
    "remote-file": REMOTE,
    "embedded-file": REMOTE,
    "remote-thread": REMOTE,
    "local-address": REMOTE,
    "unasked-address": UNASKED,
    "unasked-print": UNASKED,
    "left-over": LEFT_OVER,
}
"""What to do, where it differs from ``REMEDY``."""


@rule(
    "external-actions",
    codes={code: text[:-1] for code, text in MESSAGES.items()},
    mended_by={code: code for code in MESSAGES} | {"left-over": "rewriting"},
)
def external_actions(document: Document) -> Iterator[Finding]:
    """Actions that reach outside the document.

    ## Why

    The courts' systems refuse anything that can cause an external action. "Contains scripts
    which can launch an external application" is on every published list, such as that of
    the [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). No list says what counts: starting a program and sending or importing
    data surely do; a link to another file may. Links to web pages are accepted.

    ## Fix

    * Acrobat: Edit PDF, Link, delete the link; or Redact, Remove Hidden Information.
    * Word for Windows and Mac: remove the link to the file (right-click, Remove
      Hyperlink), then save as PDF again. Word writes such a link for every local file.
    * Preview, Chrome and Edge: Print, Save as PDF. Chrome and Edge may need
      two prints.
    * Free: print with any PDF printer.

    ## Limits

    Web links that wait for a click are not reported; the rule `links` lists them where a
    court does not want them. Scripts have a rule of their own, `javascript`.
    """
    for action in document.actions:
        code = action.kind if action.current else "left-over"
        leads = "Its name is" if code == "unknown" else "It leads to"
        target = f' {leads} "{action.target}".' if action.target else ""
        yield Finding(
            MESSAGES[code] + target,
            action.location,
            code=code,
            remedy=REMEDIES.get(code, REMEDY),
            alike=action.alike,
        )
