"""Anybody's ``concurrent.futures.Executor``: threads, processes, a cluster."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import lru_cache
from typing import Any, Generic

from nextgen_pdf.workers.stream import Done, Failure, Item, Result

BATCH = 20
"""Items sent at a time."""
BATCHES = 64
"""Batches under way at a time."""


class OnExecutor(Generic[Item, Result]):
    """Calls a function on an executor, some items at a time.

    Limits, and what happens when a worker dies, are the executor's business. A batch that
    it gives up is sent again item by item, and an item that it gives up again fails.

    Args:
        function: what to call on each item; it must pickle, and not raise.
        executor: who works. It is not shut down.
        workers: how many workers it has, if that is known.
    """

    def __init__(
        self,
        function: Callable[[Item], Result],
        executor: Executor,
        workers: int | None = None,
    ) -> None:
        # Pickled once, and unpickled once in each worker.
        self._function = pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
        self._executor = executor
        self.ahead = BATCH * max(BATCHES, 3 * (workers or 0))
        self._batch: list[tuple[int, Item]] = []
        self._sent: dict[Future[list[Any]], list[tuple[int, Item]]] = {}
        self._done: deque[Done[Item, Result]] = deque()

    def submit(self, number: int, item: Item) -> None:
        """Have an item worked on."""
        self._batch.append((number, item))
        if len(self._batch) == BATCH:
            self._send()

    def ready(self) -> bool:
        """Whether a result is there already."""
        return bool(self._done)

    def take(self) -> Done[Item, Result]:
        """A result; waits for it."""
        while not self._done:
            self._send()
            finished, _ = wait(self._sent, return_when=FIRST_COMPLETED)
            for future in finished:
                self._collect(future)
        return self._done.popleft()

    def close(self) -> None:
        """Cancel what has not begun."""
        for future in self._sent:
            future.cancel()

    def _send(self) -> None:
        if self._batch:
            self._submit(self._batch)
            self._batch = []

    def _submit(self, batch: list[tuple[int, Item]]) -> None:
        items = [item for _, item in batch]
        try:
            future = self._executor.submit(call_each, self._function, items)
        except RuntimeError as error:  # a broken executor takes nothing more
            self._give_up(batch, error)
        else:
            self._sent[future] = batch

    def _collect(self, future: Future[list[Any]]) -> None:
        batch = self._sent.pop(future)
        try:
            results = future.result()
        except Exception as error:  # noqa: BLE001  (of whatever kind the executor has)
            if len(batch) == 1:
                self._give_up(batch, error)
            else:
                for one in batch:
                    self._submit([one])
            return
        for (number, item), result in zip(batch, results, strict=True):
            self._done.append(Done(number, item, result))

    def _give_up(self, batch: Iterable[tuple[int, Item]], error: Exception) -> None:
        reason = f"the executor could not do it ({type(error).__name__})"
        self._done += [Done(number, item, Failure(reason)) for number, item in batch]


def call_each(function: bytes, items: Iterable[object]) -> list[object]:
    """Call a pickled function on each item. This is what a worker runs."""
    call = _unpickled(function)
    results: list[object] = []
    for item in items:
        try:
            results.append(call(item))
        except MemoryError:
            results.append(Failure("there was not enough memory for it"))
    return results


@lru_cache(maxsize=4)
def _unpickled(function: bytes) -> Callable[[object], object]:
    call: Callable[[object], object] = pickle.loads(function)  # noqa: S301  (our own)
    return call
