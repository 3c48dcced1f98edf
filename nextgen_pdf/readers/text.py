"""Pages that paint something, but no text: pictures of pages (ISO 32000-1, 9.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.readers import cos
from nextgen_pdf.readers.content import events
from nextgen_pdf.readers.graph import Graph
from nextgen_pdf.readers.pages import content, content_streams, inherited
from nextgen_pdf.readers.parser import Parser

_PAINTS = re.compile(
    rb"(?<!" + cos.REGULAR + rb")(?:[fFBbsS]\*?|sh|Do|BI)(?!" + cos.REGULAR + rb")"
)
"""The operators that put something on the page, other than text (8.5.3, 8.8 to 8.10)."""


def without_text(parser: Parser, graph: Graph) -> Iterator[int]:
    """The numbers of the pages that have content, and no text in it, visible or not."""
    for number, page in enumerate(parser.pages(), 1):
        data = content(parser, content_streams(parser, graph, page))
        resources = inherited(parser, page, "Resources")
        if _PAINTS.search(data) and not _shows_text(data, resources, parser, graph):
            yield number


def _shows_text(
    data: bytes, resources: cos.Value, parser: Parser, graph: Graph
) -> bool:
    """Whether content shows text, itself or in a form that it paints."""
    todo = [(data, resources)]
    seen: set[cos.Ref] = set()
    while todo:
        data, resources = todo.pop()
        for kind, operand in events(data):
            if kind == "show":
                return True
            if kind == "XObject":
                ref = graph.inside(resources, kind, operand)
                if isinstance(ref, cos.Ref) and ref not in seen:
                    seen.add(ref)
                    form = parser.get(ref)
                    if isinstance(form, cos.Stream) and form.get("Subtype") == "Form":
                        todo.append(
                            (content(parser, [ref]), form.get("Resources", resources))
                        )
    return False
