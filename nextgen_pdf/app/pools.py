"""A pool of processes for each way to check; few of them, for few are in use at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nextgen_pdf.app.choices import Chosen
from nextgen_pdf.errors import UsageError
from nextgen_pdf.pool import Pool

MOST = 2
"""So many stay open though nobody uses them."""


class Pools:
    """Lends pools, and closes those that nobody has used for longest.

    Args:
        make: makes a pool.
    """

    def __init__(self, make: Callable[[Chosen], Pool]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._open: dict[Chosen, Pool] = {}
        self._users: dict[Chosen, int] = {}
        self._closed = False

    @contextmanager
    def lent(self, chosen: Chosen) -> Iterator[Pool]:
        """The pool that checks so, while it is entered.

        Raises:
            UsageError: there is no way to check so, or all are closed.
        """
        with self._lock:
            if self._closed:
                raise UsageError("The program is ending")
            pool = self._open.pop(chosen, None) or self._make(chosen)
            self._open[chosen] = pool  # the one used last comes last
            self._users[chosen] = self._users.get(chosen, 0) + 1
            self._tidy()
        try:
            yield pool
        finally:
            with self._lock:
                self._users[chosen] -= 1

    def close(self) -> None:
        """Close them all. What is under way is said to be unchecked."""
        with self._lock:
            self._closed = True
            for pool in self._open.values():
                pool.close()

    def _tidy(self) -> None:
        idle = [chosen for chosen in self._open if not self._users[chosen]]
        for chosen in idle[: max(len(self._open) - MOST, 0)]:
            self._open.pop(chosen).close()
            del self._users[chosen]
