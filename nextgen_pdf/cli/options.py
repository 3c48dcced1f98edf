"""Options that commands share, and the kinds of values they take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from nextgen_pdf.cli import completion
from nextgen_pdf.errors import UnknownNameError, UsageError
from nextgen_pdf.profile import DEFAULT

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def sentence(error: UsageError) -> str:
    """What an error says, with a full stop where it has none."""
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
            self.fail(f"{value!r} is no size; write for instance 50MB.", param, ctx)
        return float(m[1]) * {"KB": 0.001, "MB": 1, "GB": 1000, None: 1}[m[2]]


profile_option = click.option(
    "--profile",
    metavar="NAME|FILE",
    shell_complete=completion.profiles,
    help=f"The restrictions that count; see 'nextgen-pdf profiles'.  [default: {DEFAULT}]",
)
court_option = click.option(
    "--court",
    metavar="CODE",
    shell_complete=completion.courts,
    help="A court whose own limits and rules count as well, such as almd or nvb.",
)
