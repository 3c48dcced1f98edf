"""What a folder has settled for good: ``nextgen-pdf.toml``, or a table in ``pyproject.toml``.

The nearest file wins, searched from the current folder upwards, and is read alone: two
are never mixed. Its keys are options of ``check``, and waivers; options on the command line
win over it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from nextgen_pdf.errors import UnknownNameError, UsageError
from nextgen_pdf.formats._wording import for_people
from nextgen_pdf.waivers import Waiver, today

FILE = "nextgen-pdf.toml"
PYPROJECT = "pyproject.toml"
TABLE = "nextgen-pdf"
"""In ``pyproject.toml`` it is ``[tool.nextgen-pdf]``."""

_Kind = type | tuple[type, ...]
_OPTIONS: dict[str, _Kind] = {
    "court": str,
    "profile": str,
    "select": list,
    "ignore": list,
    "max-size": (str, int, float),
    "format": str,
    "fail-on": str,
}
_WAIVER: dict[str, _Kind] = {
    "rule": str,
    "code": str,
    "path": str,
    "reason": str,
    "expires": date,
}
_NEEDED = ("rule", "reason", "expires")
_KINDS: dict[_Kind, str] = {
    str: "text",
    list: "a list",
    (str, int, float): 'a size, such as "50MB"',
    date: "a date, such as 2027-01-31",
}
_META = f"{__name__}.configuration"


class Configuration(NamedTuple):
    """What a file says."""

    file: Path | None = None
    """``None``: there is none, or it is not to count."""
    options: Mapping[str, Any] = {}
    """By the option's name, without the dashes in front."""
    waivers: tuple[Waiver, ...] = ()

    def notes(self) -> Iterable[str]:
        """What whoever runs the command should know of it."""
        if self.file:
            yield f"Configuration: {self.file}"
        day = today()
        for waiver in self.waivers:
            if waiver.expired(day):
                expired = for_people(waiver.expires.isoformat())
                yield (
                    f"The waiver of {waiver} expired on {expired}, and no longer"
                    f" counts: {waiver.reason}"
                )


def configure(ctx: click.Context, _: click.Parameter, ignored: bool) -> None:  # noqa: FBT001
    """Make the nearest file's options the defaults of a command.

    Raises:
        UsageError: the file is broken; the sentence names it and the place.
    """
    found = Configuration() if ignored else nearest(Path.cwd())
    options = {param.opts[0].removeprefix("--"): param for param in ctx.command.params}
    defaults = {}
    for key, value in found.options.items():
        param = options[key]
        try:
            param.type_cast_value(ctx, value)
        except click.BadParameter as error:
            raise UsageError(f"{found.file}: {key}: {error.message}") from None
        defaults[str(param.name)] = value
    ctx.default_map = defaults
    ctx.meta[_META] = found


def current() -> Configuration:
    """The configuration of the command that runs."""
    found: Configuration = click.get_current_context().meta[_META]
    return found


def nearest(folder: Path) -> Configuration:
    """The configuration of a folder: its own, or that of the nearest folder above.

    Raises:
        UsageError: it is broken.
    """
    for place in (folder, *folder.parents):
        if (file := place / FILE).is_file():
            return _read(_toml(file), file, str(file))
        if (file := place / PYPROJECT).is_file():
            tools = _toml(file).get("tool", {})
            if TABLE in tools:
                return _read(tools[TABLE], file, f"{file}, [tool.{TABLE}]")
    return Configuration()


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not valid TOML: {error}") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from None


def _read(table: object, file: Path, where: str) -> Configuration:
    options = _entries(table, {**_OPTIONS, "waivers": list}, where)
    waivers = [
        _waiver(entry, file.parent, f"{where}, waiver {number}")
        for number, entry in enumerate(options.pop("waivers", ()), 1)
    ]
    for key in ("select", "ignore"):
        if not all(isinstance(rule, str) for rule in options.get(key, ())):
            raise UsageError(f"{where}: {key} must be a list of rules")
    if {"court", "profile"} <= options.keys():
        raise UsageError(f"{where}: choose a court or a profile, not both")
    if str(options.get("profile", "")).endswith(".toml"):
        options["profile"] = str(file.parent / options["profile"])
    if "max-size" in options:
        options["max-size"] = str(options["max-size"])
    return Configuration(file, options, tuple(waivers))


def _waiver(entry: object, folder: Path, where: str) -> Waiver:
    given = _entries(entry, _WAIVER, where)
    for key in _NEEDED:
        if key not in given:
            raise UsageError(f"{where}: {key} is missing")
    return Waiver(**given, folder=str(folder))


def _entries(table: object, known: Mapping[str, _Kind], where: str) -> dict[str, Any]:
    """What a table says, if it says nothing unknown and nothing of a wrong kind."""
    if not isinstance(table, dict):
        raise UsageError(f"{where} must be a table")
    for key, value in table.items():
        if key not in known:
            raise UsageError(f"{where}: {UnknownNameError('key', key, known)}")
        # true is an int, and a time of day a date, to Python alone
        if not isinstance(value, known[key]) or isinstance(value, bool | datetime):
            raise UsageError(f"{where}: {key} must be {_KINDS[known[key]]}")
    return dict(table)
