"""One look at every object of a document, for everything that can be forbidden.

A restriction can hide in more than a hundred places. So the places are not visited one
by one: every object that holds a telling name is found, wherever it is, and every
dictionary in it is shown to each classifier. What nothing refers to is left aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from nextgen_pdf.document import EmbeddedFile, Script
from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.findings import Location
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.graph import Graph, Way
from nextgen_pdf.readers.parser import Parser

Fact = Script | EmbeddedFile
MAX_ALIKE = 100
"""Of the objects that hold the same telling names equally often, so many are described
one by one; the rest is counted with the last. Only those that gave a fact use it up."""


class Node(NamedTuple):
    """One dictionary, or the dictionary of a stream, somewhere in the document."""

    value: cos.Dict
    ref: cos.Ref
    keys: tuple[cos.Key, ...]
    """Where in the object it is."""
    graph: Graph
    parser: Parser

    def entry(self, key: str) -> cos.Value:
        """What an entry stands for, references followed; ``None`` without one."""
        return self.graph.resolve(self.value.get(key))

    @property
    def way(self) -> Way:
        """The way from a page or from the trailer."""
        return self.graph.way(self.ref).on(self.keys)

    @property
    def location(self) -> Location:
        """The location for a finding."""
        return self.graph.location(self.ref, self.keys)


Classifier = Callable[[Node], Iterable[Fact]]


class Survey:
    """The facts that come out of the look.

    Args:
        parser: the document.
        graph: its object graph.
        hits: the objects that hold a telling name, and which.
        classifiers: what looks at each dictionary.
    """

    def __init__(
        self,
        parser: Parser,
        graph: Graph,
        hits: dict[cos.Ref, tuple[str, ...]],
        classifiers: Iterable[Classifier],
    ) -> None:
        self._parser = parser
        self._graph = graph
        self._hits = hits
        self._classifiers = tuple(classifiers)
        self.gap: NotCheckedError | None = None
        """Why not everything could be looked at, if so."""

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order of object numbers."""
        alike: dict[tuple[str, ...], list[cos.Ref]] = {}
        for ref in sorted(self._hits):
            alike.setdefault(self._hits[ref], []).append(ref)
        return tuple(fact for refs in alike.values() for fact in self._alike(refs))

    def _alike(self, refs: list[cos.Ref]) -> Iterator[Fact]:
        """The facts of objects that hold the same telling names."""
        described = 0
        for at, ref in enumerate(refs, 1):
            found = list(self._in_object(ref))
            if not found:
                continue
            described += 1
            if described == MAX_ALIKE:
                rest = [other for other in refs[at:] if self._graph.reaches(other)]
                yield from self._standing_for(found, rest)
                return
            yield from found

    def _standing_for(self, found: list[Fact], rest: list[cos.Ref]) -> Iterator[Fact]:
        """Facts of one object that stand for those of others as well."""
        pages = {page for ref in rest if (page := self._graph.page(ref))}
        for fact in found:
            own = {fact.location.page} if fact.location.page else set()
            location = fact.location._replace(pages=tuple(sorted(pages | own)))
            yield fact._replace(location=location, alike=fact.alike + len(rest))

    def _in_object(self, ref: cos.Ref) -> Iterator[Fact]:
        for keys, value in cos.dictionaries(self._parser.get(ref)):
            node = Node(value, ref, keys, self._graph, self._parser)
            for classify in self._classifiers:
                try:
                    facts = list(classify(node))
                except NotCheckedError as reason:
                    self.gap = reason
                else:
                    # the walk over the graph is taken only when there is something
                    if facts and self._graph.reaches(ref):
                        yield from facts
