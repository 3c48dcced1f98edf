"""Items in, results out, with a bound on what is under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Failure(NamedTuple):
    """Comes in place of a result that could not be had."""

    reason: str
    """Why not, in plain words."""


class Done(NamedTuple, Generic[Item, Result]):
    """An item, and what came of it."""

    number: int
    """Of the item: they are counted from 0."""
    item: Item
    result: Result | Failure


class Pool(Protocol[Item, Result]):
    """Works on items somewhere else."""

    ahead: int
    """So many items are enough to keep it busy."""

    def submit(self, number: int, item: Item) -> None:
        """Have an item worked on."""

    def ready(self) -> bool:
        """Whether a result is there already."""

    def take(self) -> Done[Item, Result]:
        """A result; waits for it. Something must be under way."""

    def close(self) -> None:
        """Stop what is still under way."""


AHEAD_IN_ORDER = 1000
"""So many results may wait for an earlier one."""


def stream(
    items: Iterable[Item], pool: Pool[Item, Result], *, ordered: bool
) -> Iterator[Done[Item, Result]]:
    """What came of each item, as it comes.

    Items are taken from the iterable as they are needed, in the thread of the caller, so
    that memory does not grow with their number.

    Args:
        items: what to work on.
        pool: who works; it is closed at the end, also when the iterator is.
        ordered: results come in the order of the items; one that is ready waits for
            those before it.
    """
    ahead = max(pool.ahead, AHEAD_IN_ORDER) if ordered else pool.ahead
    coming = iter(items)
    held: dict[int, Done[Item, Result]] = {}
    submitted = taken = given = 0
    more = True
    try:
        while True:
            while more and submitted - given < ahead:
                try:
                    item = next(coming)
                except StopIteration:
                    more = False
                    break
                pool.submit(submitted, item)
                submitted += 1
                if pool.ready():
                    break
            if taken == submitted:
                return
            done = pool.take()
            taken += 1
            if not ordered:
                given += 1
                yield done
                continue
            held[done.number] = done
            while given in held:
                yield held.pop(given)
                given += 1
    finally:
        pool.close()
