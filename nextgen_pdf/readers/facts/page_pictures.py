"""Large pages that are nothing but one picture: photos and scans placed without scaling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.facts import Page, PagePicture
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents, Streams
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.resources import Resources
from nextgen_pdf.readers.syntax import objects

LARGE = 1224.0
"""Only pages with a longer side, in points, are looked at: longer than Tabloid."""
_FEW = 10
"""A page with more pictures and forms has its contents not read again: it is no photo."""
_CLOSE = 0.01
_STEP = re.compile(
    rb"((?:[-+.\d]{1,20}\s+){6})cm(?!\S)|(?<!\S)([qQ])(?!\S)|(?<!\S)(Do)(?!\S)"
)
"""What changes the coordinates, and what paints (8.3.4, 8.4.4)."""

_Matrix = tuple[float, float, float, float]
"""How lengths change; where something is does not matter here."""


def page_pictures(
    pages: Iterable[Page],
    parser: Parser,
    graph: Graph,
    contents: DecodedContents,
    resources: Resources,
) -> Iterator[PagePicture]:
    """The large pages that one picture covers, and the pixels of that picture."""
    for page in pages:
        size = page.size
        if size is None or max(size) <= LARGE:
            continue
        ref = graph.pages[page.number - 1]
        chain = resources.of_page(ref)
        placed = resources.table(chain[0], "XObject")
        if len(placed) > _FEW or not any(
            _pixels(each, parser, graph) for each in placed.values()
        ):
            continue
        streams = contents.streams(ref)
        uses = contents.uses(streams)
        if uses.paints or uses.gap or [use.kind for use in uses.uses] != ["XObject"]:
            continue
        for target in resources.find(chain, "XObject", uses.uses[0].name):
            pixels = _pixels(target, parser, graph)
            if pixels and _covers(contents, streams, size, page.user_unit):
                yield PagePicture(page.number, *pixels)


def _pixels(
    target: objects.Value, parser: Parser, graph: Graph
) -> tuple[int, int] | None:
    """The width and height of an image, in pixels."""
    if not isinstance(target, objects.Ref):
        return None
    entries = parser.entries(target, ("Subtype", "Width", "Height"))
    kind, width, height = (
        graph.resolve(entries.get(key)) for key in ("Subtype", "Width", "Height")
    )
    if kind != "Image" or not isinstance(width, int) or not isinstance(height, int):
        return None
    return (width, height) if width > 0 and height > 0 else None


def _covers(
    contents: DecodedContents,
    streams: Streams,
    size: tuple[float, float],
    unit: float,
) -> bool:
    """Whether what a content paints once is as large as the page."""
    try:
        data = contents.read(streams, contents.meter).data
    except NotCheckedError:
        return False
    placed = _placed(data)
    if placed is None:
        return False
    a, b, c, d = placed
    painted = ((abs(a) + abs(c)) * unit, (abs(b) + abs(d)) * unit)
    return all(
        abs(one - other) <= _CLOSE * other
        for one, other in zip(painted, size, strict=True)
    )


def _placed(content: bytes) -> _Matrix | None:
    """The matrix in which the one thing is painted; ``None`` if that is not clear."""
    now: _Matrix = (1.0, 0.0, 0.0, 1.0)
    kept: list[_Matrix] = []
    painted: list[_Matrix] = []
    for step in _STEP.finditer(content):
        numbers, state, paints = step.groups()
        if numbers is not None:
            try:
                a, b, c, d, *_ = map(float, numbers.split())
            except ValueError:
                return None
            e, f, g, h = now
            now = (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)
        elif paints:
            painted.append(now)
        elif state == b"q":
            kept.append(now)
        elif kept:
            now = kept.pop()
    return painted[0] if len(painted) == 1 else None
