"""What runs in a child process: call a function on what comes, and answer each."""

from __future__ import annotations

import os
import pickle
import time
from contextlib import suppress
from typing import IO, Any

from nextgen_pdf.confinement import confine
from nextgen_pdf.workers import answers, wire
from nextgen_pdf.workers.answers import Answer, worked
from nextgen_pdf.workers.limits import (
    Limits,
    Work,
    limit_item,
    limit_process,
    no_item,
)

ITEMS = 10_000
"""After so many items a child makes room for a new one."""
MOMENT = 0.1
"""Seconds: so long a child works on what it was sent at a time."""


def main() -> None:
    """Serve until nobody asks any more."""
    # What a library prints must not get between the answers.
    questions = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    limits: Limits = wire.receive(questions)
    limit_process(limits.max_memory)
    try:
        # In a pickle of its own, made once for all children.
        work: Work[Any] = pickle.loads(wire.receive(questions))  # noqa: S301
        work.load()
    except Exception as error:  # noqa: BLE001  (unpickling imports what others wrote)
        reason = f"{type(error).__name__}: {error}"
        answers.write(replies, Answer(reason.encode(errors="replace"), failed=True))
        return
    # Not before: until here, what is imported may be compiled and kept.
    confine()
    answers.write(replies, Answer(b""))
    with suppress(EOFError):
        _serve(work, limits, questions, replies)


def _serve(
    work: Work[Any], limits: Limits, questions: IO[bytes], replies: IO[bytes]
) -> None:
    done = 0
    while items := wire.receive(questions):
        until = time.monotonic() + MOMENT
        for left in reversed(range(len(items))):
            limit_item(limits.timeout)
            said = worked(work, items[-1 - left], limits)
            done += 1
            last = said.tired or left == 0 or time.monotonic() > until
            if last:
                grown = _memory() > limits.max_memory / 2
                tired = said.tired or done >= ITEMS or grown
                said = said._replace(last=True, tired=tired)
            answers.write(replies, said)
            if last:
                break
        no_item()


def _memory() -> int:
    """The bytes of memory that this process has now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  (is asked often)
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
