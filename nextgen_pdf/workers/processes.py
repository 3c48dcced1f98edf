"""Child processes with limits. One that dies costs the item it worked on, no other.

``ProcessPoolExecutor`` of the standard library gives up all that is under way when one
process dies, cannot stop one that hangs, and runs the caller's script again in each child.

A thread for each child sends it a few items at a time, as many as should take a moment, and
reads one answer for each. So it knows which item the child was at when it died. What takes
longer than a moment, the child gives back undone.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO, Any, Generic

from nextgen_pdf import children
from nextgen_pdf.errors import UsageError
from nextgen_pdf.workers import wire
from nextgen_pdf.workers.answers import Answer, TooLongError
from nextgen_pdf.workers.child import MOMENT
from nextgen_pdf.workers.limits import (
    MAX_ANSWER,
    UNREADABLE,
    Limits,
    Work,
    answer_too_long,
    died,
    ended_by_limit,
    took_too_long,
)
from nextgen_pdf.workers.stream import Done, Failure, Item, Result

STARTING = 60.0
"""Seconds that a child has to start."""
STARTS = 6
"""So many in a row may die while they start, before the item at hand is given up."""

_MOST = 32
"""Items sent at a time."""
_WIDE = 1 << 20
"""Bytes that a pipe to a child should hold."""


def usable_cpus() -> int:
    """How many processors this process may use."""
    if affinity := getattr(os, "sched_getaffinity", None):
        return len(affinity(0))
    return os.cpu_count() or 1


class ClosedError(Exception):
    """The processes have ended, and with them what was under way."""


class _NoStartError(Exception):
    """A child died before it was ready, or there is none. The text is the reason."""


class _DiedError(Exception):
    """A child is gone. The text is the reason."""

    def __init__(self, reason: str, *, guilty: bool) -> None:
        super().__init__(reason)
        self.guilty = guilty
        """It is certain that the item it was at is to blame."""


class _Child:
    """One child process, seen from its parent."""

    def __init__(self, function: bytes, limits: Limits) -> None:
        self._limits = limits
        self._late: float | None = None
        self._due: float | None = None
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            children.command("nextgen_pdf.workers.child"),
            env=children.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **_APART,
        )
        assert self._process.stdin is not None  # noqa: S101  (is a pipe)
        assert self._process.stdout is not None  # noqa: S101
        self._questions = self._process.stdin
        self._answers = self._process.stdout
        self._function = function
        _widen(self._questions)

    def start(self) -> None:
        """Wait until it is ready.

        Raises:
            _NoStartError: it died, or is too slow.
            UsageError: it cannot do what it is to do.
        """
        try:
            wire.send(self._questions, self._limits)
            wire.send(self._questions, self._function)
            ready = self._receive(STARTING)
        except (OSError, EOFError, TooLongError):
            self._process.kill()
            status = self._process.wait()
            raise _NoStartError(f"it ended with status {status}") from None
        if ready.failed:
            raise _no_start(ready.reason)

    def send(self, items: list[Any]) -> None:
        """Give it items to work on."""
        try:
            wire.send(self._questions, items)
        except OSError:
            raise self._death() from None

    def receive(self) -> Answer:
        """Its next answer.

        Raises:
            _DiedError: it died, or was killed because a limit was reached.
        """
        try:
            return self._receive(self._limits.timeout)
        except TooLongError:
            raise _DiedError(answer_too_long(), guilty=True) from None
        except (OSError, EOFError):
            raise self._death() from None

    def _receive(self, seconds: float) -> Answer:
        self._due = time.monotonic() + seconds
        answer = wire.answered(self._answers, MAX_ANSWER)
        self._due = None
        return answer

    def watch(self, now: float) -> None:
        """Kill it if it is late. Called by another thread."""
        due = self._due
        if due is not None and now > due:
            self._late = due
            self._process.kill()

    def kill(self) -> None:
        """End it at once. May be called by another thread."""
        self._process.kill()

    def dismiss(self) -> None:
        """End it, and leave nothing of it behind."""
        self._process.kill()
        self._process.wait()
        self._answers.close()
        with suppress(OSError):  # what was still to be sent
            self._questions.close()

    def _death(self) -> _DiedError:
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:  # it only stopped talking
            self._process.kill()
            status = self._process.wait()
        if self._late is not None or ended_by_limit(status):
            return _DiedError(
                took_too_long(self._limits.timeout),
                # It may have answered just before, and be at the next item.
                guilty=self._late is not None and self._late == self._due,
            )
        return _DiedError(died(status), guilty=False)


def _widen(pipe: IO[bytes]) -> None:
    """Let more go through a pipe at a time, where the system can (Linux)."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415  (only where there is one)

        with suppress(OSError):  # the user has too many pipes that are wide
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE)


def _no_start(trouble: str) -> UsageError:
    return UsageError(
        f"A process that checks PDFs does not start: {trouble}."
        " More memory (--max-memory) may help, or no processes (--jobs 0)"
    )


# Ctrl-C is for the parent, which ends its children.
_APART: dict[str, Any] = (
    {"creationflags": 0x00000200 | 0x08000000}  # a group of its own, and no window
    if sys.platform == "win32"
    else {"process_group": 0}
)


class Processes(Generic[Item, Result]):
    """Calls a function in child processes.

    Children are reused, and replaced when they died, had many items, or have much memory.
    They do not run the caller's script again, so it needs no ``if __name__ == …``.

    Args:
        work: what to call on each item.
        decode: makes a result of what it returned; a ``ValueError`` says that it is none.
        jobs: how many children; they start when there is something to do.
        limits: what an item may take, memory where the system can hold a child to it.
        prepare: is asked here, before an item is sent, for what is to be done that a
            child may not do: a call that gives the item to send, and does not raise.
            ``None``: nothing. What takes too long is a failure.
        at_once: so many items a child is sent at a time, at most. With one, none waits
            for another while a child is free.
    """

    def __init__(
        self,
        work: Work[Item],
        decode: Callable[[bytes], Result],
        *,
        jobs: int,
        limits: Limits,
        prepare: Callable[[Item], Callable[[], Item] | None] | None = None,
        at_once: int = _MOST,
    ) -> None:
        self._function = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        self._decode = decode
        self._limits = limits
        self._prepare = prepare
        self._jobs = jobs
        self._at_once = at_once
        self.ahead = 2 * at_once * jobs
        self._hired: SimpleQueue[_Child] = SimpleQueue()
        self._todo: SimpleQueue[tuple[int, Item] | None] = SimpleQueue()
        self._done: SimpleQueue[Done[Item, Result] | BaseException] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._children: set[_Child] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._started = False
        self._watched = 0.0

    def start(self) -> None:
        """Start all children now, and wait until they are ready.

        Raises:
            UsageError: they do not start.
        """
        with ThreadPoolExecutor(self._jobs) as threads:
            starting = [threads.submit(self._hire) for _ in range(self._jobs)]
            while wait(starting, timeout=MOMENT).not_done:
                self._watch()
        for each in starting:
            if each.exception() is None:
                self._hired.put(each.result())
        for each in starting:
            each.result()

    def submit(self, number: int, item: Item) -> None:
        """Have an item worked on."""
        self._todo.put((number, item))
        if len(self._threads) < self._jobs:
            thread = threading.Thread(target=self._run, daemon=True)
            self._threads.append(thread)
            thread.start()

    def ready(self) -> bool:
        """Whether a result is there already."""
        return not self._done.empty()

    def take(self) -> Done[Item, Result]:
        """A result; waits for it.

        Raises:
            UsageError: children do not start.
        """
        while True:
            self._watch()
            try:
                done = self._done.get(timeout=MOMENT)
            except Empty:
                continue
            if isinstance(done, BaseException):
                raise done
            return done

    def _watch(self) -> None:
        """End the children that are late."""
        now = time.monotonic()
        if now - self._watched > MOMENT:
            self._watched = now
            with self._lock:
                for child in self._children:
                    child.watch(now)

    def close(self) -> None:
        """End all children. Whoever waits for a result gets a ``ClosedError``."""
        with self._lock:
            self._closed = True
            for child in self._children:
                child.kill()
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join()
        with suppress(Empty):
            while True:
                self._dismiss(self._hired.get_nowait())
        self._done.put(ClosedError())

    def _run(self) -> None:
        """What a thread does: work off items with one child after the other."""
        child: _Child | None = None
        with suppress(Empty):
            child = self._hired.get_nowait()
        pace = 1
        try:
            while chunk := self._chunk(pace):
                count, began = len(chunk), time.monotonic()
                child = self._work_off(chunk, child)
                took = time.monotonic() - began
                pace = max(1, min(self._at_once, int(count * MOMENT / (took + 1e-9))))
        except BaseException as error:  # noqa: BLE001  (is raised again by take)
            self._done.put(error)
        finally:
            self._dismiss(child)

    def _chunk(self, pace: int) -> deque[tuple[int, Item]]:
        """The next items: so many, or less when there are few, for all have their share."""
        chunk: deque[tuple[int, Item]] = deque()
        first = self._todo.get()
        if first is None or self._closed:
            return chunk
        chunk.append(first)
        share = self._todo.qsize() // self._jobs
        for _ in range(min(pace - 1, share)):
            try:
                item = self._todo.get_nowait()
            except Empty:
                break
            if item is None:
                self._todo.put(None)
                break
            chunk.append(item)
        return chunk

    def _work_off(
        self, chunk: deque[tuple[int, Item]], child: _Child | None
    ) -> _Child | None:
        """Have all items of a chunk done; gives back the child for the next chunk."""
        suspect: int | None = None
        self._make_ready(chunk)
        while chunk and not self._closed:
            try:
                child = child or self._hire()
                tired = self._converse(child, chunk)
            except _NoStartError as trouble:
                reason = f"no process to check it in could be started: {trouble}"
                self._done.put(Done(*chunk.popleft(), Failure(reason)))
                continue
            except _DiedError as death:
                number, item = chunk[0]
                if death.guilty or number == suspect:
                    chunk.popleft()
                    self._done.put(Done(number, item, Failure(str(death))))
                else:
                    # The damage may have been done by the item before it, or from
                    # outside: it gets another go, in a new process.
                    suspect = number
                tired = True
            else:
                while chunk:
                    self._todo.put(chunk.popleft())
            if tired:
                self._dismiss(child)
                child = None
        return child

    def _converse(self, child: _Child, chunk: deque[tuple[int, Item]]) -> bool:
        """Send items and take the answers; what the child did not get to stays.

        Returns:
            Whether the child wants to be replaced.
        """
        child.send([item for _, item in chunk])
        while True:
            answer = child.receive()
            self._done.put(Done(*chunk.popleft(), self._result(answer)))
            if answer.last:
                return answer.tired

    def _result(self, answer: Answer) -> Result | Failure:
        if answer.failed:
            return Failure(answer.reason)
        try:
            return self._decode(answer.data)
        except ValueError:
            return Failure(UNREADABLE)

    def _make_ready(self, chunk: deque[tuple[int, Item]]) -> None:
        """Have all items of a chunk prepared; those that fail leave it."""
        for _ in range(len(chunk)):
            number, item = chunk.popleft()
            prepare = self._prepare(item) if self._prepare else None
            try:
                chunk.append((number, self._in_time(prepare) if prepare else item))
            except TimeoutError:
                reason = took_too_long(self._limits.timeout)
                self._done.put(Done(number, item, Failure(reason)))

    def _in_time(self, prepare: Callable[[], Item]) -> Item:
        """What a call gives; a thread that hangs is left behind.

        Raises:
            TimeoutError: it does not give anything in time, or nobody waits any more.
        """
        prepared: list[Item] = []
        thread = threading.Thread(
            target=lambda: prepared.append(prepare()), daemon=True
        )
        thread.start()
        due = time.monotonic() + self._limits.timeout
        while thread.is_alive() and not self._closed and time.monotonic() < due:
            thread.join(MOMENT)
        if not prepared:
            raise TimeoutError
        return prepared[0]

    def _hire(self) -> _Child:
        """A child that is ready.

        Raises:
            _NoStartError: too many died while they started, and others did not before.
            UsageError: none has ever started.
        """
        attempts = 0
        while True:
            try:
                child = self._start()
            except _NoStartError as trouble:
                attempts += 1
                if attempts < STARTS and not self._closed:
                    time.sleep(MOMENT * attempts)  # processes or memory may be short
                    continue
                if self._started:
                    raise
                raise _no_start(str(trouble)) from None
            self._started = True
            return child

    def _start(self) -> _Child:
        try:
            child = _Child(self._function, self._limits)
        except OSError as error:
            raise _NoStartError(str(error)) from None
        with self._lock:
            self._children.add(child)
            if self._closed:
                child.kill()
        try:
            child.start()
        except (UsageError, _NoStartError):
            self._dismiss(child)
            raise
        return child

    def _dismiss(self, child: _Child | None) -> None:
        if child is not None:
            with self._lock:
                self._children.discard(child)
            child.dismiss()
