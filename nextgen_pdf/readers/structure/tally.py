"""Facts, counted: a hundred of one kind are described, and none hides a graver one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from nextgen_pdf.facts import (
    Action,
    ActionKind,
    EmbeddedFile,
    ExternalContent,
    Field,
    Link,
    Mark,
    MarkKind,
    Media,
    Script,
)
from nextgen_pdf.findings import Location

Active = Script | EmbeddedFile | Action | ExternalContent | Media
"""What matters a little also where it is not in use."""
Fact = Active | Field | Link | Mark
MAX_ALIKE = 100
"""Of the facts of one kind, so many are described one by one; the rest is counted with the
last."""
LESSER: dict[type[Fact], frozenset[str]] = {
    Script: frozenset("unknown-event private-data uri-base requirement".split()),
    EmbeddedFile: frozenset("private-data unused-stream name-only".split()),
    Action: frozenset(get_args(ActionKind)) - {"launch", "submit-form", "import-data"},
    ExternalContent: frozenset("proxy postscript schema form-data".split()),
    Media: frozenset({"artwork", "player"}),
    Field: frozenset("read-only signature signed".split()),
    Link: frozenset(),
    Mark: frozenset(get_args(MarkKind)),
}
"""The kinds that another fact of the same type may outweigh: a hundred of them must not
hide it."""


BY_ONE_WAY = frozenset({"private-data", "unknown-event"})
"""The kinds of what may be in use as well, on another way."""


def kind_of(fact: Fact) -> str:
    """Which of its kinds a fact is."""
    match fact:
        case Script() | EmbeddedFile():
            return fact.place
        case Link():
            return fact.scheme
        case _:
            return fact.kind


class Tally:
    """Facts, of each kind the first described one by one."""

    def __init__(self) -> None:
        self._facts: dict[tuple[type, str], list[Fact]] = {}
        self._pages: dict[tuple[type, str], dict[int, int]] = {}

    def has_enough(self, fact: Fact) -> bool:
        """Whether enough of the kind are described."""
        return len(self._facts.get((type(fact), kind_of(fact)), ())) >= MAX_ALIKE

    def add(self, fact: Fact, more: int = 0, pages: Iterable[int | None] = ()) -> None:
        """Add a fact.

        Args:
            fact: the fact.
            more: how many others it stands for.
            pages: where those are.
        """
        key = (type(fact), kind_of(fact))
        facts = self._facts.setdefault(key, [])
        if len(facts) < MAX_ALIKE:
            facts.append(fact)
        else:
            more += fact.alike
            pages = (*fact.location.all_pages, *pages)
        if more:
            known = self._pages.setdefault(key, {})
            known.update((page, page) for page in pages if page is not None)
            facts[-1] = facts[-1]._replace(alike=facts[-1].alike + more)

    def facts(self) -> Iterator[Fact]:
        """All of them."""
        for key, facts in self._facts.items():
            *described, last = facts
            yield from described
            others = [Location(page) for page in self._pages.get(key, ())]
            joined = Location.joined((last.location, *others)) if others else None
            yield last._replace(location=joined) if joined else last
