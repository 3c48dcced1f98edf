"""Processes that stay, for whoever asks from whatever thread.

``stream`` has one caller, who waits for results in turn. Here each item has a future, and
a thread hands the results out.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future
from typing import Generic

from nextgen_pdf.errors import UsageError
from nextgen_pdf.workers.processes import ClosedError, Processes
from nextgen_pdf.workers.stream import Failure, Item, Result

CLOSED = "the pool was closed before it was done"
"""The reason for an item that was under way when the end came."""


class Staying(Generic[Item, Result]):
    """Calls a function in processes that stay until they are closed.

    Args:
        processes: those that work; they must not have started yet.

    Raises:
        UsageError: the processes do not start.
    """

    def __init__(self, processes: Processes[Item, Result]) -> None:
        self._processes = processes
        self._lock = threading.Lock()
        self._waiting: dict[int, Future[Result | Failure]] = {}
        self._under_way = threading.Semaphore(0)
        self._next = 0
        self._closed = False
        self._pid = os.getpid()
        try:
            self._processes.start()
        except BaseException:
            self._processes.close()
            raise
        self._thread = threading.Thread(target=self._hand_out, daemon=True)
        self._thread.start()

    def submit(self, item: Item) -> Future[Result | Failure]:
        """Have an item worked on.

        Raises:
            UsageError: the processes are closed, or those of another process.
        """
        if os.getpid() != self._pid:
            raise UsageError(
                "This pool was made before the process was forked; each process needs"
                " a pool of its own"
            )
        future: Future[Result | Failure] = Future()
        with self._lock:
            if self._closed:
                raise UsageError("The pool is closed")
            number, self._next = self._next, self._next + 1
            self._waiting[number] = future
            self._processes.submit(number, item)
        self._under_way.release()
        return future

    def close(self) -> None:
        """End the processes. What is under way fails."""
        with self._lock:
            if self._closed or os.getpid() != self._pid:
                return
            self._closed = True
        self._processes.close()
        self._under_way.release()
        self._thread.join()

    def _hand_out(self) -> None:
        """What the thread does: wait for results, and give each to who asked for it."""
        error: BaseException | None = None
        while error is None:
            self._under_way.acquire()
            try:
                done = self._processes.take()
            except ClosedError as closed:
                error = closed
            except BaseException as failed:  # noqa: BLE001  (those who wait get it)
                error = failed
                self._processes.close()
            else:
                _settle(self._waiting.pop(done.number), done.result)
        with self._lock:
            self._closed = True
            left = [*self._waiting.values()]
            self._waiting.clear()
        for future in left:
            if isinstance(error, ClosedError):
                _settle(future, Failure(CLOSED))
            elif future.set_running_or_notify_cancel():
                future.set_exception(error)


def _settle(future: Future[Result | Failure], result: Result | Failure) -> None:
    if future.set_running_or_notify_cancel():  # else nobody waits any more
        future.set_result(result)
