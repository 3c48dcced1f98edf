"""Resource dictionaries, each looked into once (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects

MAX_CHAIN = 6
"""So many resource dictionaries a name is looked for in."""
_MAX_TABLES = 10_000

Handle = objects.Ref | int
"""Stands for a value: its reference, or a number for one that has none."""
Chain = tuple[Handle, ...]
"""Resource dictionaries in the order in which names are looked for: a content's own,
those of what it is painted from, and last the page's."""

_NOTHING: objects.Dict = {}


class Resources:
    """The resource dictionaries of one document.

    Args:
        graph: its object graph.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._direct: dict[int, objects.Value] = {}
        self._written: dict[int, int] = {}
        self._last: tuple[object, int] = (self, 0)
        self._tables: dict[tuple[Handle, str], objects.Dict] = {}
        self._there: dict[tuple[Handle, str], set[bytes]] = {}

    def handle(self, value: objects.Value) -> Handle:
        """What stands for a value, and can be compared and kept at no cost."""
        if isinstance(value, objects.Ref):
            return value
        if id(value) in self._direct:
            return id(value)
        if value is not self._last[0]:
            number = self._written.setdefault(hash(objects.write(value)), id(value))
            # the first of those alike is kept, so that its number stays its own
            self._direct.setdefault(number, value)
            self._last = value, number  # mostly the same comes again
        return self._last[1]

    def value(self, handle: Handle) -> objects.Value:
        """The value that a handle stands for."""
        return handle if isinstance(handle, objects.Ref) else self._direct[handle]

    def table(self, handle: Handle, category: str) -> objects.Dict:
        """The resources of a category, by name."""
        key = (handle, category)
        if key not in self._tables:
            if len(self._tables) > _MAX_TABLES:
                self._tables.clear()
                self._there.clear()
            held = self._graph.inside(self.value(handle), category)
            table = self._graph.resolve(held)
            self._tables[key] = table if isinstance(table, dict) else _NOTHING
        return self._tables[key]

    def has(self, handle: Handle, category: str, names: set[bytes]) -> bool:
        """Whether all of some names, as they are written, are among the resources."""
        table = self.table(handle, category)
        there = self._there.setdefault((handle, category), set())
        for name in names - there:  # mostly none: pages use the same few
            if self.is_nothing(table.get(objects.name(name))):
                return False
            there.add(name)
        return True

    def of_page(self, page: objects.Ref) -> Chain:
        """Those of a page."""
        return (self.handle(self._graph.inherited(page, "Resources")),)

    def inside(self, own: objects.Value, around: Chain) -> Chain:
        """Those of a content that is painted from another one.

        Args:
            own: its own resources, if it has any.
            around: those of the other one, in which viewers look for what it lacks: some
                in all of them, some in the page's only.
        """
        if not isinstance(self._graph.resolve(own), dict):
            return around
        handle = self.handle(own)
        rest = [each for each in around if each != handle]
        return (handle, *rest[: MAX_CHAIN - 2], *rest[MAX_CHAIN - 2 :][-1:])

    def find(self, chain: Chain, category: str, name: str) -> list[objects.Value]:
        """The resources that viewers may take for a name; mostly one, none if unknown."""
        found: dict[Handle, objects.Value] = {}
        for at, handle in enumerate(chain):
            value = self.table(handle, category).get(name)
            if self.is_nothing(value):
                continue
            if not at:
                return [value]
            found.setdefault(self.handle(value), value)
        values = list(found.values())
        return [*values[:1], *values[1:][-1:]]

    def is_nothing(self, value: objects.Value) -> bool:
        """Whether a value is null, or refers to nothing."""
        return self._graph.resolve(value) is None
