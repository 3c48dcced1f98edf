"""What runs in a child process that may write into one folder; see ``writers``."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import Any, NamedTuple

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

MAX_FILE = 8_000_000_000
"""Bytes of a file that is written."""


class Setting(NamedTuple):
    """What a child is told before it is given work."""

    limits: Limits
    folder: str
    """Where it may write."""


def main() -> None:
    """Serve until nobody asks any more."""
    # What a library prints must not get between the answers.
    questions = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    setting: Setting = wire.receive(questions)
    limit_process(setting.limits.max_memory, MAX_FILE)
    tempfile.tempdir = setting.folder
    work: Work[Any] = wire.receive(questions)
    work.load()
    # Not before: until here, what is imported may be compiled and kept.
    confine(setting.folder)
    answers.write(replies, Answer(b""))
    with suppress(EOFError):
        while True:
            item = wire.receive(questions)
            limit_item(setting.limits.timeout)
            answers.write(replies, worked(work, item, setting.limits))
            no_item()
