"""A process forked off this one for each item: for the one document of a command.

Starting Python anew and importing everything again takes longer than a small document.
A fork takes a millisecond or two and has the same limits and the same confinement. It is
right only where ``can_fork`` says so; elsewhere ``processes`` does the same.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, NoReturn

from nextgen_pdf.confinement import confine
from nextgen_pdf.workers.answers import (
    HEAD,
    Answer,
    TooLongError,
    length,
    parsed,
    worked,
    write,
)
from nextgen_pdf.workers.limits import (
    MAX_ANSWER,
    UNREADABLE,
    Limits,
    Work,
    answer_too_long,
    died,
    ended_by_limit,
    limit_item,
    limit_process,
    took_too_long,
)
from nextgen_pdf.workers.stream import Done, Failure, Item, Result

_PIECE = 1 << 16
_PIPE = 3
"""The number of the pipe in the fork, the first after the standard ones."""


def can_fork(max_memory: int) -> bool:
    """Whether a fork of this process can work.

    Linux only: on macOS system libraries do not survive it. This process has one thread,
    those of libraries counted, so that no lock is held by one that the fork does not have.
    And it is small beside the memory that the fork may have, its own included.
    """
    if sys.platform != "linux":
        return False
    try:
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208  (pathlib is slower)
            return False
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            pages = int(file.read().split()[0])
    except OSError:
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") < max_memory / 2


class Forked(Generic[Item, Result]):
    """Calls a function in a process of its own for each item, one after the other.

    Args:
        work: what to call on each item.
        decode: makes a result of what it returned; a ``ValueError`` says that it is none.
        limits: what an item may take.
    """

    ahead = 1

    def __init__(
        self, work: Work[Item], decode: Callable[[bytes], Result], limits: Limits
    ) -> None:
        self._work = work
        self._decode = decode
        self._limits = limits
        self._todo: deque[tuple[int, Item]] = deque()

    def submit(self, number: int, item: Item) -> None:
        """Have an item worked on."""
        self._todo.append((number, item))

    def ready(self) -> bool:
        """Whether a result is there already: it is made when it is taken."""
        return False

    def take(self) -> Done[Item, Result]:
        """A result; makes it."""
        number, item = self._todo.popleft()
        try:
            result = self._once(item)
        except _DiedError:
            try:  # whatever killed it may have come from outside
                result = self._once(item)
            except _DiedError as death:
                result = Failure(str(death))
        return Done(number, item, result)

    def close(self) -> None:
        """Nothing is under way between two items."""

    def _once(self, item: Item) -> Result | Failure:
        due = time.monotonic() + self._limits.timeout
        reading, writing = os.pipe()
        # The collector leaves alone what is here already. Looking through it would copy
        # the memory of the fork, and take both longer to end than the fork takes.
        gc.freeze()
        try:
            pid = os.fork()
        except OSError as error:
            os.close(reading)
            os.close(writing)
            return Failure(f"no process to check it in could be started: {error}")
        if pid == 0:
            self._work_and_exit(item, writing)
        os.close(writing)
        status: int | None = None
        try:
            answer = _received(reading, due)
        except TooLongError:
            return Failure(answer_too_long())
        except TimeoutError:
            return Failure(took_too_long(self._limits.timeout))
        except EOFError:
            # It closed the pipe by ending; should it not have ended, it has to.
            status = _status(pid, due)
            if ended_by_limit(status):
                return Failure(took_too_long(self._limits.timeout))
            raise _DiedError(died(status)) from None
        finally:
            os.close(reading)
            if status is None:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        if answer.failed:
            return Failure(answer.reason)
        try:
            return self._decode(answer.data)
        except ValueError:
            return Failure(UNREADABLE)

    def _work_and_exit(self, item: Item, writing: int) -> NoReturn:
        """What the fork does; it never returns into the program it was forked off."""
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            # Of what was open only the pipe is left, and nothing of the environment.
            os.dup2(writing, _PIPE)
            nothing = os.open(os.devnull, os.O_RDWR)
            for standard in range(_PIPE):
                os.dup2(nothing, standard)
            os.closerange(_PIPE + 1, os.sysconf("SC_OPEN_MAX"))
            os.environ.clear()
            limit_process(self._limits.max_memory)
            limit_item(self._limits.timeout)
            self._work.load()
            confine()
            with os.fdopen(_PIPE, "wb") as pipe:
                write(pipe, worked(self._work, item, self._limits))
            status = 0
        except BaseException:  # noqa: BLE001, S110  (the status says it)
            pass
        finally:
            os._exit(status)


class _DiedError(Exception):
    """The process ended without an answer. The text is the reason."""


def _received(reading: int, due: float) -> Answer:
    """The answer that comes through a pipe until then.

    Raises:
        TimeoutError: it does not come in time.
        EOFError: the other side is gone.
        TooLongError: it is too long.
    """
    said = bytearray()
    whole = HEAD
    while len(said) < whole:
        left = due - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(reading, _PIECE)
        if not piece:
            raise EOFError
        said += piece
        if len(said) >= HEAD:
            whole = HEAD + length(said, MAX_ANSWER)
    return parsed(said, bytes(said[HEAD:whole]))


def _status(pid: int, due: float) -> int:
    """How a process ended, or minus the signal; one that does not end in time is killed."""
    while time.monotonic() < due:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
