"""Formats: a run of reports as text, JSON, …; each is one module, found by its name.

A format module has one function, ``render(reports, run)``, which yields pieces of text
as the reports come, and a constant ``NEEDS_DIGEST``: whether it shows the documents'
SHA-256.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, cast

from nextgen_pdf.errors import UnknownNameError
from nextgen_pdf.profile import Profile
from nextgen_pdf.report import Report
from nextgen_pdf.rulebook import Rulebook

Paint = Callable[[str, str], str]
"""Gives a text a colour, or leaves it as it is: ``paint("READY", "green")``."""


def plain(text: str, _colour: str) -> str:
    """No colour."""
    return text


class Run(NamedTuple):
    """What a format may want to know beside the reports."""

    profile: Profile
    rulebook: Rulebook
    version: str
    """Of this program."""
    paint: Paint = plain
    quiet: bool = False
    """One line for each document that is not ready, and nothing else."""


class Format(Protocol):
    """What a format module offers."""

    NEEDS_DIGEST: bool

    def render(self, reports: Iterable[Report], run: Run) -> Iterator[str]:
        """The output, in pieces, as the reports come."""


def names() -> list[str]:
    """The names of all formats."""
    return sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))


def load(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownNameError: there is none; names the nearest.
    """
    if name not in names():
        raise UnknownNameError("format", name, names())
    return cast("Format", import_module(f"{__name__}.{name}"))
