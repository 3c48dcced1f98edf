"""Object streams: objects in the decoded data of a stream (ISO 32000-1, 7.5.7)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from nextgen_pdf.readers.syntax import objects

_AHEAD = 128
"""So many bytes behind a name decide whether it tells something, and so long are those
that do, each byte written as ``#xx``."""
_ESCAPE = re.compile(rb"#[0-9A-Fa-f]{2}")
_NAME = re.compile(rb"/(" + objects.REGULAR + rb"*+)")


class Packed(NamedTuple):
    """An object in an object stream that holds telling names."""

    number: int
    start: int
    """Where in the decoded data it is."""
    names: list[bytes]


def names(
    text: bytes, telling: re.Pattern[bytes], start: int = 0
) -> list[tuple[bytes, int]]:
    """The telling names in objects as they are written, also with ``#xx``, and where.

    Args:
        text: the objects.
        telling: see ``Parser.find``.
        start: where in the text they begin.
    """
    found = [(m[1], m.start()) for m in telling.finditer(text, start)]
    position = start
    while escape := _ESCAPE.search(text, position) if b"#" in text else None:
        position = escape.end()
        begins = text.rfind(b"/", max(start, position - _AHEAD), position)
        m = _NAME.match(text, begins) if begins >= 0 else None
        if m is None or m.end() < position:
            continue  # not in a name
        position = m.end()
        name = objects.unescape_name(m[1])
        if telling.match(b"/" + name + text[position : position + _AHEAD]):
            found.append((name, m.start()))
    return found


def search(
    body: bytes, header: objects.Dict, telling: re.Pattern[bytes]
) -> Iterator[Packed]:
    """The objects in a stream that hold a telling name.

    They are not parsed: the data is searched as it is, names with ``#xx`` as well, and
    the header of the stream says in which object a name stands.

    Args:
        body: the decoded data.
        header: the dictionary of the stream.
        telling: see ``Parser.find``.

    Raises:
        ValueError: it is not an object stream, or its header is damaged.
    """
    first, count = header.get("First"), header.get("N")
    if not isinstance(first, int) or not isinstance(count, int):
        raise ValueError("no /First or /N")  # noqa: TRY004  (the document's fault)
    found = names(body, telling, first)
    if not found:
        return
    numbers = [int(word) for word in body[:first].split()[: 2 * count]]
    spots = sorted(
        (first + offset, number)
        for number, offset in zip(numbers[0::2], numbers[1::2], strict=False)
    )
    starts = [start for start, _ in spots]
    by_spot: dict[int, list[bytes]] = {}
    for name, position in found:
        by_spot.setdefault(bisect_right(starts, position) - 1, []).append(name)
    for at, told in by_spot.items():
        if at >= 0:
            start, number = spots[at]
            yield Packed(number, start, told)
