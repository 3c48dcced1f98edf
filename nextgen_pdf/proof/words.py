"""The characters on pages: none lost, none new but those of fields."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from nextgen_pdf.proof.comparison import Difference

_SOFT = str.maketrans("", "", "￾\u00ad")
# Where a line ends PDFium takes a hyphen for a soft one.
_HYPHENS = str.maketrans("", "", "-￾\u00ad")


def squashed(said: str) -> str:
    """A text without its spaces, its characters in one form."""
    return "".join(unicodedata.normalize("NFKC", said).split())


def differences(
    page: int, before: str, after: str, drawn: str = ""
) -> Iterator[Difference]:
    """How the texts of a page differ.

    Args:
        page: its number.
        before: the characters of the first document.
        after: those of the second.
        drawn: what may be new: the text of fields.
    """
    was, now = (squashed(each).translate(_SOFT) for each in (before, after))
    if was == now:
        return
    one, two, extra = (
        Counter(squashed(each).translate(_HYPHENS)) for each in (was, now, drawn)
    )
    lost, new = one - two, two - one - extra
    if lost:
        count = lost.total()
        yield Difference("words", f"Page {page} lacks {count} characters", page)
    if new:
        count = new.total()
        yield Difference("words", f"Page {page} has {count} new characters", page)
    if lost or new:
        return
    # The same characters may be other words. What is drawn comes between the others.
    bare = now.translate(_HYPHENS)
    missing = [
        word
        for word in before.split()
        if squashed(word).translate(_HYPHENS) not in bare
    ]
    if missing or (not drawn.strip() and was != now):
        message = f"The words of page {page} are others, or in another order"
        yield Difference("words", message, page)
