"""Pages: their boxes and contents, inherited entries filled in (ISO 32000-1, 7.7.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nextgen_pdf.facts import Page
from nextgen_pdf.findings import Box
from nextgen_pdf.readers.backends.protocol import TRAILER, Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import DecodeError

_INHERITABLE = ("MediaBox", "CropBox", "Rotate")
_OWN = (*_INHERITABLE, "UserUnit")


def walk(get: Callable[[objects.Ref], objects.Value]) -> list[objects.Ref]:
    """The leaves of the page tree, whatever state it is in."""

    def resolved(value: objects.Value) -> objects.Value:
        return get(value) if isinstance(value, objects.Ref) else value

    def entry(value: objects.Value, key: str) -> objects.Value:
        value = resolved(value)
        return value.get(key) if isinstance(value, dict) else None

    todo = [entry(entry(get(TRAILER), "Root"), "Pages")]
    seen: set[objects.Ref] = set()
    pages: list[objects.Ref] = []
    while todo:
        node = todo.pop()
        if not isinstance(node, objects.Ref):
            continue
        kids = resolved(entry(node, "Kids"))
        if isinstance(kids, list):
            todo += reversed(kids) if node not in seen else ()
            seen.add(node)
        elif isinstance(get(node), dict):
            pages.append(node)
    return pages


def content_streams(
    parser: Parser, graph: Graph, page: objects.Ref
) -> tuple[objects.Ref, ...]:
    """The content streams of a page, in order (7.8.2)."""
    contents = parser.entries(page, ("Contents",)).get("Contents")
    if isinstance(contents, objects.Ref) and parser.is_stream(contents):
        return (contents,)
    parts = graph.resolve(contents)
    if not isinstance(parts, list):
        return ()
    return tuple(
        part
        for part in parts
        if isinstance(part, objects.Ref) and graph.resolve(part) is not None
    )


def content(parser: Parser, streams: Iterable[objects.Ref]) -> bytes:
    """Content streams as one. What does not decode is left out: ``damage`` tells of it."""
    parts = []
    for stream in streams:
        try:
            parts.append(parser.data(stream))
        except DecodeError:
            continue
    return b"\n".join(parts)


def pages(parser: Parser, graph: Graph, no_box: Iterable[str]) -> list[Page]:
    """The boxes of every page.

    Args:
        parser: the document.
        graph: its object graph.
        no_box: the page objects without a usable MediaBox, which the parser filled in.
    """
    no_box = frozenset(no_box)
    boxes: dict[str, Box | None] = {"None": None}  # mostly the same few

    def box(value: objects.Value) -> Box | None:
        written = repr(value)
        if written not in boxes:
            boxes[written] = graph.box(value)
        return boxes[written]

    found: list[Page] = []
    for number, ref in enumerate(parser.pages(), 1):
        own = parser.entries(ref, _OWN)
        media_box, crop_box, rotate = (
            own[key] if key in own else graph.inherited(ref, key)
            for key in _INHERITABLE
        )
        unit = graph.resolve(own.get("UserUnit"))
        turned = graph.resolve(rotate)
        name = str(ref)
        found.append(
            Page(
                number=number,
                media_box=None if name in no_box else box(media_box),
                crop_box=box(crop_box),
                user_unit=float(unit)
                if isinstance(unit, int | float) and unit > 0
                else 1.0,
                rotate=int(turned) if isinstance(turned, int | float) else 0,
                object=name,
            )
        )
    return found
