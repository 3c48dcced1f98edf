"""Options that commands share, and the kinds of values they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from nextgen_pdf.checker import MAX_MEMORY, TIMEOUT
from nextgen_pdf.cli import completion
from nextgen_pdf.errors import InputError, UnknownNameError, UsageError
from nextgen_pdf.profile import DEFAULT

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_LONGEST_PASSWORD = 10_000

_Command = TypeVar("_Command", bound=Callable[..., Any])


def sentence(error: UsageError) -> str:
    """What an error says, with a period where it has none."""
    return str(error) if str(error).endswith((".", "?")) else f"{error}."


class Name(click.ParamType[str]):
    """One of a few words; a wrong one is answered with the nearest."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        self.name = kind
        self._known = tuple(known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """All the words."""
        del param, ctx
        return "|".join(self._known)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The word itself."""
        if value not in self._known:
            self.fail(
                sentence(UnknownNameError(self.name, value, self._known)), param, ctx
            )
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The words that begin so."""
        del ctx, param
        return completion.offered(((word, "") for word in self._known), incomplete)


class Megabytes(click.ParamType[float]):
    """A size: ``50``, ``50MB``, ``0.5 GB``, ``35000KB``; in megabytes."""

    name = "size"

    def convert(
        self,
        value: str | float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """The size in megabytes."""
        if isinstance(value, float):
            return value
        m = re.fullmatch(r"(\d+(?:\.\d+)?|\.\d+)\s*(KB|MB|GB)?", value.strip().upper())
        if m is None or not float(m[1]):
            self.fail(f"{value!r} is not a size. Example: 50MB", param, ctx)
        return float(m[1]) * {"KB": 0.001, "MB": 1, "GB": 1000, None: 1}[m[2]]


profile_option = click.option(
    "--profile",
    metavar="NAME|FILE",
    shell_complete=completion.profiles,
    help="Check by this profile; 'nextgen-pdf profiles' lists them.  [default:"
    f" {DEFAULT}]",
)
court_option = click.option(
    "--court",
    metavar="CODE",
    shell_complete=completion.courts,
    help="Add this court's own rules and limits, such as almd or nvb; 'nextgen-pdf"
    " courts' lists the codes.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help=f"Give up on a PDF after this long.  [default: {TIMEOUT:g}]",
)
memory_option = click.option(
    "--max-memory",
    type=Megabytes(),
    help="Give up on a PDF that needs more memory; not enforced on Windows and macOS."
    f"  [default: {MAX_MEMORY / 1e6:.0f}MB]",
)
password_option = click.option(
    "--password-file",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Open locked PDFs with the password on the first line of this file.",
)
result_format_option = click.option(
    "--format",
    "format_name",
    type=Name("format", ("text", "json")),
    default="text",
    show_default=True,
    help="How to print the result.",
)


def force_option(what: str) -> Callable[[_Command], _Command]:
    """``--force``, for a command that writes new files: ``what`` says which."""
    return click.option("--force", is_flag=True, help=f"Overwrite existing {what}.")


def wishes(also: Iterable[str]) -> list[str]:
    """What ``--also`` asks for: several times one, or one of several with commas."""
    return [wish for each in also for wish in each.split(",") if wish]


def read_password(path: str | None) -> str | None:
    """The password on the first line of a file.

    Raises:
        InputError: it cannot be read.
    """
    if path is None:
        return None
    try:
        with Path(path).open(encoding="utf-8") as file:
            return file.readline(_LONGEST_PASSWORD).rstrip("\n")
    except OSError as error:
        raise InputError(
            f"The password file {path} cannot be read: {error.strerror}"
        ) from None
    except UnicodeDecodeError:
        raise InputError(f"The password file {path} is not text in UTF-8") from None
