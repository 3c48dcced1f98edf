"""One look at the contents of all pages: do they decode, and do they show text?

What is wrong with them, and which pages are worth a closer look, comes of the same look,
because decoding them is most of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import DecodeError
from nextgen_pdf.sanitize import sanitize_text

_BLANKS = rb"[" + objects.WHITE + rb"]+"
_SELECTED = re.compile(
    rb"/(" + objects.REGULAR + rb"*+)" + _BLANKS + rb"[-+.\d]+" + _BLANKS + rb"Tf"
)
"""The selection of a font (9.3.1), or what looks like it."""
_SHOWS = re.compile(
    # a string that is not empty, at the end of an array or not, and its operator (9.4.3)
    rb"(?:[^(\\]\)|[0-9A-Fa-f]>)[-+.\d" + objects.WHITE + rb"]*+"
    rb"(?:\][" + objects.WHITE + rb"]*+TJ|Tj)(?!" + objects.REGULAR + rb")"
)


_BEFORE = 64
"""So many bytes before an operator tell what it shows."""


class Contents(NamedTuple):
    """What the look gave."""

    faults: list[Fault]
    without_text: list[int]
    """The pages that show no text themselves, or may not."""


def look(parser: Parser, graph: Graph) -> Contents:
    """Look at the contents of all pages, at each content stream once.

    Contents that do not decode, or show text in a font that the page has not, make the
    page blank or wrong for its reader.
    """
    seen = Contents([], [])
    decoded: dict[objects.Ref, bool] = {}
    complete: set[tuple[frozenset[bytes], str]] = set()
    for number, page in enumerate(graph.pages, 1):
        shows = False
        new: list[bytes] = []
        for stream in content_streams(parser, graph, page):
            if stream not in decoded:
                try:
                    data = parser.data(stream)
                    new.append(data)
                except DecodeError as error:
                    data = b""
                    location = Location(page=number, object=str(stream))
                    seen.faults.append(Fault(error.code, str(error), location))
                decoded[stream] = _shows_text(data)
            shows = shows or decoded[stream]
        if not shows:
            seen.without_text.append(number)
        selected = frozenset(_SELECTED.findall(content := b"\n".join(new)))
        resources = graph.inherited(page, "Resources")
        if (selected, known := repr(resources)) in complete:
            continue
        if missing := _without_dictionary(selected, resources, graph):
            for name in missing & _shown_in(content):
                location = Location(page=number, object=str(page))
                seen.faults.append(
                    Fault("font-name", f"/{sanitize_text(name)}", location)
                )
        else:
            complete.add((selected, known))
    return seen


def _shows_text(content: bytes) -> bool:
    """Whether content surely shows text; comments and inline images may pretend to."""
    if b"BI" in content or b"%" in content:
        return False
    for operator in (b"Tj", b"TJ"):
        at = content.find(operator)
        if at >= 0 and _SHOWS.search(content, max(0, at - _BEFORE), at + 3):
            return True
    return False


def _without_dictionary(
    selected: Iterable[bytes], resources: objects.Value, graph: Graph
) -> set[str]:
    """The fonts that resources do not have (7.8.3), of those that a content selects."""
    fonts = graph.resolve(graph.inside(resources, "Font")) if selected else None
    known = fonts if isinstance(fonts, dict) else {}
    return {
        name
        for raw in selected
        if graph.resolve(known.get(name := objects.name(raw))) is None
    }


def _shown_in(content: bytes) -> set[str]:
    """The names of the fonts in which visible text is shown."""
    from nextgen_pdf.readers.syntax.content_stream import (  # noqa: PLC0415  (seldom needed)
        INVISIBLE,
        Event,
        events,
    )

    names: set[str] = set()
    state = ("", 0)
    saved: list[tuple[str, int]] = []
    for event in events(content):
        match event:
            case Event("q"):
                saved.append(state)
            case Event("Q"):
                state = saved.pop() if saved else state
            case Event("Tf", name):
                state = (str(name), state[1])
            case Event("Tr", mode):
                state = (state[0], int(mode))
            case Event("show") if state[1] != INVISIBLE:
                names.add(state[0])
    return names


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
    """Content streams as one. What does not decode is left out: ``malformed`` tells of it."""
    parts = []
    for stream in streams:
        try:
            parts.append(parser.data(stream))
        except DecodeError:
            continue
    return b"\n".join(parts)
