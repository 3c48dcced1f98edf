"""The object graph: what the trailer reaches, and on which way.

One breadth-first walk, from the pages first and then from the trailer, gives every
reachable object its shortest way from a page, or else from the catalog. It visits each
object once, needs no recursion, and is only taken when something was found whose place
matters; and then only as far as that. What can be very large and seldom matters, the
outlines, the structure and the destinations, comes last.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from nextgen_pdf.findings import Area, Box, Location
from nextgen_pdf.readers.backends.protocol import TRAILER, Parser, resolve
from nextgen_pdf.readers.structure.field_tree import FieldTree
from nextgen_pdf.readers.structure.page_tree import TreePage
from nextgen_pdf.readers.syntax import objects

_FAR = 1e9
"""A number that is larger is no place on a page, and may not be one for a computer."""


EVENTS = frozenset("WC DC WS DS WP DP O C E X D U Fo Bl PO PC PV PI K F V".split())
"""The events of documents, pages, fields and annotations (12.6.3); others do not happen."""
CAREFUL = frozenset({"AA", "PieceInfo"})
"""Entries below which something may be that no program uses."""
_LAST = frozenset({"Dests", "Outlines", "StructTreeRoot"})
"""Entries of the catalog and of its ``/Names`` that the walk leaves to the end."""


class Way(NamedTuple):
    """How to come to an object or to a value inside it."""

    page: int | None
    """The page it starts from, counted from 1; ``None``: from the trailer."""
    keys: tuple[objects.Key, ...]
    """Dictionary keys and array indexes, from there on."""

    def on(self, keys: tuple[objects.Key, ...]) -> Way:
        """The way that goes on with these keys."""
        return Way(self.page, objects.shortened(self.keys + keys))

    def __str__(self) -> str:
        start = "" if self.page is None else f"/Pages[{self.page}]"
        return start + "".join(
            f"[{key}]" if isinstance(key, int) else f"/{key}" for key in self.keys
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The keys without the array indexes."""
        return tuple(key for key in self.keys if isinstance(key, str))


class Graph:
    """The references between the objects of one document.

    Args:
        parser: the document.
        pages: its pages, in order.
        careful: the objects with one of the entries ``CAREFUL``, where the walk looks
            whether a way is one that a program takes; that costs time.
    """

    def __init__(
        self,
        parser: Parser,
        pages: Sequence[TreePage],
        careful: Iterable[objects.Ref] = (),
    ) -> None:
        self._parser = parser
        self._careful = set(careful)
        self._events: set[objects.Ref] = set()
        self._aside: list[tuple[objects.Ref, objects.Ref]] = []
        self.pages = [page.ref for page in pages]
        self._entries = {page.ref: page.entries for page in pages}
        self._ways: dict[objects.Ref, Way] = {}
        self._later: list[objects.Ref] = []
        self._inside: dict[objects.Ref, dict[objects.Ref, tuple[objects.Key, ...]]] = {}

    def with_care(self, careful: Iterable[objects.Ref]) -> Graph:
        """The same graph, with ``careful``."""
        graph = Graph(self._parser, (), careful)
        graph.pages, graph._entries = self.pages, self._entries
        return graph

    @cached_property
    def _parents(self) -> dict[objects.Ref, objects.Ref | None]:
        """From each object that was reached to the one it was first reached from."""
        return dict.fromkeys((*self.pages, TRAILER))

    @cached_property
    def _next(self) -> deque[objects.Ref]:
        return deque(self._parents)

    @cached_property
    def _junctions(self) -> frozenset[objects.Value]:
        """The catalog and its ``/Names``, where the walk looks which way it takes."""
        root = self.inside(TRAILER, "Root")
        places = (root, self.inside(root, "Names"))
        return frozenset(place for place in places if isinstance(place, objects.Ref))

    def _walk(self, goal: objects.Ref | None) -> None:
        """Go on with the walk until an object is reached, or to the end.

        What is only reached on a way that no program takes comes last, so that of several
        ways to an object the one that counts is known.
        """
        parents, coming = self._parents, self._next
        while goal not in parents and (coming or self._later or self._aside):
            if not coming:
                coming.extend(self._later)
                self._later.clear()
            if not coming:
                for holder, child in self._aside:
                    if child not in parents:
                        parents[child] = holder
                        coming.append(child)
                self._aside.clear()
                continue
            ref = coming.popleft()
            aside = self._children_aside(ref)
            for child in self._parser.references(ref):
                if child in parents:
                    continue
                if child in aside:
                    self._aside.append((ref, child))
                    continue
                parents[child] = ref
                if ref in self._junctions and _LAST & {*self._keys(ref, child)}:
                    self._later.append(child)
                else:
                    coming.append(child)

    def _children_aside(self, ref: objects.Ref) -> frozenset[objects.Ref]:
        """What an object only refers to where no program looks."""
        if ref not in self._careful and ref not in self._events:
            return frozenset()
        used: set[objects.Ref] = set()
        aside: set[objects.Ref] = set()
        for keys, child in objects.references(self._parser.get(ref)):
            if keys[-1:] == ("AA",):
                self._events.add(child)
            (aside if self._is_aside(ref, keys) else used).add(child)
        return frozenset(aside - used)

    def _is_aside(self, ref: objects.Ref, keys: tuple[objects.Key, ...]) -> bool:
        """Whether a way within an object is one that no program takes."""
        if "PieceInfo" in keys:
            return True
        event = keys[keys.index("AA") + 1 :] if "AA" in keys else keys
        no_event = bool(event) and event[0] not in EVENTS
        return no_event and ("AA" in keys or ref in self._events)

    @cached_property
    def _page_numbers(self) -> dict[objects.Ref, int]:
        return {ref: n for n, ref in reversed(list(enumerate(self.pages, 1)))}

    @cached_property
    def _pages(self) -> dict[objects.Ref, int | None]:
        """The pages that objects were reached from, as far as they are known."""
        return dict(self._page_numbers)

    def reached(self) -> Iterable[objects.Ref]:
        """The objects that can be reached."""
        self._walk(None)
        return self._parents

    def reaches(self, ref: objects.Ref) -> bool:
        """Whether anything that counts refers to the object."""
        self._walk(ref)
        return ref in self._parents

    def page(self, ref: objects.Ref) -> int | None:
        """The number of the page that a reachable object was first reached from."""
        self._walk(ref)
        chain = []
        at: objects.Ref | None = ref
        while at is not None and at not in self._pages:
            chain.append(at)
            at = self._parents.get(at)
        page = None if at is None else self._pages[at]
        self._pages.update(dict.fromkeys(chain, page))
        return page

    def way(self, ref: objects.Ref) -> Way:
        """The shortest way to a reachable object."""
        self._walk(ref)
        chain = []
        at: objects.Ref | None = ref
        while at is not None and at not in self._ways:
            chain.append(at)
            at = self._parents.get(at)
        way = Way(None, ()) if at is None else self._ways[at]
        if len(chain) > 2 * objects.MAX_KEYS:  # of which only both ends are told
            del chain[objects.MAX_KEYS : -objects.MAX_KEYS]
        for step in reversed(chain):
            parent = self._parents.get(step)
            if parent is None:
                way = Way(self._page_numbers.get(step), ())
            else:
                way = way.on(self._keys(parent, step))
            self._ways[step] = way
        return way

    def _keys(self, parent: objects.Ref, child: objects.Ref) -> tuple[objects.Key, ...]:
        """Where in its parent the reference to an object stands."""
        if parent not in self._inside:
            inside: dict[objects.Ref, tuple[objects.Key, ...]] = {}
            for keys, ref in objects.references(self._parser.get(parent)):
                known = inside.setdefault(ref, keys)
                if known != keys and self._is_aside(parent, known):
                    inside[ref] = keys
            self._inside[parent] = inside
        return self._inside[parent].get(child, ())

    def location(
        self, ref: objects.Ref, keys: tuple[objects.Key, ...] = ()
    ) -> Location:
        """The location of an object, or of a value inside it."""
        way = self.way(ref).on(keys)
        number = None if ref == TRAILER else str(ref)
        return Location(
            page=way.page, object=number, path=str(way), areas=self.areas(way)
        )

    def resolve(self, value: objects.Value) -> objects.Value:
        """What a value stands for: itself, or the object it refers to."""
        return resolve(self._parser, value)

    def inside(self, value: objects.Value, *keys: objects.Key) -> objects.Value:
        """What stands in nested dictionaries and arrays, references followed on the way.

        ``None`` where there is no such entry; the last value itself is not followed.
        """
        for key in keys:
            value = self.resolve(value)
            if isinstance(value, dict) and isinstance(key, str):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key] if key < len(value) else None
            else:
                return None
        return value

    @cached_property
    def field_tree(self) -> FieldTree:
        """The fields of the interactive form."""
        return FieldTree(self._parser, self.catalog.get("AcroForm"))

    def inherited(self, page: objects.Ref, key: str) -> objects.Value:
        """An inheritable entry of a page: its own, or that of the nearest node above."""
        return self._entries[page].get(key)

    @cached_property
    def catalog(self) -> objects.Dict:
        """The document catalog (7.7.2); empty if there is none."""
        catalog = self.resolve(self.inside(TRAILER, "Root"))
        return catalog if isinstance(catalog, dict) else {}

    def annotation(self, way: Way) -> objects.Dict:
        """The annotation that a way from a page leads through; empty without one."""
        page = self.pages[way.page - 1] if way.page else None
        annotation = self.resolve(self.inside(page, *way.keys[:2]))
        return annotation if isinstance(annotation, dict) else {}

    def areas(self, way: Way) -> tuple[Area, ...]:
        """The spot on its page where the annotation is that a way leads through."""
        if way.page is None or way.keys[:1] != ("Annots",):
            return ()
        box = self.box(self.annotation(way).get("Rect"))
        return () if box is None else (Area(way.page, box),)

    def box(self, value: objects.Value) -> Box | None:
        """A rectangle (7.9.5), its corners put in order; ``None`` if it spans no area."""
        value = self.resolve(value)
        if not isinstance(value, list) or len(value) != 4:  # noqa: PLR2004
            return None
        corners = [self.resolve(number) for number in value]
        numbers = [
            float(corner)
            for corner in corners
            if isinstance(corner, int | float)
            and not isinstance(corner, bool)
            and abs(corner) < _FAR
        ]
        if len(numbers) != 4:  # noqa: PLR2004
            return None
        x, y = sorted(numbers[0::2]), sorted(numbers[1::2])
        if x[0] == x[1] or y[0] == y[1]:
            return None
        return x[0], y[0], x[1], y[1]
