"""What is asked for, and the work that child processes do for it."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from nextgen_pdf.checker import Checker
from nextgen_pdf.fixing.result import Fixed, Split
from nextgen_pdf.shape import shaped


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


class Fixing(NamedTuple):
    """The work of a child process that fixes documents."""

    wishes: Wishes

    def load(self) -> None:
        """Import what fixes documents."""
        import_module("nextgen_pdf.fixing.task")

    def __call__(self, task: Task, /) -> bytes:
        """The result, as JSON."""
        from nextgen_pdf.fixing.task import fix_one  # noqa: PLC0415  (only there)

        return json.dumps(fix_one(task, self.wishes)).encode()


class Splitting(NamedTuple):
    """The work of a child process that splits documents."""

    def load(self) -> None:
        """Import what splits documents."""
        import_module("nextgen_pdf.fixing.split")

    def __call__(self, cut: Cut, /) -> bytes:
        """The result, as JSON."""
        from nextgen_pdf.fixing.split import split_one  # noqa: PLC0415  (only there)

        return json.dumps(split_one(cut)).encode()


def fixed(data: bytes) -> Fixed:
    """The result that a child process gave, each part of it checked."""
    return shaped(Fixed, json.loads(data))


def was_split(data: bytes) -> Split:
    """The result that a child process gave, each part of it checked."""
    return shaped(Split, json.loads(data))
