"""What runs in a child process: call a function on what comes, and answer each."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, NamedTuple

from nextgen_pdf.workers import wire
from nextgen_pdf.workers.stream import Failure

ITEMS = 10_000
"""After so many items a child makes room for a new one."""
MOMENT = 0.1
"""Seconds: so long a child works on what it was sent at a time."""


class Limits(NamedTuple):
    """What one item may take."""

    timeout: float
    """Seconds, by the clock on the wall."""
    max_memory: int
    """Bytes that the process may have, the program itself included."""


class Answer(NamedTuple):
    """What a child says to an item."""

    result: Any
    """What the function returned, or a ``Failure``."""
    last: bool
    """The child has ended with what it was sent; others may do what is left."""
    tired: bool
    """The child wants to be replaced."""


def main() -> None:
    """Serve until nobody asks any more."""
    # What a library prints must not get between the answers.
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    limits: Limits = wire.receive(questions)
    _limit_memory(limits.max_memory)
    try:
        function = wire.receive(questions)
    except Exception as error:  # noqa: BLE001  (unpickling imports what others wrote)
        wire.send(answers, f"{type(error).__name__}: {error}")
        return
    wire.send(answers, None)
    with suppress(EOFError):
        _serve(function, limits, questions, answers)


def _serve(
    function: Callable[[Any], object],
    limits: Limits,
    questions: IO[bytes],
    answers: IO[bytes],
) -> None:
    done = 0
    while items := wire.receive(questions):
        until = time.monotonic() + MOMENT
        for left in reversed(range(len(items))):
            _end_at(min(limits.timeout, 1e6) + 5)
            tired = False
            try:
                result = function(items[-1 - left])
            except MemoryError:
                result = Failure(needs_more_memory(limits.max_memory))
                tired = True
            done += 1
            last = tired or left == 0 or time.monotonic() > until
            if last:
                tired = tired or done >= ITEMS or _memory() > limits.max_memory / 2
            wire.send(answers, Answer(result, last, tired))
            if last:
                break
        _end_at(0)


def needs_more_memory(limit: int) -> str:
    """The reason for an item that reached the limit, in bytes."""
    return f"it needed more memory than {limit / 1e6:,.0f} MB (see --max-memory)"


def _end_at(seconds: float) -> None:
    """End this process by then, should the parent have died and no more look after it."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415  (as everywhere here: only where it is used)

        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(most: int) -> None:
    """Bound the address space; Windows cannot, and macOS does not hold to it."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        # The memory of a process that crashed would hold what documents say.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _memory() -> int:
    """The bytes of memory that this process has now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  (is asked often)
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
