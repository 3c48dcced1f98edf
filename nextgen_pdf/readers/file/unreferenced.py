"""What is in the file but not in the document any more.

Objects of earlier revisions that a later one replaced or freed (7.5.6), and objects that
no cross-reference section names. No viewer shows them; a program that looks at bytes may.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.file.object_offsets import Get, Layout, Written, read
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.name_search import NameSearch
from nextgen_pdf.readers.syntax.object_streams import ObjectStream
from nextgen_pdf.readers.syntax.objects import IndirectObject

MAX_OBJECTS = 100_000
"""The most objects outside the document that are looked at."""
MAX_INFLATED = 64 * 1024 * 1024
"""The most bytes that one of their object streams may decode to."""

_SPACE = rb"[" + objects.WHITE + rb"]+"
_NUMBER_BEFORE = re.compile(
    rb"(?<!\d)(\d{1,10})" + _SPACE + rb"(\d{1,5})" + _SPACE + rb"\Z"
)


class Loose(NamedTuple):
    """An object that is not in use."""

    ref: objects.Ref
    start: int
    """Behind the word ``obj``."""
    written: Written


def loose_objects(source: Source, layout: Layout, get: Get) -> Iterator[Loose]:
    """The objects between those in use.

    Args:
        source: the file.
        layout: where the objects in use are.
        get: gives an object in use.

    Raises:
        BoundReachedError: there are more than ``MAX_OBJECTS``.
    """
    seen = 0
    for start, end in layout.gaps:
        gap = source.read(start, end - start)
        position = 0
        while (at := gap.find(b"obj", position)) >= 0:
            position = at + 3
            m = _NUMBER_BEFORE.search(gap, max(0, at - 40), at)
            if m is None or _is_comment(gap, m.start()):
                continue
            seen += 1
            if seen > MAX_OBJECTS:
                bound = f"the file has over {MAX_OBJECTS} unused objects"
                raise BoundReachedError(bound)
            written = read(source, start + position, get)
            ref = objects.Ref(int(m[1]), int(m[2]))
            yield Loose(ref, start + position, written)
            position = written.end - start


def unreferenced_objects(
    source: Source, layout: Layout, get: Get, search: NameSearch
) -> Iterator[IndirectObject]:
    """The objects between those in use that hold a wanted name.

    Args:
        source: the file.
        layout: where the objects in use are.
        get: gives an object in use.
        search: what they must hold.

    Raises:
        BoundReachedError: there are more than ``MAX_OBJECTS``.
    """
    for loose in loose_objects(source, layout, get):
        yield from _holding(source, loose, search)


def _holding(
    source: Source, loose: Loose, search: NameSearch
) -> Iterator[IndirectObject]:
    """An object, or those in an object stream, if they hold a wanted name."""
    ref, start, written = loose
    value = written.value
    if isinstance(value, objects.Stream) and "N" in value and "First" in value:
        body = source.read(written.data, written.end - written.data)
        yield from _packed(value, body, search)
    elif isinstance(value, dict):
        head = source.read(start, (written.data or written.end) - start)
        elsewhere = isinstance(value, objects.Stream) and "F" in value
        if elsewhere or search.hits(head):
            yield IndirectObject(ref, value)


def _packed(
    header: objects.Dict, body: bytes, search: NameSearch
) -> Iterator[IndirectObject]:
    """The objects in an unused object stream, if it can be decoded without its file.

    Raises:
        BoundReachedError: it decodes to more than ``MAX_INFLATED``.
    """
    try:
        if "Filter" in header:
            engine = zlib.decompressobj()
            body = engine.decompress(body, MAX_INFLATED)
            if engine.unconsumed_tail:
                bound = f"an unused object stream has over {MAX_INFLATED >> 20} MiB"
                raise BoundReachedError(bound)
        for item in ObjectStream(body, header).search(search):
            ref = objects.Ref(item.number, 0)
            yield IndirectObject(ref, objects.parse(body, item.start)[0])
    except (zlib.error, ValueError):
        return


def _is_comment(text: bytes, position: int) -> bool:
    line = max(text.rfind(end, 0, position) for end in (b"\n", b"\r"))
    return b"%" in text[line + 1 : position]
