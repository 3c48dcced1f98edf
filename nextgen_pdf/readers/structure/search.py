"""The search: one look at every object, for everything that can be forbidden.

A restriction can hide in more than a hundred places. So the places are not visited one
by one: every object that holds a wanted name is found, wherever it is, and every
dictionary in it is shown to each classifier. A fact is *current* when the trailer leads
to its object; what is only left in unused objects and earlier revisions is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple, TypeGuard

from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.facts import (
    Action,
)
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.indirect_names import filled_in
from nextgen_pdf.readers.structure.object_graph import CAREFUL, Graph, Way
from nextgen_pdf.readers.structure.tally import (
    BY_ONE_WAY,
    LESSER,
    MAX_ALIKE,
    Active,
    Fact,
    Tally,
    kind_of,
)
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.objects import IndirectObject

_UNUSED_ACTIONS = frozenset({"launch", "submit-form", "import-data"})
_TOLD_APART = "Subtype"
"""Objects that hold this name are marks, whose kinds are told apart whatever else they are:
a hundred comments with scripts must not hide a redaction mark."""


class Node(NamedTuple):
    """One dictionary, or the dictionary of a stream, somewhere in the file."""

    value: objects.Dict
    ref: objects.Ref
    keys: tuple[objects.Key, ...]
    """Where in the object it is."""
    graph: Graph
    parser: Parser
    in_use: bool = True
    """``False`` in an object that was replaced or taken out of the document."""
    brief: bool = False
    """Whether its location need be no more than its page: there are many like it."""

    def entry(self, key: str) -> objects.Value:
        """What an entry stands for, references followed; ``None`` without one."""
        return self.graph.resolve(self.value.get(key))

    @property
    def way(self) -> Way:
        """The way from a page or from the trailer; empty if there is none."""
        start = self.graph.way(self.ref) if self.in_use else Way(None, ())
        return start.on(self.keys)

    @property
    def acts(self) -> bool:
        """Whether it stands where an action does (12.6.2, 12.6.3)."""
        names = self.way.names
        if "StructTreeRoot" in names and "Obj" not in names:
            return False  # the attributes of a structure element are its /A
        return names[-1:] in _ACTS or (
            "AA" in names[-2:-1] or names[:3] == ("Root", "Names", "JavaScript")
        )

    @property
    def location(self) -> Location:
        """The location for a finding."""
        if self.brief:
            return Location(self.graph.page(self.ref) if self.in_use else None)
        way = self.way
        where = str(self.ref) if self.ref.number else None
        return Location(
            page=way.page,
            object=where,
            path=str(way) or None,
            areas=self.graph.areas(way),
        )


_ACTS = frozenset((key,) for key in ("A", "PA", "NA", "Next", "OpenAction"))


def _matters_unused(fact: Fact) -> TypeGuard[Active]:
    """Whether a fact is told of an object that is not in use: a link is not."""
    if isinstance(fact, Action):
        return fact.kind in _UNUSED_ACTIONS
    return isinstance(fact, Active)


def _holds_objects(value: objects.Value) -> bool:
    """Whether it is an object stream or the index, which nothing refers to (7.5.7, 7.5.8)."""
    return isinstance(value, objects.Stream) and value.get("Type") in ("ObjStm", "XRef")


Classify = Callable[[Node], Iterable[Fact]]


class Classifier(NamedTuple):
    """What looks at each dictionary that may be one of its kind."""

    names: frozenset[str]
    """Each such dictionary holds one of them, as a key or as a value."""
    classify: Classify
    """The facts that a dictionary is."""


def classifier(names: Iterable[str]) -> Callable[[Classify], Classifier]:
    """Make a classifier of a function."""
    return lambda classify: Classifier(frozenset(names), classify)


class Search:
    """The facts that come out of the look.

    Args:
        parser: the document.
        graph: its object graph.
        hits: the objects that hold a wanted name, and which.
        classifiers: what looks at each dictionary.
        unreferenced: what is in the file and not in the document any more.
        readings: objects as another program may understand them.
        name_objects: the names that are objects of their own.
    """

    def __init__(
        self,
        parser: Parser,
        graph: Graph,
        hits: Mapping[objects.Ref, tuple[str, ...]],
        *,
        classifiers: Iterable[Classifier],
        unreferenced: Iterable[IndirectObject] = (),
        readings: Iterable[IndirectObject] = (),
        name_objects: Mapping[objects.Ref, objects.Name] = MappingProxyType({}),
    ) -> None:
        self._parser = parser
        self._graph = graph
        self._hits = hits
        self._classifiers = tuple(classifiers)
        self._unreferenced = unreferenced
        self._readings = readings
        self._name_objects = name_objects
        self._unused: list[Fact] = []
        self.gap: NotCheckedError | None = None
        """Why not everything could be looked at, if so."""

    @cached_property
    def _careful_graph(self) -> Graph:
        """The graph that knows of several ways the one that counts; it is slower."""
        holders = (ref for ref, names in self._hits.items() if CAREFUL & {*names})
        return self._graph.with_care(holders)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What is in use; and of the kinds that are not, one fact each of what is left."""
        alike: dict[tuple[str, ...], list[objects.Ref]] = {}
        for ref in sorted(self._hits):
            alike.setdefault(self._hits[ref], []).append(ref)
        tally = Tally()
        for refs in alike.values():
            self._look_at_alike(refs, tally)
        current = list(tally.facts())
        for ref, value in self._readings:
            in_use = self._graph.reaches(ref)
            other = self._classified(value, ref, in_use=in_use)
            if in_use:
                current += [fact for fact in other if fact not in current]
            else:
                self._unused += other
        current += self._look_at_unreferenced()
        return (*current, *self._remains(current))

    def _look_at_unreferenced(self) -> list[Fact]:
        """Note what is not in use; gives what an object in use refers to all the same.

        Some viewers show an object that was freed, where a page still has it.
        """
        freed: dict[objects.Ref, list[Fact]] = {}
        in_use = self._parser.generations()
        try:
            for ref, value in self._unreferenced:
                found = self._classified(value, ref, in_use=False)
                if found and not (in_use.has(ref) or in_use.differs(ref)):
                    freed[ref] = found
                else:
                    self._unused += found
        except NotCheckedError as reason:
            self.gap = reason
        holders = self._parser.holders(freed) if freed else {}
        current: list[Fact] = []
        for ref, found in freed.items():
            holder = holders.get(ref)
            if holder is not None and self._shows(holder):
                where = self._graph.location(holder)
                current += (fact._replace(location=where) for fact in found)
            else:
                self._unused += found
        return current

    def _shows(self, holder: objects.Ref) -> bool:
        """Whether viewers look at what an object refers to."""
        if not self._graph.reaches(holder):
            return False
        return "StructTreeRoot" not in self._graph.way(holder).names

    def _remains(self, current: Iterable[Fact]) -> Iterator[Active]:
        """One fact for each kind that is there, but nowhere in use."""
        kinds = {type(fact) for fact in current}
        unused: dict[type[Active], list[Active]] = {}
        for fact in self._unused:
            if _matters_unused(fact) and type(fact) not in kinds:
                unused.setdefault(type(fact), []).append(fact)
        for facts in unused.values():
            alike = sum(fact.alike for fact in facts)
            yield facts[0]._replace(current=False, alike=alike)

    def _look_at_alike(self, refs: list[objects.Ref], tally: Tally) -> None:
        """Look at objects that hold the same wanted names."""
        described = 0
        gravest = False
        apart = _TOLD_APART in self._hits[refs[0]]
        for at, ref in enumerate(refs, 1):
            brief = described >= MAX_ALIKE
            value = self._parser.get(ref)
            found = self._classified(value, ref, in_use=True, brief=brief)
            if brief and not all(map(tally.has_enough, found)):
                found = self._classified(value, ref, in_use=True)
            # the walk over the graph is taken only when there is something
            if found and not (self._graph.reaches(ref) or _holds_objects(value)):
                self._unused += found
                continue
            if found:
                described += 1
            gravest = gravest or any(kind_of(f) not in LESSER[type(f)] for f in found)
            if found and gravest and not apart and described >= MAX_ALIKE:
                rest = [other for other in refs[at:] if self._graph.reaches(other)]
                pages = [self._graph.page(other) for other in rest]
                for fact in found:
                    tally.add(fact, len(rest), pages)
                return
            for fact in found:
                tally.add(fact)

    def _classified(
        self,
        value: objects.Value,
        ref: objects.Ref,
        *,
        in_use: bool,
        brief: bool = False,
    ) -> list[Fact]:
        """The facts in one object."""
        look = partial(self._looked_at, value, ref, in_use=in_use, brief=brief)
        facts = look(self._graph)
        if in_use and any(kind_of(fact) in BY_ONE_WAY for fact in facts):
            return look(self._careful_graph)
        return facts

    def _looked_at(
        self,
        value: objects.Value,
        ref: objects.Ref,
        graph: Graph,
        *,
        in_use: bool,
        brief: bool,
    ) -> list[Fact]:
        facts: list[Fact] = []
        for keys, item in objects.dictionaries(value):
            held = filled_in(item, self._name_objects)
            few = brief or len(facts) >= MAX_ALIKE
            node = Node(held, ref, keys, graph, self._parser, in_use, few)
            for each in self._classifiers:
                try:
                    facts += each.classify(node)
                except NotCheckedError as reason:
                    self.gap = reason
        return facts
