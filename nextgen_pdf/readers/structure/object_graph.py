"""The object graph: what the trailer reaches, and on which way.

One breadth-first walk, from the pages first and then from the trailer, gives every
reachable object its shortest way from a page, or else from the catalog. It visits each
object once, needs no recursion, and is only taken when something was found whose place
matters; and then only as far as that. What can be very large and seldom matters, the
outlines, the structure and the destinations, comes last.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.findings import Area, Box, Location
from nextgen_pdf.readers.backends.protocol import TRAILER, Parser, resolve
from nextgen_pdf.readers.structure.page_tree import TreePage
from nextgen_pdf.readers.syntax import objects

MAX_NODES = 100_000
"""The most nodes of a name tree that are looked at."""
_FAR = 1e9
"""A number that is larger is no place on a page, and may not be one for a computer."""


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
    """

    def __init__(self, parser: Parser, pages: Sequence[TreePage]) -> None:
        self._parser = parser
        self.pages = [page.ref for page in pages]
        self._entries = {page.ref: page.entries for page in pages}
        self._ways: dict[objects.Ref, Way] = {}
        self._later: list[objects.Ref] = []
        self._inside: dict[objects.Ref, dict[objects.Ref, tuple[objects.Key, ...]]] = {}

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
        """Go on with the walk until an object is reached, or to the end."""
        parents, coming = self._parents, self._next
        while goal not in parents and (coming or self._later):
            if not coming:
                coming.extend(self._later)
                self._later.clear()
            ref = coming.popleft()
            for child in self._parser.references(ref):
                if child not in parents:
                    parents[child] = ref
                    if ref in self._junctions and _LAST & {*self._keys(ref, child)}:
                        self._later.append(child)
                    else:
                        coming.append(child)

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
                inside.setdefault(ref, keys)
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

    def name_tree(self, root: objects.Value) -> Iterator[objects.Value]:
        """The values in a name tree (7.9.6), as they are written.

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
                raise BoundReachedError(
                    f"a name tree has more than {MAX_NODES:,} nodes"
                )
            names = self.resolve(self.inside(node, "Names"))
            yield from names[1::2] if isinstance(names, list) else ()
            kids = self.resolve(self.inside(node, "Kids"))
            todo += reversed(kids) if isinstance(kids, list) else ()

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
