"""What ``--help`` looks like: options in groups, in an order that makes sense, and examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click


class Command(click.Command):
    """A command whose help has groups of options, and ends with examples.

    Args:
        groups: the names of the parameters in each group, by its title; what is in no
            group comes last.
        examples: commands, each after what it is for.
    """

    def __init__(
        self,
        *args: Any,
        groups: Mapping[str, Iterable[str]] | None = None,
        examples: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups or {}
        self.examples = tuple(examples)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The options, group by group."""
        left = {
            param.name: record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            and (record := param.get_help_record(ctx)) is not None
        }
        for title, names in self.groups.items():
            with formatter.section(title):
                formatter.write_dl([left.pop(name) for name in names if name in left])
        with formatter.section("Other options" if self.groups else "Options"):
            formatter.write_dl(list(left.values()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        super().format_epilog(ctx, formatter)
        if not self.examples:
            return
        with formatter.section("Examples"):
            for purpose, command in self.examples:
                formatter.write_text(f"{purpose}:")
                formatter.write(f"{'':{formatter.current_indent + 2}}{command}\n")
