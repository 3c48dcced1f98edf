"""The index of a PDF: cross-reference tables and streams (ISO 32000-1, 7.5.4 and 7.5.8).

Read strictly: an index that is out of order in any way is not read at all, and is left to
a library that repairs. Its rows are kept as they are written, so that the index of a
hundred thousand objects takes no more room than in the file.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cached_property
from itertools import compress
from typing import NamedTuple, TypeGuard

from nextgen_pdf.readers import cos, layout
from nextgen_pdf.readers.flate import inflate, undo_up
from nextgen_pdf.readers.source import Source

MAX_NUMBER = 8_388_607
"""The highest object number (annex C)."""
MAX_ENTRIES = 1_000_000
"""The most entries of an index; one with more is left to a library."""
MAX_SECTIONS = 1_000
"""The most revisions whose index is read."""
FREE, WRITTEN, PACKED = range(3)
"""The kinds of entries: not in use, in the file itself, in an object stream."""

_ONLY = tuple(bytes(byte == kind for byte in range(256)) for kind in range(3))
_OF_LETTER = bytes(WRITTEN if byte == ord("n") else FREE for byte in range(256))
_FEW = 50
_TAIL = 1054
_WHITE = rb"[" + cos.WHITE + rb"]"
_START = re.compile(
    rb"(?<!" + cos.REGULAR + rb")startxref" + _WHITE + rb"+(\d{1,12})" + _WHITE
)
_OBJECT = re.compile(_WHITE + rb"*(\d{1,10}) (\d{1,5}) obj(?!\w)")
_TABLE = re.compile(rb"xref[ \t]*(?:\r\n|\n|\r)")
_SUBSECTION = re.compile(rb"(0|[1-9]\d{0,9}) (\d{1,10})[ \t]*(?:\r\n|\n|\r)")
_ROW = 20
_WIDEST = 8
"""The most bytes of a column that are read."""
_UP = 12
"""The predictor (7.4.4.4) that most programs use here."""
_ROWS = re.compile(rb"(?:\d{10} \d{5} [nf](?: \n| \r|\r\n))*+")
_AFTER_TRAILER = re.compile(_WHITE + rb"*startxref")
_COMMENT = re.compile(rb"(?<=[\r\n])%[^\r\n]*+(?=[\r\n])")
_TRAILER = re.compile(_WHITE + rb"*trailer")


class Entry(NamedTuple):
    """Where an object is."""

    kind: int
    """``WRITTEN`` or ``PACKED``."""
    place: int
    """Its offset, or the number of its object stream."""
    detail: int
    """Its generation, or its index in the object stream."""


class _Rows(NamedTuple):
    """The entries of consecutive objects."""

    first: int
    kinds: bytes
    """One byte for each object."""
    rows: bytes
    widths: tuple[int, int, int] | None
    """Of the columns, in bytes; ``None`` in a table."""
    hides: bool = True
    """Whether what is free here is free; not so in the stream of a hybrid file."""

    def numbers(self, kind: int) -> Iterator[int]:
        """The objects whose entry is of that kind."""
        every = range(self.first, self.first + len(self.kinds))
        return compress(every, self.kinds.translate(_ONLY[kind]))

    def known(self) -> Iterator[int]:
        """The objects that older sections have nothing to say of."""
        if self.hides:
            yield from range(self.first, self.first + len(self.kinds))
        else:
            yield from self.numbers(WRITTEN)
            yield from self.numbers(PACKED)

    def kind(self, number: int) -> int | None:
        """The kind of the entry of an object, if it is here."""
        at = number - self.first
        return self.kinds[at] if 0 <= at < len(self.kinds) else None

    def entry(self, number: int) -> Entry:
        """The entry of an object, which must be here."""
        at = number - self.first
        kind = self.kinds[at]
        if self.widths is None:
            row = self.rows[at * _ROW : (at + 1) * _ROW]
            return Entry(kind, int(row[:10]), int(row[11:16]))
        one, two, three = self.widths
        row = self.rows[at * (one + two + three) : (at + 1) * (one + two + three)]
        place, detail = row[one : one + two], row[one + two :]
        return Entry(kind, int.from_bytes(place, "big"), int.from_bytes(detail, "big"))

    def containers(self) -> Iterator[int]:
        """The object streams that are named, each once."""
        if self.widths is None:
            return
        one, two, _ = self.widths
        width, count = sum(self.widths), len(self.kinds)
        places = bytearray(_WIDEST * count)  # every number in the same width
        for at in range(two):
            places[_WIDEST - two + at :: _WIDEST] = self.rows[one + at :: width]
        numbers = struct.unpack(f">{count}Q", places)
        yield from set(compress(numbers, self.kinds.translate(_ONLY[PACKED])))


class Section(NamedTuple):
    """One cross-reference section."""

    trailer: cos.Dict
    written: tuple[bytes, ...]
    """The trailer as it is written, without lines that are comments, and that of the
    stream of a hybrid file."""
    rows: list[_Rows]
    stream: cos.Ref | None = None
    """The cross-reference stream, if it is one."""


class Index:
    """Where every object is, by all cross-reference sections of a file.

    Args:
        start: where the header is, from which all offsets count.
    """

    def __init__(self, start: int) -> None:
        self.start = start
        self.trailers: list[cos.Dict] = []
        """The newest first."""
        self.written: list[bytes] = []
        """The same, as they are written."""
        self.streams: set[cos.Ref] = set()
        """The cross-reference streams."""
        self.entries = 0
        """How many all sections have together."""
        self._rows: list[_Rows] = []

    def add(self, section: Section) -> None:
        """Add a section that is older than all before."""
        self.trailers.append(section.trailer)
        self.written += section.written
        self._rows += section.rows
        self.entries += sum(len(rows.kinds) for rows in section.rows)
        if section.stream is not None:
            self.streams.add(section.stream)

    @cached_property
    def _by_number(self) -> dict[int, _Rows]:
        known: dict[int, _Rows] = {}
        for rows in reversed(self._rows):
            known.update(dict.fromkeys(rows.known(), rows))
        return known

    def _holding(self, number: int) -> _Rows | None:
        """The rows with the entry of an object; ``None`` for one that is not there."""
        candidates = self._rows
        if len(candidates) > _FEW:
            candidates = [self._by_number[number]] if number in self._by_number else []
        for rows in candidates:
            kind = rows.kind(number)
            if kind is not None and (kind != FREE or rows.hides):
                return rows if kind != FREE else None
        return None

    def entry(self, number: int) -> Entry | None:
        """Where an object is; ``None`` for one that is not there."""
        rows = self._holding(number)
        return None if rows is None else rows.entry(number)

    def has(self, ref: cos.Ref) -> bool:
        """Whether an object is there."""
        return not ref.generation and self._holding(ref.number) is not None

    def offsets(self) -> dict[int, cos.Ref] | None:
        """The objects that are written on their own, by their place in the file.

        ``None`` if two are to be in one place, or a number is in use for the second time.
        """
        found: dict[int, cos.Ref] = {}
        count = 0
        newer: set[int] = set()
        for at, rows in enumerate(self._rows):
            for number in rows.numbers(WRITTEN):
                entry = rows.entry(number)
                if entry.detail:
                    return None
                if number not in newer:
                    found[entry.place + self.start] = cos.Ref(number, entry.detail)
                    count += 1
            if at < len(self._rows) - 1:
                newer.update(rows.known())
        return found if len(found) == count else None

    def containers(self) -> list[int]:
        """The object streams that hold objects, now or in an earlier revision."""
        return sorted({number for rows in self._rows for number in rows.containers()})

    def is_sound(self) -> bool:
        """Whether the trailers tell how many objects there are, and name other objects."""
        named = {ref for trailer in self.trailers for _, ref in cos.references(trailer)}
        ends = (rows.first + len(rows.kinds) for rows in self._rows)
        size = self.trailers[0].get("Size")
        return (
            isinstance(size, int)
            and size == max(ends, default=0)
            and self.streams.isdisjoint(named)  # which confuses qpdf
        )


def read(source: Source, start: int) -> Index | None:
    """Read the index of a file; ``None`` if it is out of order in any way.

    Args:
        source: the file.
        start: where its header is.

    Raises:
        DataError: a cross-reference stream does not decode.
        BoundReachedError: one is too large.
    """
    tail = source.read(source.size - _TAIL, _TAIL) + b"\n"
    m = _START.match(tail, max(0, tail.rfind(b"startxref")))
    index = Index(start)
    at: cos.Value = int(m[1]) if m else None
    seen: set[int] = set()
    while at is not None:
        if not isinstance(at, int) or at in seen or len(seen) > MAX_SECTIONS:
            return None
        seen.add(at)
        section = _section(source, start + at)
        if section is None:
            return None
        index.add(section)
        if index.entries > MAX_ENTRIES:
            return None
        at = section.trailer.get("Prev")
    return index if index.trailers and index.is_sound() else None


def _section(source: Source, at: int) -> Section | None:
    m = _TABLE.match(source.read(at, 64))
    if m is None:
        return _stream(source, at)
    section = _table(source, at + m.end())
    if section is None or "XRefStm" not in section.trailer:
        return section
    return _hybrid(source, section)


def _hybrid(source: Source, section: Section) -> Section | None:
    """A table, and beside it a stream for what old readers need not see (7.5.8.4)."""
    at, table = section.trailer["XRefStm"], section.rows
    found = _stream(source, at) if isinstance(at, int) else None
    if found is None:
        return None
    stream = [rows._replace(hides=False) for rows in found.rows]
    in_table = {number for rows in table for number in rows.numbers(WRITTEN)}
    if any(number in in_table for rows in stream for number in rows.known()):
        return None
    written = section.written + found.written
    return section._replace(rows=[*stream, *table], written=written)


def _table(source: Source, at: int) -> Section | None:
    found: list[_Rows] = []
    while m := _SUBSECTION.match(source.read(at, 64)):
        at += m.end()
        first, count = int(m[1]), int(m[2])
        fits = count <= MAX_ENTRIES and first + count <= MAX_NUMBER + 1
        rows = source.read(at, count * _ROW) if fits else b""
        if len(rows) != count * _ROW or not _ROWS.fullmatch(rows):
            return None
        at += len(rows)
        found.append(_Rows(first, rows[17::_ROW].translate(_OF_LETTER), rows, None))
    text = source.read(at, 4096)
    m = _TRAILER.match(text)
    if m is None:
        return None
    trailer, end = cos.parse(text, m.end())
    if not isinstance(trailer, dict) or not _AFTER_TRAILER.match(text, end):
        return None
    return Section(trailer, (_COMMENT.sub(b"", text[m.end() : end]),), found)


def _stream(source: Source, at: int) -> Section | None:
    m = _OBJECT.match(source.read(at, 64))
    if m is None:
        return None
    written = layout.read(source, at + m.end(), lambda _: None)
    trailer = written.value
    if not isinstance(trailer, cos.Stream) or not written.length_fits:
        return None
    widths, parts = trailer.get("W"), trailer.get("Index", [0, trailer.get("Size")])
    if trailer.get("Type") != "XRef" or not _numbers(widths) or not _numbers(parts):
        return None
    one, two, three = widths if len(widths) == 3 else (0, 0, 0)  # noqa: PLR2004
    firsts, counts, width = parts[0::2], parts[1::2], one + two + three
    if one > 1 or not 1 <= two <= _WIDEST or three > _WIDEST:
        return None
    if sum(counts) > MAX_ENTRIES:
        return None
    data = _decoded(source.read(written.data, written.end - written.data), trailer)
    if data is None or len(data) != width * sum(counts):
        return None
    found: list[_Rows] = []
    for first, count in zip(firsts, counts, strict=False):
        rows, data = data[: width * count], data[width * count :]
        kinds = rows[0::width] if one else bytes([WRITTEN]) * count
        if first + count > MAX_NUMBER + 1 or kinds.translate(None, b"\0\1\2"):
            return None
        found.append(_Rows(first, kinds, rows, (one, two, three)))
    dictionary = source.read(at + m.end(), written.stop - at - m.end())
    return Section(trailer, (dictionary,), found, cos.Ref(int(m[1]), int(m[2])))


def _decoded(raw: bytes, header: cos.Dict) -> bytes | None:
    """The data of a cross-reference stream; ``None`` if it is coded in a rare way."""
    if "Filter" not in header:
        return raw
    parms = header.get("DecodeParms", {})
    if header["Filter"] != "FlateDecode" or not isinstance(parms, dict):
        return None
    columns, predictor = parms.get("Columns", 1), parms.get("Predictor", 1)
    if predictor == 1:
        return inflate(raw)
    if predictor != _UP or parms.keys() - {"Columns", "Predictor"}:
        return None
    return undo_up(inflate(raw), columns) if isinstance(columns, int) else None


def _numbers(value: cos.Value) -> TypeGuard[list[int]]:
    """Whether a value is an array of numbers, none below zero."""
    return isinstance(value, list) and all(
        type(item) is int and item >= 0  # not a bool
        for item in value
    )
