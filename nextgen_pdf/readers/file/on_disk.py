"""Open files that lie on disk, on their way to a process that was not given their path.

They are not read here. While memory is found for many large uploads at a time, all threads
of a process wait, that of an event loop among them.
"""

from __future__ import annotations

import io
import mmap
import os
import stat
import sys
from pickle import PickleBuffer
from typing import Any

from nextgen_pdf.readers.file.source import MOST_IN_MEMORY

SMALLEST = 1 << 20
"""Bytes; less is read at once."""


def on_disk(file: Any) -> PickleBuffer | None:
    """The bytes of a large open file, which may be closed meanwhile.

    Returns:
        What is ``bytes`` where it is pickled to; ``None`` where there is less, or where
        reading it might give something else than what is on disk.
    """
    try:
        if not _is_plain(file):
            return None
        file.flush()
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return None
        if not SMALLEST <= status.st_size <= MOST_IN_MEMORY:
            return None
        return PickleBuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # whoever reads it tells what is wrong
        return None


def _is_plain(file: Any) -> bool:
    """Whether it gives what is on disk: it is no subclass, and unpacks nothing."""
    tempfile = sys.modules.get("tempfile")
    if tempfile is not None and type(file) is tempfile.SpooledTemporaryFile:
        return file.name is not None and "b" in file.mode  # else still in memory
    if type(file).__module__ == "tempfile":
        file = getattr(file, "file", file)
    plain = type(file) in (io.BufferedReader, io.BufferedRandom)
    return plain and type(file.raw) is io.FileIO
