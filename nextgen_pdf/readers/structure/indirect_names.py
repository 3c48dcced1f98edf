"""Names that are objects of their own: every value may be one (ISO 32000-1, 7.3.10).

Hardly any program writes them, but then the dictionary that a name stands for does not hold
it. So the objects that refer to such a name are looked for, and it is put into them.
"""

from __future__ import annotations

from collections.abc import Mapping

from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects

Hits = Mapping[objects.Ref, tuple[str, ...]]


def find_name_objects(parser: Parser, hits: Hits) -> dict[objects.Ref, objects.Name]:
    """The objects that are nothing but a wanted name."""
    values = ((ref, parser.get(ref)) for ref, found in hits.items() if len(found) == 1)
    return {ref: value for ref, value in values if isinstance(value, objects.Name)}


def with_holders(
    parser: Parser,
    graph: Graph,
    hits: Hits,
    name_objects: Mapping[objects.Ref, objects.Name],
) -> dict[objects.Ref, tuple[str, ...]]:
    """The objects that hold a wanted name, also by referring to it."""
    found = dict(hits)
    for ref in graph.reached() if name_objects else ():
        if names := {
            name_objects[to] for to in parser.references(ref) if to in name_objects
        }:
            found[ref] = tuple(sorted({*found.get(ref, ()), *names}))
    return found


def filled_in(
    entries: objects.Dict, name_objects: Mapping[objects.Ref, objects.Name]
) -> objects.Dict:
    """A dictionary with the names to which it refers."""
    if not name_objects:
        return entries
    found = {
        key: name_objects[value]
        for key, value in entries.items()
        if isinstance(value, objects.Ref) and value in name_objects
    }
    return type(entries)({**entries, **found}) if found else entries
