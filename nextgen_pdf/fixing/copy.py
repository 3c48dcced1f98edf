"""The copy that is being made, and the record of what is done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Pdf

from nextgen_pdf.fixing.result import Dropped
from nextgen_pdf.proof.objects import get, has_entries, items, keys


class Copy:
    """A document in the making, and what was done to it.

    Args:
        pdf: the document, open; it is changed in memory only.
        folder: where files may be written on the way.
    """

    def __init__(self, pdf: Pdf, folder: Path) -> None:
        self.pdf = pdf
        self.root: Any = pdf.Root
        self.folder = folder
        self.changes: Counter[str] = Counter()
        self.dropped: list[Dropped] = []

    def did(self, what: str, count: int = 1) -> None:
        """Note that something was done."""
        self.changes[what] += count

    def dictionaries(self) -> Iterator[Any]:
        """Every dictionary and stream, also those inside of others.

        What is inside comes after what it is in, which may be changed on the way.
        """
        for thing in self.pdf.objects:
            todo: list[Any] = [thing]
            while todo:
                at = todo.pop()
                if has_entries(at):
                    yield at
                    inside = [get(at, key) for key in keys(at)]
                elif isinstance(at, Array):
                    inside = items(at)
                else:
                    continue
                todo += [
                    each
                    for each in inside
                    if isinstance(each, Dictionary | Array) and not each.is_indirect
                ]
