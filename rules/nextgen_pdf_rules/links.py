"""Rule ``links``: links to websites, where a court does not want them."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Link, Location, rule

KINDS = {
    "web": ("a link to a web page", "links to web pages"),
    "mail": ("a link that starts an email", "links that start emails"),
    "phone": ("a link that calls a number", "links that call numbers"),
}
OF_SCHEME = {"mailto": "mail", "tel": "phone", "fax": "phone", "sms": "phone"}
NAMED = 3
"""So many addresses are named in a message."""
REMEDY = (
    "Print the document to PDF under a new name, and file the copy. Or, in Word, press Ctrl+A"
    " and then Ctrl+Shift+F9, which turns all links into plain text, and save as PDF again."
)


@rule("links", codes={code: many for code, (_, many) in KINDS.items()})
def links(document: Document) -> Iterator[Finding]:
    """Links to websites.

    ## Why

    The nationwide list accepts links to web pages, so this rule is off unless a court
    rejects them. The [Bankruptcy Court for the District of
    Nevada](https://www.nvb.uscourts.gov/electronic-case-filing/resources-documentation/procedures/pdf-requirements/index.html)
    and the [Eastern District of
    Texas](https://www.txeb.uscourts.gov/recommendations-electronically-filed-documents)
    do.

    ## Fix

    * Acrobat: Edit PDF, Link, Remove Web Links.
    * Word for Windows: Ctrl+A, then Ctrl+Shift+F9; Word for Mac: Cmd+A, Cmd+Shift+F9; then
      save as PDF again.
    * Preview, Chrome and Edge: Print, Save as PDF.
    * Free: print with any PDF printer.

    ## Limits

    An address that is only printed on the page is not a link, although viewers may make it
    one.
    """
    found: dict[str, list[Link]] = {}
    for link in document.links.found:
        found.setdefault(OF_SCHEME.get(link.scheme, "web"), []).append(link)
    for code, alike in found.items():
        count = sum(link.alike for link in alike)
        targets = list(dict.fromkeys(link.target for link in alike if link.target))
        named = ", ".join(targets[:NAMED]) + (", …" if len(targets) > NAMED else "")
        one, many = KINDS[code]
        leads = f" {'They lead' if count > 1 else 'It leads'} to {named}."
        yield Finding(
            f"This PDF has {f'{count} {many}' if count > 1 else one}."
            + (leads if named else ""),
            Location.joined(link.location for link in alike),
            code=code,
            remedy=REMEDY,
            alike=count,
        )
    document.links.finish()
