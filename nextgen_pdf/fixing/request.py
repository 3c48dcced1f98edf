"""What is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from nextgen_pdf.checker import Checker


class Wishes(NamedTuple):
    """How documents are to be fixed."""

    checker: Checker
    password: str | None = None
    also: tuple[str, ...] = ()
    unsigned: bool = False
    unrestricted: bool = False


class Task(NamedTuple):
    """A document to be fixed."""

    path: str
    """What its result calls it."""
    source: Path
    target: Path
    """Where the copy is written; only if it is proved does it stay there."""
    files: Path
    """The folder in which attached files are saved."""


class Cut(NamedTuple):
    """A document to be split."""

    path: str
    """What its result calls it."""
    source: Path
    folder: Path
    """Where the parts are written for the time being."""
    limit: int
    """Bytes that a part may have."""
    checker: Checker
    password: str | None = None
