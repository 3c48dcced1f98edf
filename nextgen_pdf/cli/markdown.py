"""The page of a rule, laid out for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.formats._columns import wrapped

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_ITEM = "* "


def laid_out(page: str, width: int) -> str:
    """A page with lines of that width, and the addresses of its links in brackets.

    Args:
        page: in Markdown: headings, paragraphs and lists.
        width: columns of a line.
    """
    return "\n".join(
        wrapped(
            _LINK.sub(r"\1 (\2)", block),
            width,
            rest=" " * len(_ITEM) if block.startswith(_ITEM) else "",
        )
        for block in _blocks(page)
    )


def _blocks(page: str) -> Iterator[str]:
    """Headings, paragraphs and items, each on one line, and the empty lines between."""
    block: list[str] = []
    for line in page.split("\n"):
        text = line.strip()
        if block and (not text or text.startswith(_ITEM)):
            yield " ".join(block)
            block = []
        if text:
            block.append(text)
        else:
            yield ""
    if block:
        yield " ".join(block)
