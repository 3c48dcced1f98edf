"""Damage inside a document: the page tree and the contents of pages.

What the parser had to repair it says itself; here is what no parser complains of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.legible import legible
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.content import INVISIBLE, Event, events
from nextgen_pdf.readers.graph import Graph
from nextgen_pdf.readers.pages import content_streams, inherited
from nextgen_pdf.readers.parser import DataError, Parser

_BLANKS = rb"[" + cos.WHITE + rb"]+"
_SELECTED = re.compile(
    rb"/(" + cos.REGULAR + rb"*)" + _BLANKS + rb"[-+.\d]+" + _BLANKS + rb"Tf"
)
"""The selection of a font (9.3.1), or what looks like it."""


def page_tree(parser: Parser, graph: Graph) -> Iterator[Fault]:
    """Nodes that are no pages, pages that are missing, counts that are wrong (7.7.3)."""
    pages = parser.pages()
    if not pages:
        yield Fault(code="no-pages", location=Location(path="/Root/Pages"))
        return
    known = set(pages)
    root = graph.catalog.get("Pages")
    todo: list[cos.Value] = [root]
    seen: set[cos.Value] = set()
    while todo:
        node = todo.pop()
        location = Location(object=str(node) if isinstance(node, cos.Ref) else None)
        if isinstance(node, cos.Ref):
            if node in seen:
                code = "page-twice" if node in known else "page-tree"
                yield Fault(code, "a kid is listed twice", location)
                continue
            seen.add(node)
            if node in known and node != root:
                continue
        kids = graph.resolve(graph.inside(node, "Kids"))
        if isinstance(kids, list):
            todo += kids
        elif node == root or not isinstance(graph.resolve(node), dict):
            detail = "there are no kids" if node == root else "a kid is no page"
            yield Fault("page-tree", detail, location)
    count = graph.resolve(graph.inside(root, "Count"))
    if count != len(pages):
        said = count if isinstance(count, int) else "nothing"
        detail = f"/Count says {said}, there are {len(pages)}"
        yield Fault(
            code="page-count", detail=detail, location=Location(path="/Root/Pages")
        )


def contents(parser: Parser, graph: Graph) -> Iterator[Fault]:
    """Page contents that do not decode, or show text in a font that the page has not.

    The page is blank or wrong for its reader.
    """
    seen: set[cos.Ref] = set()
    for number, page in enumerate(parser.pages(), 1):
        decoded: list[bytes] = []
        for stream in content_streams(parser, graph, page):
            if stream in seen:
                continue
            seen.add(stream)
            try:
                decoded.append(parser.data(stream))
            except DataError as error:
                yield Fault(
                    code=error.code,
                    detail=str(error),
                    location=Location(page=number, object=str(stream)),
                )
        for name in _fonts_without_dictionary(b"\n".join(decoded), page, parser, graph):
            yield Fault(
                code="font-name",
                detail=f"/{legible(name)}",
                location=Location(page=number, object=str(page)),
            )


def _fonts_without_dictionary(
    content: bytes, page: cos.Ref, parser: Parser, graph: Graph
) -> set[str]:
    """The fonts in which a page shows text, and which its resources do not have (7.8.3)."""
    selected: set[str] = {cos.name(name) for name in _SELECTED.findall(content)}
    if not selected:
        return set()
    fonts = graph.resolve(graph.inside(inherited(parser, page, "Resources"), "Font"))
    known = fonts if isinstance(fonts, dict) else {}
    missing = {name for name in selected if known.get(name) is None}
    return missing & _shown_in(content) if missing else set()


def _shown_in(content: bytes) -> set[str]:
    """The names of the fonts in which visible text is shown."""
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
