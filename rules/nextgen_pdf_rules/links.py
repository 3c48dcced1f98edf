"""Rule ``links``: links to the net, where a court does not want them."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Link, Location, rule

CODES = {"web": "links to web pages", "mail": "links that write an e-mail"}
NAMED = 3
"""So many addresses are named in a message."""
REMEDY = (
    "In Word press Ctrl+A and Ctrl+Shift+F9, which makes all links plain text, and save as"
    " PDF again; or print the document to PDF under a new name."
)


@rule("links", codes=CODES)
def links(document: Document) -> Iterator[Finding]:
    """The document has links to the net.

    ## Why

    The nationwide list accepts links to web pages, so this rule is off unless a court asks
    for it. The [Bankruptcy Court for the District of
    Nevada](https://www.nvb.uscourts.gov/electronic-case-filing/resources-documentation/procedures/pdf-requirements/index.html)
    and the [Eastern District of
    Texas](https://www.txeb.uscourts.gov/recommendations-electronically-filed-documents)
    reject them.

    ## Fix

    * Acrobat: Edit PDF, Link, Remove Web Links.
    * Word for Windows: Ctrl+A, then Ctrl+Shift+F9; Word for Mac: Cmd+A, Cmd+Shift+F9; then
      save as PDF again.
    * Preview, Chrome and Edge: Print, Save as PDF.
    * Free: print with any PDF printer.

    ## Limits

    An address that is only printed on the page is no link, though viewers may make it one.
    """
    found: dict[str, list[Link]] = {}
    for link in document.links.found:
        found.setdefault("mail" if link.scheme == "mailto" else "web", []).append(link)
    for code, alike in found.items():
        count = sum(link.alike for link in alike)
        targets = dict.fromkeys(link.target for link in alike)
        named = ", ".join(list(targets)[:NAMED]) + (
            ", …" if len(targets) > NAMED else ""
        )
        pages = sorted(
            {
                page
                for link in alike
                for page in (link.location.pages or (link.location.page,))
                if page is not None
            }
        )
        what = CODES[code] if count > 1 else CODES[code].replace("links", "a link", 1)
        yield Finding(
            f"This PDF has {f'{count} ' if count > 1 else ''}{what}. They lead to {named}.",
            Location(
                pages[0] if pages else None, tuple(pages), path=alike[0].location.path
            ),
            code=code,
            remedy=REMEDY,
            alike=count,
        )
    document.links.finish()
