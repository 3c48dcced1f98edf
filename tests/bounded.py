"""Checks in a process with bounds. In a module of its own: that process imports it by name."""

from __future__ import annotations

import resource
import signal
import time
from pathlib import Path
from typing import NamedTuple

import nextgen_pdf
from nextgen_pdf import Report

SECONDS = 10
MEMORY = 1 << 30


class Outcome(NamedTuple):
    """What came of a file."""

    report: Report
    seconds: float
    """Of processor time: a busy machine does not make it more."""


def bound() -> None:
    """Bound the memory of a process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def checked(path: Path) -> Outcome:
    """Check a file; a process that needs far more time than it may ends with a signal."""
    signal.setitimer(signal.ITIMER_PROF, 3 * SECONDS)
    start = time.process_time()
    report = nextgen_pdf.check(path)
    return Outcome(report, time.process_time() - start)
