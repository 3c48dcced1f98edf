"""Object streams: objects in the decoded data of a stream (ISO 32000-1, 7.5.7)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.name_search import NameSearch


class Packed(NamedTuple):
    """An object in an object stream that holds names that were looked for."""

    number: int
    start: int
    """Where in the decoded data it is."""
    names: list[str]


class ObjectStream:
    """The objects in one stream. They are not parsed.

    Args:
        body: the decoded data.
        header: the dictionary of the stream.

    Raises:
        ValueError: it is not an object stream.
    """

    def __init__(self, body: bytes, header: objects.Dict) -> None:
        first, count = header.get("First"), header.get("N")
        if not isinstance(first, int) or not isinstance(count, int):
            raise ValueError("no /First or /N")  # noqa: TRY004  (the document's fault)
        self._body = body
        self._first = first
        # kept as written: few of them are ever asked for
        self._words = body[: max(0, first)].split()[: 2 * max(0, count)]

    def starts(self) -> Iterator[tuple[int, int]]:
        """The number of each object, and where in the decoded data it begins.

        Raises:
            ValueError: the header is damaged.
        """
        for number, offset in zip(self._words[0::2], self._words[1::2], strict=False):
            yield int(number), self._first + int(offset)

    def texts(self) -> Iterator[tuple[int, bytes]]:
        """The number of each object, and the object as it is written.

        Raises:
            ValueError: the header is damaged.
        """
        starts = sorted((start, number) for number, start in self.starts())
        ends = [start for start, _ in starts[1:]]
        for (start, number), end in zip(starts, [*ends, None], strict=False):
            yield number, self._body[start:end]

    def search(self, search: NameSearch) -> Iterator[Packed]:
        """The objects that hold a name, found in the data as it is written.

        Raises:
            ValueError: the header is damaged.
        """
        found = search.hits(self._body, self._first)
        if not found:
            return
        spots = sorted((start, number) for number, start in self.starts())
        starts = [start for start, _ in spots]
        by_spot: dict[int, list[str]] = {}
        for name, position in found:
            by_spot.setdefault(bisect_right(starts, position) - 1, []).append(name)
        for at, names in by_spot.items():
            if at >= 0:
                start, number = spots[at]
                yield Packed(number, start, names)

    def twice(self) -> list[int]:
        """The numbers that two objects have that are not alike: readers pick either."""
        numbers = self._words[0::2]
        if len(set(numbers)) == len(numbers):
            return []
        known: dict[int, objects.Value] = {}
        found: list[int] = []
        for number, start in self.starts():
            value, _ = objects.parse(self._body, start)
            if known.setdefault(number, value) != value:
                found.append(number)
        return sorted(set(found))
