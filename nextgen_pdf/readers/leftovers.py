"""What is in the file but not in the document any more.

Objects of earlier revisions that a later one replaced or freed (7.5.6), and objects that
no cross-reference section names. No viewer shows them; a program that looks at bytes may.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers import cos, packed
from nextgen_pdf.readers.parser import Parser, Variant

MAX_OBJECTS = 100_000
"""The most objects outside the document that are looked at."""
MAX_INFLATED = 64 * 1024 * 1024
"""The most bytes that one of their object streams may decode to."""

_SPACE = rb"[" + cos.WHITE + rb"]+"
_OBJECT = re.compile(
    rb"(?<!\d)(\d{1,10})" + _SPACE + rb"(\d{1,5})" + _SPACE + rb"obj(?!\w)"
)
_STREAM = re.compile(rb"[" + cos.WHITE + rb"]*stream(?:\r\n|\n|\r)")
_END = re.compile(rb"[" + cos.WHITE + rb"]*endstream")


class _Written(NamedTuple):
    """An object as it stands in the file."""

    value: cos.Value
    data: int
    """Where the data of a stream begins."""
    end: int


class Leftovers:
    """The search for them in one file.

    Args:
        data: the bytes of the file.
        parser: the document.
        telling: see ``Parser.find``.
    """

    def __init__(self, data: bytes, parser: Parser, telling: re.Pattern[bytes]) -> None:
        self._data = data
        self._parser = parser
        self._telling = telling
        self._current = parser.offsets()
        self._starts = sorted(self._current)
        self._ends: dict[int, int] = {}

    def __iter__(self) -> Iterator[Variant]:
        position = seen = 0
        while m := _OBJECT.search(self._data, position):
            position = m.end()
            if m.start() in self._current or self._is_comment(m.start()):
                continue
            around = self._end_of_object_around(m.start())
            if m.start() < around:  # looks like an object, inside another one
                position = around
                continue
            seen += 1
            if seen > MAX_OBJECTS:
                raise BoundReachedError(
                    f"the file has over {MAX_OBJECTS} unused objects"
                )
            written = self._read(m.end())
            position = written.end
            yield from self._telling_ones(
                cos.Ref(int(m[1]), int(m[2])), m.end(), written
            )

    def _telling_ones(
        self, ref: cos.Ref, start: int, written: _Written
    ) -> Iterator[Variant]:
        value, data, end = written
        if not isinstance(value, dict):
            return
        if isinstance(value, cos.Stream) and "N" in value and "First" in value:
            yield from self._in_object_stream(value, self._data[data:end])
            return
        head = self._data[start : data or end]
        if self._telling.search(head) or b"#" in head:
            yield Variant(ref, value)

    def _in_object_stream(self, header: cos.Dict, body: bytes) -> Iterator[Variant]:
        """The objects in an unused object stream, if it can be decoded without its file."""
        try:
            if "Filter" in header:
                body = zlib.decompressobj().decompress(body, MAX_INFLATED)
            for item in packed.search(body, header, self._telling):
                yield Variant(cos.Ref(item.number, 0), cos.parse(body, item.start)[0])
        except (zlib.error, ValueError):
            return

    def _end_of_object_around(self, position: int) -> int:
        """The end of the object in use that begins before a position."""
        at = bisect_right(self._starts, position) - 1
        if at < 0:
            return 0
        start = self._starts[at]
        if start not in self._ends:
            m = _OBJECT.match(self._data, start)
            self._ends[start] = self._read(m.end()).end if m else start
        return self._ends[start]

    def _read(self, start: int) -> _Written:
        """The object whose value begins at a position."""
        value, end = cos.parse(self._data, start)
        m = _STREAM.match(self._data, end)
        if not isinstance(value, dict) or m is None:
            return _Written(value, 0, end)
        length = value.get("Length")
        if isinstance(length, cos.Ref):
            length = self._parser.get(length)
        if not isinstance(length, int) or not _END.match(self._data, m.end() + length):
            found = self._data.find(b"endstream", m.end())
            length = (found if found >= 0 else len(self._data)) - m.end()
        return _Written(cos.Stream(value), m.end(), m.end() + length)

    def _is_comment(self, position: int) -> bool:
        line = max(self._data.rfind(end, 0, position) for end in (b"\n", b"\r"))
        return b"%" in self._data[line + 1 : position]
