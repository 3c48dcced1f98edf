"""Pages that paint something, but no text: pictures of pages (ISO 32000-1, 9.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.page_contents import content, content_streams
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_stream import events

_PAINTS = re.compile(
    rb"(?<!"
    + objects.REGULAR
    + rb")(?:[fFBbsS]\*?|sh|Do|BI)(?!"
    + objects.REGULAR
    + rb")"
)
"""What puts something on the page, other than text (8.5.3, 8.8 to 8.10), or looks like it."""


def without_text(parser: Parser, graph: Graph, numbers: Iterable[int]) -> Iterator[int]:
    """Those of some pages that paint something, and no text, visible or not."""
    for number in numbers:
        page = graph.pages[number - 1]
        data = content(parser, content_streams(parser, graph, page))
        if _PAINTS.search(data):
            resources = graph.inherited(page, "Resources")
            if _is_picture(data, resources, parser, graph):
                yield number


def _is_picture(
    data: bytes, resources: objects.Value, parser: Parser, graph: Graph
) -> bool:
    """Whether content paints, itself or in a form, and nowhere shows text."""
    todo = [(data, resources)]
    seen: set[objects.Ref] = set()
    paints = False
    while todo:
        data, resources = todo.pop()
        for kind, operand in events(data):
            if kind == "show":
                return False
            if kind == "paint":
                paints = True
            elif kind == "XObject":
                ref = graph.inside(resources, kind, operand)
                if not isinstance(ref, objects.Ref) or ref in seen:
                    continue
                seen.add(ref)
                painted = parser.get(ref)
                if not isinstance(painted, objects.Stream):
                    continue
                if graph.resolve(painted.get("Subtype")) == "Form":
                    inner = painted.get("Resources", resources)
                    todo.append((content(parser, [ref]), inner))
                else:
                    paints = True
    return paints
