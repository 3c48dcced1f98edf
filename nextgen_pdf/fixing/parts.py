"""Which pages go together into a part: by the data that each page brings (7.7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Pdf, Stream

from nextgen_pdf.proof.objects import (
    ERRORS,
    get,
    has_entries,
    identity,
    inherited,
    items,
    keys,
)

_ELSEWHERE = frozenset(
    "/Parent /P /Dest /A /AA /Popup /StructParent /StructParents /B /IRT".split()
)
_OBJECT = 120
"""Bytes of an object without data."""
_FRAME = 5_000
"""Bytes of a file beside its pages."""
_SHARE = 0.98
"""So much of a limit is filled: how much the rest takes is only known in the end."""


class Costs:
    """What the pages of a document cost, in bytes.

    Args:
        pdf: the document.
        frame: bytes that every part has beside its pages.
    """

    def __init__(self, pdf: Pdf, frame: int = 0) -> None:
        self._pages = [dict(_brought(page.obj)) for page in pdf.pages]
        self._frame = _FRAME + frame

    def part(self, first: int, limit: int) -> int:
        """How far a part goes that begins with a page, by what is known beforehand.

        Args:
            first: the page, counted from 0.
            limit: bytes that the part may have.

        Returns:
            The page after its last one; a page always fits.
        """
        have: dict[object, int] = {}
        size, end = self._frame, first
        for page in self._pages[first:]:
            size += sum(cost for name, cost in page.items() if name not in have)
            if end > first and size > limit * _SHARE:
                break
            have |= page
            end += 1
        return end


def _brought(page: Any) -> Iterator[tuple[object, int]]:
    """The objects that a page brings to its part, and their bytes."""
    seen = set()
    todo = [page, inherited(page, "/Resources")]
    while todo:
        thing = todo.pop()
        name = identity(thing)
        if name in seen:
            continue
        if name:
            seen.add(name)
        if has_entries(thing):
            if name:
                yield name, _OBJECT + _size(thing)
            todo += [get(thing, key) for key in keys(thing) if key not in _ELSEWHERE]
        elif isinstance(thing, Array):
            todo += items(thing)


def _size(thing: Any) -> int:
    if not isinstance(thing, Stream):
        return 0
    try:
        return len(thing.get_raw_stream_buffer())
    except ERRORS:
        return 0
