"""Formats: a run of reports as text, JSON, …; each is one module, found by its name.

A format module has one function, ``render(reports, run)``, which yields pieces of text
as the reports come, and a constant ``NEEDS_DIGEST``: whether it shows the documents'
SHA-256. A constant ``ENCODING`` names that of its files, if it is not UTF-8. What it needs beyond this program's own requirements it imports at its top, so
that a missing package is found out before any document is read; for the formats in this
package the extra that brings it has the format's name. Plug-ins bring more formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, cast

from nextgen_pdf.errors import MissingExtraError, PluginError, UnknownNameError
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import Profile
from nextgen_pdf.report import Report
from nextgen_pdf.rulebook import Rulebook

WIDTH = 80
"""Columns of a text, where no terminal says how many it has."""

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
    rules_version: str | None = None
    """Changes with everything that reports depend on beside the document."""
    paint: Paint = plain
    quiet: bool = False
    """One line for each document that is not ready, and nothing else."""
    unfinished: Callable[[], str] = str
    """Called after the last report: a sentence if the run was stopped before its end."""
    drawable: bool = True
    """The reports' paths are files, of which pages may be drawn."""
    reader: str | None = None
    """The library that the documents were read with, ``pikepdf`` or ``pypdf``."""
    width: int = WIDTH
    """Columns of a text."""


class Format(Protocol):
    """What a format module offers."""

    NEEDS_DIGEST: bool

    def render(self, reports: Iterable[Report], run: Run) -> Iterator[str]:
        """The output, in pieces, as the reports come."""


def encoding(chosen: Format) -> str:
    """How files in a format are encoded."""
    return str(getattr(chosen, "ENCODING", "utf-8"))


def built_in() -> list[str]:
    """The names of the formats in this package."""
    return sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))


def names() -> list[str]:
    """The names of all formats, those of plug-ins among them.

    Raises:
        PluginError: a broken plug-in, or one whose format has the name of another.
    """
    return sorted((*built_in(), *_of_plugins()))


def load(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownNameError: there is none; names the nearest.
        MissingExtraError: it needs a package that is not installed.
        PluginError: a plug-in's format cannot be used.
    """
    if name in built_in():
        try:
            return cast("Format", import_module(f"{__name__}.{name}"))
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"The format {name}", f"{error.name}", name
            ) from None
    if name not in names():
        raise UnknownNameError("format", name, names())
    place = _of_plugins()[name]
    try:
        module = import_module(place)
    except Exception as error:
        raise PluginError(
            f"The format {name!r} ({place}) cannot be imported:"
            f" {type(error).__name__}: {error}"
        ) from error
    for needed in ("render", "NEEDS_DIGEST"):
        if not hasattr(module, needed):
            raise PluginError(f"The format {name!r} ({place}) has no {needed}")
    return cast("Format", module)


def _of_plugins() -> dict[str, str]:
    """The modules of the formats that plug-ins bring, by name."""
    found = plugins().formats
    for name in built_in():
        if name in found:
            raise PluginError(
                f"Two formats are called {name!r}: ours and {found[name]}"
            )
    return found
