"""What the shell offers for a value, when somebody presses Tab."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from nextgen_pdf import formats
from nextgen_pdf.plugins import plugins

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def paths(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Files and folders; the shell itself looks for them."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (only for Tab)

    return [CompletionItem(begun, type="file")]


def rules(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The ids of the rules."""
    return offered(((rule.id, rule.title) for rule in plugins().rulebook), begun)


def explainable(
    _: click.Context, __: click.Parameter, begun: str
) -> list[CompletionItem]:
    """The ids of the rules, and their codes; after a slash, the codes of one rule."""
    rulebook = list(plugins().rulebook)
    if "/" in begun:
        known = (
            (f"{rule.id}/{code}", meaning)
            for rule in rulebook
            for code, meaning in rule.codes.items()
        )
        return offered(known, begun)
    codes = {code: said for rule in rulebook for code, said in rule.codes.items()}
    return offered((codes | {rule.id: rule.title for rule in rulebook}).items(), begun)


def courts(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The codes of the courts."""
    return offered(((court.code, court.name) for court in plugins().courts), begun)


def profiles(
    ctx: click.Context, param: click.Parameter, begun: str
) -> list[CompletionItem]:
    """The names of the profiles, or else files."""
    named = offered(((name, "") for name in sorted(plugins().profiles)), begun)
    return named or paths(ctx, param, begun)


def format_names(
    _: click.Context, __: click.Parameter, begun: str
) -> list[CompletionItem]:
    """The names of the formats."""
    return offered(((name, "") for name in formats.names()), begun)


def offered(known: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    """Of words and what they mean, those that begin so."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (only for Tab)

    return [
        CompletionItem(word, help=meaning or None)
        for word, meaning in known
        if word.startswith(begun)
    ]
