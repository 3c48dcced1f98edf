"""The command line: parse, call, print, exit. One module for each kind of command."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, cast

import click

from nextgen_pdf.cli import terminal
from nextgen_pdf.cli.check import check
from nextgen_pdf.cli.interrupt import INTERRUPTED
from nextgen_pdf.cli.options import sentence
from nextgen_pdf.cli.output import NotWrittenError, clean
from nextgen_pdf.errors import UsageError, nearest
from nextgen_pdf.version import version

__all__ = ["main"]


class _Failure(click.ClickException):
    """Wrong use: one sentence on the error stream, and exit status 2."""

    exit_code = 2


_HELP = 100
"""Columns that ``--help`` takes at most."""
_LATER = {
    "app": "app",
    "compare": "compare",
    "courts": "inform",
    "explain": "inform",
    "fix": "fix",
    "profiles": "inform",
    "rules": "inform",
    "split": "split",
}
"""The other commands, each with its module, which is imported when it is called."""


class _Group(click.Group):
    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        if terminal.is_terminal(sys.stdout):  # Click itself stops at 50 and at 80
            extra.setdefault("terminal_width", min(terminal.width(sys.stdout), _HELP))
        return super().make_context(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_LATER))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATER:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"nextgen_pdf.cli.{_LATER[cmd_name]}")
        return cast("click.Command", getattr(module, cmd_name))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise _Failure(clean(sentence(error))) from None
        except click.UsageError as error:
            context = error.ctx
            if isinstance(error, click.NoSuchOption):
                near = nearest(error.option_name, error.possibilities or ())
                error = click.NoSuchOption(
                    error.option_name, possibilities=[near] if near else None
                )
            said = clean(error.format_message())
            raise click.UsageError(said, context) from None
        except OSError as error:
            if error.filename is None:  # so it was written to a stream
                raise NotWrittenError(error) from None
            name = os.fsdecode(error.filename)
            raise _Failure(clean(f"{name} cannot be used: {error.strerror}.")) from None
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        click.echo(f"nextgen-pdf {version()}")
        ctx.exit()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Check PDFs before you upload them to CM/ECF NextGen.

    Says whether a court's system will refuse a PDF, why, and how to fix it. No PDF is
    changed, and nothing leaves this computer.

    \b
      nextgen-pdf check brief.pdf      check a file
      nextgen-pdf check exhibits/      check every PDF in a folder
      nextgen-pdf fix brief.pdf        make a corrected copy
      nextgen-pdf app                  check and fix PDFs on a page in your browser
      nextgen-pdf explain javascript   what a rule means, and how to fix it
    """  # noqa: D301  (Click's mark: do not wrap)
    # A file name may hold what the terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


main.add_command(check)
