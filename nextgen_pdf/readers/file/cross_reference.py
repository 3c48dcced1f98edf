"""Cross-reference sections as they are written: would two programs read them differently?

A library says where objects are; it does not say that another would take a different one.
So the sections are looked at once more, as bytes (ISO 32000-1, 7.5.4 and 7.5.8). Nothing
here is used to find an object, and a section that cannot be followed ends the look: what
is damaged, the library says itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple, TypeGuard

from nextgen_pdf.facts import Fault
from nextgen_pdf.readers.file.header_trailer import header, size_without_junk
from nextgen_pdf.readers.file.object_offsets import read
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects, well_formed
from nextgen_pdf.sanitize import sanitize_text

MAX_SECTIONS = 1_000
"""The most revisions whose sections are looked at."""
MAX_ENTRIES = 1_000_000
"""The most entries of one section."""
_ROW = 20
_TAIL = 2_048
_BLANK = rb"[" + objects.WHITE + rb"]"
_START = re.compile(rb"startxref(?:" + _BLANK + rb"|%[^\r\n]*+)++(\d{1,12})")
_TABLE = re.compile(_BLANK + rb"*+(xref)" + _BLANK + rb"++")
_SUBSECTION = re.compile(
    _BLANK + rb"*+(\d{1,10})[ \t]++(\d{1,10})[ \t]*+(?:\r\n|\n|\r)"
)
_ROWS = re.compile(rb"(?:\d{10} \d{5} [nf](?: \n| \r|\r\n))*+")
_LINES = re.compile(rb"(?:\d{10} \d{5} [nf][ \t]*+(?:\r\n|\n|\r))*+")
_HIGH_GENERATION = re.compile(rb" ([6-9]\d{4}) n")
_LONG_TRAILER = 65_536
_LONGEST = 40
"""The most bytes of such a line."""
_LEADING = frozenset(
    "Root Encrypt Prev XRefStm W Index Filter DecodeParms Length".split()
)
"""The keys of a trailer that lead to the document, or to where its objects are."""
_TRAILER = re.compile(rb"(?:" + _BLANK + rb"|%[^\r\n]*+)*+trailer")
_OBJECT = re.compile(
    _BLANK + rb"*+(\d{1,10})" + _BLANK + rb"++(\d{1,5})" + _BLANK + rb"++obj"
)

Decode = Callable[[objects.Dict, bytes], bytes | None]
"""Gives the data of a stream by its dictionary; ``None`` where it does not decode."""


class Part(NamedTuple):
    """The entries of consecutive objects."""

    first: int
    rows: list[bytes]
    """One for each object, as written."""


class Section(NamedTuple):
    """One cross-reference section."""

    trailer: objects.Dict
    spans: list[tuple[int, int]]
    """Of its parts, the first number and how many there are."""
    parts: Callable[[Decode], list[Part]]
    """Its entries; only read where they matter."""
    is_table: bool
    start: int
    """Where it begins, or its stream."""
    stream: objects.Ref | None = None
    """The cross-reference stream, if it is one."""
    rows_fit: bool = True
    """Whether each of its rows is a line."""
    unknown_types: Callable[[Decode], bool] = lambda _: False
    """Whether a row of a stream has a type that there is not (table 18)."""
    generation_of_none: bool = False
    """Whether a row in use has a generation over 65534; qpdf leaves it out."""
    flaw: str | None = None
    """What is wrong with how the trailer is written."""
    twice: tuple[str, ...] = ()
    """The keys that the trailer has twice."""
    rivals: tuple[str, ...] = ()
    """Those of them that lead elsewhere when the first one is taken."""


class CrossReference:
    """The cross-reference sections of a file.

    Args:
        source: the file.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        found = header(source)
        self._start = found[0] if found else 0

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, the newest first, as far as they can be followed."""
        at: objects.Value = self._newest
        seen: set[int] = set()
        found: list[Section] = []
        while isinstance(at, int) and at not in seen and len(seen) < MAX_SECTIONS:
            seen.add(at)
            section = self._section(at)
            if section is None:
                break
            found.append(section)
            at = section.trailer.get("Prev")
        return tuple(found)

    def tables(self) -> list[int]:
        """Where those begin that are no streams."""
        return [each.start for each in self.sections if each.is_table]

    def highest_number(self) -> int:
        """The highest object number for which there is an entry; 0 without any."""
        ends = (first + n for each in self.sections for first, n in each.spans)
        return max(ends, default=1) - 1

    def lists(self, number: int) -> bool:
        """Whether a section has an entry for an object."""
        at = bisect_right(self._reaches, number, key=itemgetter(0))
        return at > 0 and number < self._reaches[at - 1][1]

    @cached_property
    def _reaches(self) -> list[tuple[int, int]]:
        """Where each part of a section begins, and where it and those below it end."""
        spans = sorted(span for section in self.sections for span in section.spans)
        ends = accumulate((first + count for first, count in spans), max)
        return [(first, end) for (first, _), end in zip(spans, ends, strict=True)]

    def stream_of(self, table: Section) -> Section | None:
        """The stream beside a table, which only newer readers see (7.5.8.4)."""
        at = table.trailer.get("XRefStm") if table.is_table else None
        stream = self._section(at) if isinstance(at, int) else None
        return None if stream is None or stream.is_table else stream

    def differences(
        self, decode: Decode, differs: Callable[[objects.Ref], bool]
    ) -> Iterator[Fault]:
        """Where two programs would take something else.

        Args:
            decode: decodes a cross-reference stream.
            differs: whether a reference has another generation than its object.
        """
        for section in self.sections:
            yield from self._faults(section, decode)
            for _, ref in objects.references(section.trailer):
                if differs(ref):
                    detail = f"{ref} R has another generation than the object"
                    yield Fault("ambiguous", detail)

    def breaks(self) -> Iterator[Fault]:
        """Where the sections are damaged, for a library that does not say it."""
        at: objects.Value = self._newest
        if at is None:
            yield Fault("cross-reference", "nothing leads to the index (startxref)")
        for section in self.sections:
            if section.flaw:
                yield Fault("cross-reference", f"its trailer has {section.flaw}")
            if section.is_table:  # a stream is looked at with the other objects
                for key in section.twice:
                    yield Fault("duplicate-key", f"/{sanitize_text(key)}")
        for section in self.sections[:1]:
            if section.rows_fit and type(section.trailer.get("Size")) is not int:
                yield Fault("cross-reference", "its trailer has no /Size")
        if self.sections:
            at = self.sections[-1].trailer.get("Prev")
        if at is not None and not self._is_section(at):
            yield Fault("cross-reference", "an offset does not lead to a section")

    def _is_section(self, at: objects.Value) -> bool:
        """Whether a section begins at an offset."""
        if type(at) is not int or at < 0:
            return False
        head = self._source.read(at + self._start, 64)
        if _TABLE.match(head) and self._source.size > MAX_ENTRIES * _ROW:
            return True  # perhaps one that is not followed because it is so large
        return self._section(at) is not None

    @cached_property
    def _newest(self) -> int | None:
        """Where the newest section begins."""
        size = size_without_junk(self._source)
        starts = _START.findall(self._source.read(max(0, size - _TAIL), _TAIL))
        return int(starts[-1]) if starts else None

    def _section(self, at: int) -> Section | None:
        """The section at an offset; ``None`` if there is none that can be followed."""
        at += self._start
        m = _TABLE.match(self._source.read(at, 64))
        if m is None:
            return self._stream(at)
        return self._table(at + m.start(1), at + m.end())

    def _faults(self, section: Section, decode: Decode) -> Iterator[Fault]:
        """What is odd in a section."""
        if not section.rows_fit:
            yield Fault("cross-reference", "its rows are not written as lines")
        if section.unknown_types(decode):
            # nothing for some, and for others a reason to look for the object
            yield Fault("ambiguous", "a row of the index has an unknown type")
        if section.generation_of_none:
            detail = "an object in use has the generation of those that are free"
            yield Fault("ambiguous", detail)
        for key in section.rivals:
            yield Fault("ambiguous", f"its trailer has two different values of /{key}")
        yield from self._twice(section, decode)
        if stream := self.stream_of(section):
            yield from self._hybrid(section, stream, decode)

    def _twice(self, section: Section, decode: Decode) -> Iterator[Fault]:
        """A number that has two entries in one section; readers take either."""
        spans = sorted(section.spans)
        if all(a + count <= b for (a, count), (b, _) in pairwise(spans)):
            return
        known: dict[int, bytes] = {}
        for first, rows in section.parts(decode):
            for number, row in enumerate(rows, first):
                if known.setdefault(number, row) != row:
                    detail = f"object {number} has two entries in one section"
                    yield Fault("ambiguous", detail)
                    return

    def _hybrid(
        self, table: Section, stream: Section, decode: Decode
    ) -> Iterator[Fault]:
        yield from self._twice(stream, decode)
        previous = stream.trailer.get("Prev")
        if previous is not None and previous != table.trailer.get("Prev"):
            detail = "the stream of a hybrid file leads to another earlier section"
            yield Fault("ambiguous", detail)
        in_table = {
            number
            for first, rows in table.parts(decode)
            for number, row in enumerate(rows, first)
            if row[17:18] == b"n"
        }
        for first, rows in stream.parts(decode):
            both = in_table.intersection(range(first, first + len(rows)))
            if both:
                detail = f"object {min(both)} is in both parts of a hybrid file"
                yield Fault("ambiguous", detail)
                return

    def _table(self, start: int, at: int) -> Section | None:
        spans: list[tuple[int, int]] = []
        places: list[tuple[int, int]] = []
        fit = True
        none = False
        while m := _SUBSECTION.match(self._source.read(at, 64)):
            at += m.end()
            count = int(m[2])
            if count > MAX_ENTRIES:
                return None
            rows = self._source.read(at, count * _ROW)
            if len(rows) != count * _ROW or not _ROWS.fullmatch(rows):
                # shorter or longer lines, which every reader takes
                lines = _LINES.match(self._source.read(at, count * _LONGEST))
                rows = lines[0] if lines else b""
                fit = len(rows.splitlines()) >= count
            if not fit:
                break
            spans.append((int(m[1]), count))
            places.append((at, len(rows)))
            highest = max(map(int, _HIGH_GENERATION.findall(rows)), default=0)
            none = none or highest > well_formed.HIGHEST_GENERATION
            at += len(rows)
        text = self._source.read(at, 4_096)
        trailer = _TRAILER.match(text)
        if trailer is None and fit:
            return None
        if trailer and b"startxref" not in text:
            text = self._source.read(at, _LONG_TRAILER)
        written = _trailer(text, trailer.end()) if trailer else _Trailer({})

        def parts(_: Decode) -> list[Part]:
            return [
                Part(first, self._source.read(*place).splitlines()[:count])
                for (first, count), place in zip(spans, places, strict=True)
            ]

        flaw = None
        if trailer and (end := text.find(b"startxref", trailer.end())) >= 0:
            flaw = well_formed.flaw(text[trailer.end() : end], alone=False)
            if text[written.end :].lstrip(objects.BLANK).startswith(b"stream"):
                flaw = "the word stream behind it"
            if well_formed.VERTICAL_TAB in text[written.end : end]:
                flaw = "a vertical tab behind it"
        return Section(
            written.entries,
            spans,
            parts,
            is_table=True,
            start=start,
            rows_fit=fit,
            generation_of_none=none,
            flaw=flaw,
            twice=written.twice,
            rivals=written.rivals,
        )

    def _stream(self, at: int) -> Section | None:
        m = _OBJECT.match(self._source.read(at, 64))
        if m is None:
            return None
        written = read(self._source, at + m.end(), lambda _: None)
        trailer = written.value
        if not isinstance(trailer, objects.Stream) or not written.length_fits:
            return None
        widths = trailer.get("W")
        index = trailer.get("Index", [0, trailer.get("Size")])
        if not _are_numbers(widths) or not _are_numbers(index):
            return None
        width = sum(widths)
        spans = list(zip(index[0::2], index[1::2], strict=False))

        def parts(decode: Decode) -> list[Part]:
            raw = self._source.read(written.data, written.end - written.data)
            data = decode(trailer, raw) or b""
            found: list[Part] = []
            for first, count in spans:
                rows, data = data[: width * count], data[width * count :]
                found.append(Part(first, _cut(rows, width)))
            return found

        def unknown_types(decode: Decode) -> bool:
            raw = self._source.read(written.data, written.end - written.data)
            count = width * sum(count for _, count in spans)
            data = (decode(trailer, raw) or b"")[:count]
            return widths[0] == 1 and bool({*data[::width]} - {0, 1, 2})

        ref = objects.Ref(int(m[1]), int(m[2]))
        text = self._source.read(at + m.end(), written.data - at - m.end())
        again = _trailer(text, 0)
        return Section(
            trailer,
            spans,
            parts,
            is_table=False,
            start=at,
            stream=ref,
            unknown_types=unknown_types,
            twice=again.twice,
            rivals=again.rivals,
        )


class _Trailer(NamedTuple):
    """A trailer as it is written; for the rest see ``Section``."""

    entries: objects.Dict
    end: int = 0
    """The position behind it."""
    twice: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


def _trailer(text: bytes, start: int) -> _Trailer:
    """The trailer at a position; it is empty where something else is."""
    twice: list[str] = []
    last, end = objects.parse(text, start, twice=twice)
    if not isinstance(last, dict):
        return _Trailer({}, end)
    first, _ = objects.parse(text, start, first_wins=True) if twice else (last, end)
    rivals = [
        key
        for key in sorted(_LEADING & last.keys())
        # as they are written: Python does not compare what is nested deeply
        if isinstance(first, dict)
        and objects.write(first.get(key)) != objects.write(last[key])
    ]
    return _Trailer(last, end, tuple(dict.fromkeys(twice)), tuple(rivals))


def _cut(data: bytes, width: int) -> list[bytes]:
    return [data[at : at + width] for at in range(0, len(data), width)] if width else []


def _are_numbers(value: objects.Value) -> TypeGuard[list[int]]:
    """Whether a value is an array of numbers, none below zero."""
    return isinstance(value, list) and all(
        type(item) is int and item >= 0  # not a bool
        for item in value
    )
