"""Name trees (ISO 32000-1, 7.9.6)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects

MAX_NODES = 100_000
"""The most nodes of a name tree that are looked at."""


def values(graph: Graph, root: objects.Value) -> Iterator[objects.Value]:
    """The values in a name tree, as they are written.

    Raises:
        BoundReachedError: it has more than ``MAX_NODES`` nodes.
    """
    todo = [root]
    seen: set[objects.Value] = set()
    nodes = 0
    while todo:
        node = todo.pop()
        if isinstance(node, objects.Ref):
            if node in seen:
                continue
            seen.add(node)
        nodes += 1
        if nodes > MAX_NODES:
            raise BoundReachedError(f"a name tree has more than {MAX_NODES:,} nodes")
        names = graph.resolve(graph.inside(node, "Names"))
        yield from names[1::2] if isinstance(names, list) else ()
        kids = graph.resolve(graph.inside(node, "Kids"))
        todo += reversed(kids) if isinstance(kids, list) else ()
