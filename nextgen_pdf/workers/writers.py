"""Child processes that may write, into one folder, and answer a result for each item.

Making a copy of a document needs what checking it does not: to write, and much more time.
So these are apart from ``processes``: each child works on one item after the other, and
one that dies costs the item that it was at.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Generic
from weakref import WeakSet

from nextgen_pdf import children
from nextgen_pdf.workers import wire
from nextgen_pdf.workers.answers import Answer, TooLongError
from nextgen_pdf.workers.limits import (
    MAX_ANSWER,
    UNREADABLE,
    Limits,
    Work,
    answer_too_long,
    died,
    took_too_long,
)
from nextgen_pdf.workers.stream import Failure, Item, Result
from nextgen_pdf.workers.writer_child import Setting

_STARTING = 60.0
"""Seconds that a child has to start."""


class Writers(Generic[Item, Result]):
    """Calls a function on items in children that may write.

    Args:
        work: what to call on each item.
        decode: makes a result of what it returned; a ``ValueError`` says that it is none.
        folder: where the children may write.
        jobs: how many children.
        limits: what an item may take.
    """

    def __init__(
        self,
        work: Work[Item],
        decode: Callable[[bytes], Result],
        *,
        folder: Path,
        jobs: int,
        limits: Limits,
    ) -> None:
        self._work = work
        self._decode = decode
        self._setting = Setting(limits, str(folder.absolute()))
        self._idle: SimpleQueue[_Child | None] = SimpleQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._jobs = jobs
        self._children: list[_Child] = []

    def results(self, items: Iterable[Item]) -> Iterator[Result | Failure]:
        """The results, in the order of the items."""
        with ThreadPoolExecutor(self._jobs) as threads:
            waiting: list[Future[Result | Failure]] = []
            try:
                for item in items:
                    waiting.append(threads.submit(self._one, item))
                    if len(waiting) > self._jobs:
                        yield waiting.pop(0).result()
                while waiting:
                    yield waiting.pop(0).result()
            finally:
                for future in waiting:
                    future.cancel()
                for child in self._children:
                    child.end()

    def _one(self, item: Item) -> Result | Failure:
        child = self._idle.get()
        try:
            if child is None:
                child = _Child(self._setting)
                self._children.append(child)
                child.start(self._work)
            answer = child.ask(item)
        except _DiedError as death:
            if child is not None:
                child.end()
            child = None
            return Failure(str(death))
        finally:
            self._idle.put(child)
        if answer.failed:
            return Failure(answer.reason)
        try:
            return self._decode(answer.data)
        except ValueError:
            return Failure(UNREADABLE)


class _DiedError(Exception):
    """A child is gone. The text is the reason."""


class _Child:
    """One child process, seen from its parent."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._late = False
        try:
            self._process = subprocess.Popen(  # noqa: S603  (our own program)
                children.command("nextgen_pdf.workers.writer_child"),
                env=children.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _DiedError(f"a process does not start: {error}") from None
        _CHILDREN.add(self)

    def start(self, work: object) -> None:
        """Wait until it is ready."""
        self._exchange(_STARTING, self._setting, work)

    def ask(self, item: object) -> Answer:
        """What it answers to an item."""
        return self._exchange(self._setting.limits.timeout, item)

    def _exchange(self, seconds: float, *things: object) -> Answer:
        process = self._process
        assert process.stdin is not None  # noqa: S101  (is a pipe)
        assert process.stdout is not None  # noqa: S101
        timer = Timer(seconds, self._kill_late)
        timer.start()
        try:
            for thing in things:
                wire.send(process.stdin, thing)
            return wire.answered(process.stdout, MAX_ANSWER)
        except TooLongError:
            raise _DiedError(answer_too_long()) from None
        except (OSError, EOFError):
            status = process.wait()
            late = took_too_long(seconds)
            raise _DiedError(late if self._late else died(status)) from None
        finally:
            timer.cancel()

    def _kill_late(self) -> None:
        self._late = True
        self._process.kill()

    def stop(self) -> None:
        """End it; who waits for its answer learns that it died."""
        self._process.kill()

    def end(self) -> None:
        """End it, and leave nothing of it behind."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be sent
                    pipe.close()


_CHILDREN: WeakSet[_Child] = WeakSet()


def end_all() -> None:
    """End all children, whoever has them: this program ends."""
    for child in [*_CHILDREN]:
        child.stop()
