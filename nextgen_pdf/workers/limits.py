"""What a process that reads a document may take, and holding it to that."""

from __future__ import annotations

import math
import sys
from typing import NamedTuple, Protocol, TypeVar

MAX_ANSWER = 64_000_000
"""Bytes of an answer."""

_FILES = 256
"""Files that may be open at a time."""
_GRACE = 5
"""Seconds more: the parent ends what is late, and this is for when there is none."""

Item_contra = TypeVar("Item_contra", contravariant=True)


class Limits(NamedTuple):
    """What one item may take."""

    timeout: float
    """Seconds, by the clock on the wall."""
    max_memory: int
    """Bytes that the process may have, the program itself included."""


class Work(Protocol[Item_contra]):
    """What is done to items; it must pickle, and not raise."""

    def load(self) -> None:
        """Import what it needs, as long as the process may still write caches."""

    def __call__(self, item: Item_contra, /) -> bytes:
        """The result, as bytes: nothing that a child sends is unpickled."""


def took_too_long(timeout: float) -> str:
    """The reason for an item that reached the limit, in seconds."""
    return f"it took longer than {timeout:g} seconds (see --timeout)"


def needs_more_memory(limit: int) -> str:
    """The reason for an item that reached the limit, in bytes."""
    return f"it needed more memory than {limit / 1e6:,.0f} MB (see --max-memory)"


def answer_too_long() -> str:
    """The reason for an item whose answer reached the limit."""
    return f"its report has more than {MAX_ANSWER / 1e6:.0f} MB"


UNREADABLE = "the process that checked it gave no report that can be read"
"""The reason for an item whose answer is none."""


def ended_by_limit(status: int) -> bool:
    """Whether a process ended because it used more processor time than it may."""
    if sys.platform == "win32":
        return False
    import signal  # noqa: PLC0415

    return status == -signal.SIGXCPU


def died(status: int) -> str:
    """The reason for an item whose process ended, by its status or minus a signal."""
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return f"the process that checked it died ({how})"


def limit_process(max_memory: int, max_file: int = 0) -> None:
    """Bound this process for good; Windows cannot, and macOS only in part.

    The memory is the address space. By default no file can get longer, which with an
    empty file is all writing; few can be open; and a crash leaves no image of what
    documents say.

    Args:
        max_memory: bytes that it may have.
        max_file: bytes that a file may get.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (as everywhere here: only where there is one)

        for kind, most in (
            (resource.RLIMIT_AS, max_memory),
            (resource.RLIMIT_FSIZE, max_file),
            (resource.RLIMIT_NOFILE, _FILES),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(kind)
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (bound, bound))


def limit_item(timeout: float) -> None:
    """End this process when the item that begins takes much too long.

    By the clock, should the parent have died and no more look after it; and by processor
    time, which only something that went wild with threads can reach before.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415
        import signal  # noqa: PLC0415

        seconds = min(timeout, 1e6) + _GRACE
        signal.setitimer(signal.ITIMER_REAL, seconds)
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(used.ru_utime + used.ru_stime + seconds)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def no_item() -> None:
    """Nothing is worked on: waiting takes as long as it takes."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415

        signal.setitimer(signal.ITIMER_REAL, 0)
