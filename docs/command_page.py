"""The command reference, from what ``--help`` says."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from nextgen_pdf.cli import main


def command_reference() -> str:
    """A section for each command: usage, description, options in their groups."""
    context = main.make_context("nextgen-pdf", [], resilient_parsing=True)
    sections = []
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None and not command.hidden:
            inner = command.make_context(name, [], context, resilient_parsing=True)
            sections.append(_section(command, inner))
    return "\n".join(sections)


def _section(command: click.Command, context: click.Context) -> str:
    page = _Markdown()
    command.format_help(context, page)
    return f"## nextgen-pdf {context.info_name}\n\n{page.getvalue()}"


class _Markdown(click.HelpFormatter):
    """What Click would lay out for a terminal, as Markdown."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        self.write(f"```text\n{prog} {args}\n```\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"### {heading}\n\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; one under Click's mark \\b keeps its lines."""
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            if paragraph.startswith("\b"):
                kept = paragraph.removeprefix("\b").strip("\n")
                self.write(f"```text\n{kept}\n```\n\n")
            else:
                self.write(f"{_escaped(' '.join(paragraph.split()))}\n\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = 30,  # noqa: ARG002
        col_spacing: int = 2,  # noqa: ARG002
    ) -> None:
        for term, text in rows:
            self.write(f"`{term}`\n: {_escaped(' '.join(text.split()))}\n\n")


def _escaped(text: str) -> str:
    """Without what Markdown would take for markup."""
    return re.sub(r"([\\*_<>|`\[\]])", r"\\\1", text)
