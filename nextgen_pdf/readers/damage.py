"""Damage inside a document: the page tree and the contents of pages.

What the parser had to repair it says itself; here is what no parser complains of.
"""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.graph import Graph
from nextgen_pdf.readers.pages import content_streams
from nextgen_pdf.readers.parser import DataError, Parser


def page_tree(parser: Parser, graph: Graph) -> Iterator[Fault]:
    """Nodes that are no pages, pages that are missing, counts that are wrong (7.7.3)."""
    pages = parser.pages()
    if not pages:
        yield Fault(code="no-pages", location=Location(path="/Root/Pages"))
        return
    known = set(pages)
    todo: list[cos.Value] = [graph.catalog.get("Pages")]
    seen: set[cos.Value] = set()
    while todo:
        node = todo.pop()
        if isinstance(node, cos.Ref):
            if node in known or node in seen:
                continue
            seen.add(node)
        location = Location(object=str(node) if isinstance(node, cos.Ref) else None)
        kids = graph.resolve(graph.inside(node, "Kids"))
        if isinstance(kids, list):
            todo += kids
        elif not isinstance(graph.resolve(node), dict):
            yield Fault(code="page-tree", detail="a kid is no page", location=location)
    count = graph.resolve(graph.inside(graph.catalog.get("Pages"), "Count"))
    if count != len(pages):
        said = count if isinstance(count, int) else "nothing"
        detail = f"/Count says {said}, there are {len(pages)}"
        yield Fault(
            code="page-count", detail=detail, location=Location(path="/Root/Pages")
        )


def contents(parser: Parser, graph: Graph) -> Iterator[Fault]:
    """Page contents that do not decode: the page is blank or wrong for its reader."""
    seen: set[cos.Ref] = set()
    for number, page in enumerate(parser.pages(), 1):
        for stream in content_streams(parser, graph, page):
            if stream in seen:
                continue
            seen.add(stream)
            try:
                parser.data(stream)
            except DataError as error:
                yield Fault(
                    code=error.code,
                    detail=str(error),
                    location=Location(page=number, object=str(stream)),
                )
