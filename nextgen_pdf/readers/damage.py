"""Damage inside a document: the page tree. Of the contents of pages, see ``contents``.

What the parser had to repair it says itself; here is what no parser complains of.
"""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects


def page_tree(parser: Parser, graph: Graph) -> Iterator[Fault]:
    """Nodes that are no pages, pages that are missing, counts that are wrong (7.7.3)."""
    pages = parser.pages()
    if not pages:
        yield Fault(code="no-pages", location=Location(path="/Root/Pages"))
        return
    known = set(pages)
    root = graph.catalog.get("Pages")
    todo: list[objects.Value] = [root]
    seen: set[objects.Value] = set()
    while todo:
        node = todo.pop()
        location = Location(object=str(node) if isinstance(node, objects.Ref) else None)
        if isinstance(node, objects.Ref):
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
