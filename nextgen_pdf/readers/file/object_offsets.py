"""Where the objects of a document stand in its file, and what lies between them.

The index of a PDF says where each object begins; a stream says how long its data is. So
it is cheap to see, without parsing anything, that one object ends where the next begins.
What lies between them is white space, comments, the index itself, or something that is
not in the document any more: only there must be looked for such remains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.facts import Fault, FaultCode
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects, well_formed

MAX_OBJECT = 32 << 20
"""The most bytes that an object may have, without the data of its stream."""
_HEAD = 512
_WINDOW = 1 << 20

_BLANK = rb"[" + objects.WHITE + rb"]"
_SKIP = rb"(?:" + _BLANK + rb"|%[^\r\n]*+)*+"
_NUMBER = re.compile(
    _SKIP + rb"(\d{1,10})" + _BLANK + rb"+(\d{1,5})" + _BLANK + rb"+obj(?!\w)"
)
_LENGTH = re.compile(
    rb"/Length" + _BLANK + rb"+(\d{1,10})"
    rb"(" + _BLANK + rb"+(\d{1,5})" + _BLANK + rb"+R)?(?!" + objects.REGULAR + rb")"
)
_STREAM = re.compile(_SKIP + rb"stream(?:\r\n|\n|\r)")
_END_STREAM = re.compile(_BLANK + rb"*endstream")
_END_WORD = re.compile(rb"endobj(?!" + objects.REGULAR + rb")" + _BLANK + rb"*+")
_WHOLE_END_WORD = re.compile(rb"(?<!" + objects.REGULAR + rb")" + _END_WORD.pattern)
_END = re.compile(_SKIP + _END_WORD.pattern)
_END_BOTH = re.compile(
    _BLANK + rb"*endstream(?!" + objects.REGULAR + rb")" + _SKIP + _END_WORD.pattern
)

Get = Callable[[objects.Ref], objects.Value]


class Place(NamedTuple):
    """Where the parts of an object are in the file."""

    start: int
    """Behind the word ``obj``."""
    end: int
    """Of its value, or of the dictionary of a stream; white space may belong to it."""
    data: int
    """Where the data of a stream begins; 0 without."""
    size: int
    """Of the data."""
    close: int
    """Behind ``endobj`` and the white space that follows."""


class Layout(NamedTuple):
    """The places of the objects of one file."""

    gaps: list[tuple[int, int]]
    """Where the bytes begin and end that belong to no object in use."""
    faults: list[Fault]
    """Objects that are not where the index says, or that do not end as they should."""
    places: dict[objects.Ref, Place]
    """Of the objects that are in order."""


class Written(NamedTuple):
    """An object as it stands in the file."""

    value: objects.Value
    stop: int
    """Where the value ends."""
    data: int
    """Where the data of a stream begins; 0 without."""
    end: int
    """Where the data ends, or else the value."""
    length_fits: bool = True
    """Whether the data is as long as its dictionary says."""


def lay_out(
    source: Source, offsets: Mapping[int, objects.Ref], tables: Iterable[int], get: Get
) -> Layout:
    """Find the gaps between the objects in use, and the objects that are not in order.

    Args:
        source: the file.
        offsets: where the objects in use begin.
        tables: where cross-reference tables begin.
        get: gives an object in use.
    """
    gaps, faults, places = layout = Layout([], [], {})
    covered = 0
    starts = sorted({*offsets, *tables})
    for start, limit in zip(starts, [*starts[1:], source.size], strict=False):
        ref = offsets.get(start)
        if ref is None:
            continue  # a table
        if start > covered:
            gaps.append((covered, start))
        place = _place(source, start, limit, ref, get)
        if place is None:
            before = len(faults)
            place = _place_of_damaged(source, start, ref, get, faults)
            if len(faults) == before:
                places[ref] = place
        else:
            places[ref] = place
        covered = max(covered, place.close)
    if covered < source.size:
        gaps.append((covered, source.size))
    return layout


def is_object(source: Source, start: int, ref: objects.Ref) -> bool:
    """Whether an object begins at a position, or a comment before it."""
    m = _NUMBER.match(source.read(start, _HEAD))
    return m is not None and (int(m[1]), int(m[2])) == ref


def _place(
    source: Source, start: int, limit: int, ref: objects.Ref, get: Get
) -> Place | None:
    """Where an object is, if that can be seen without parsing it.

    Args:
        source: the file.
        start: where it begins.
        limit: where the next one begins, or a table.
        ref: its number.
        get: see ``lay_out``.
    """
    head = b""
    for size in (_HEAD, _WINDOW, MAX_OBJECT):
        head = source.read(start, min(limit - start, size))
        if len(head) < size or b"stream" in head:
            break
    m = _NUMBER.match(head)
    if m is None or (int(m[1]), int(m[2])) != ref:
        return None
    stream = head.find(b"stream", m.end())
    if stream < 0 or head.find(b"endobj", m.end(), stream) >= 0:
        ended = _WHOLE_END_WORD.search(head, m.end())
        if ended is None or start + ended.end() != limit:
            return None
        if head.find(well_formed.VERTICAL_TAB, m.end(), ended.start()) >= 0:
            return None
        return Place(start + m.end(), start + ended.start(), 0, 0, limit)
    lengths = _LENGTH.findall(head, m.end(), stream)
    after = _STREAM.match(head, stream)
    if len(lengths) != 1 or after is None or after[0].endswith(b"\r"):
        return None
    if head.find(well_formed.VERTICAL_TAB, m.end(), stream) >= 0:
        return None
    number, is_ref, generation = lengths[0]
    length: objects.Value = int(number)
    if is_ref:
        length = get(objects.Ref(int(number), int(generation)))
    if not isinstance(length, int) or length < 0:
        return None
    data_end = start + after.end() + length
    ended = _END_BOTH.match(source.read(data_end, 64))
    if ended is None:
        return None
    return Place(
        start + m.end(),
        start + stream,
        data_end - length,
        length,
        data_end + ended.end(),
    )


def _place_of_damaged(
    source: Source, start: int, ref: objects.Ref, get: Get, faults: list[Fault]
) -> Place:
    """As ``_place``, for an object that must be parsed, and that may be out of order."""

    def fault(code: FaultCode, detail: str) -> None:
        faults.append(Fault(code, detail, Location(object=str(ref))))

    m = _NUMBER.match(source.read(start, 64))
    if m is None or (int(m[1]), int(m[2])) != ref:
        fault("cross-reference", "it does not lead to the object")
        return Place(start, start, 0, 0, start)
    written = read(source, start + m.end(), get)
    if not written.length_fits:
        fault("object", "the length of its data is wrong")
    if written.data and source.read(written.data - 1, 1) == b"\r":
        fault("object", "the line of the word stream is not ended as it must be")
    text = source.read(start + m.end(), written.stop - start - m.end())
    if well_formed.VERTICAL_TAB in text and (flaw := well_formed.flaw(text)):
        fault("object", flaw)
    data, end = written.data, written.end
    closed = (_END_BOTH if data else _END).match(source.read(end, _HEAD))
    if closed is None:
        fault("object", "its end is missing")
    close = end + (closed.end() if closed else 0)
    return Place(start + m.end(), written.stop, data, end - data if data else 0, close)


def read(source: Source, start: int, get: Get) -> Written:
    """The object whose value begins at a position.

    Args:
        source: the file.
        start: behind the word ``obj``.
        get: gives the length of its data, where that is an object of its own.

    Raises:
        BoundReachedError: it is longer than ``MAX_OBJECT``.
    """
    size = _HEAD
    while True:
        text = source.read(start, size)
        value, end = objects.parse(text)
        stream = _STREAM.match(text, end)
        if stream or end + _HEAD // 2 < size or len(text) < size:
            break
        if size > MAX_OBJECT:
            bound = f"an object is longer than {MAX_OBJECT >> 20} MiB"
            raise BoundReachedError(bound)
        size *= 16
    if stream is None or not isinstance(value, dict):
        return Written(value, start + end, 0, start + end)
    stop, data = start + end, start + stream.end()
    length = value.get("Length")
    if isinstance(length, objects.Ref):
        length = get(length)
    known = isinstance(length, int) and length >= 0
    length = length if isinstance(length, int) and known else 0
    if known and _END_STREAM.match(source.read(data + length, 64)):
        return Written(objects.Stream(value), stop, data, data + length)
    found = source.find(b"endstream", data)
    end = source.size if found is None else found
    return Written(objects.Stream(value), stop, data, end, length_fits=False)
