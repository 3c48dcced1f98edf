"""The command ``split``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from nextgen_pdf.cli import completion
from nextgen_pdf.cli.fix import REFUSED, STATUSES
from nextgen_pdf.cli.help import Command
from nextgen_pdf.cli.options import (
    Megabytes,
    court_option,
    force_option,
    password_option,
    read_password,
    result_format_option,
    wishes,
)
from nextgen_pdf.fixing.result import Split
from nextgen_pdf.fixing.splitting import split as split_document
from nextgen_pdf.sanitize import sanitize_text


@click.command(
    cls=Command,
    examples=(
        ("By a court's limit", "nextgen-pdf split exhibit.pdf --court almd"),
        (
            "By a size, into a folder",
            "nextgen-pdf split ex.pdf --max-size 35MB -o parts",
        ),
    ),
)
@click.argument("path", metavar="PATH", shell_complete=completion.paths)
@click.option(
    "--max-size",
    type=Megabytes(),
    help="The largest size of a part, such as 35MB.  [default: the court's limit]",
)
@court_option
@click.option(
    "--output",
    "-o",
    metavar="FOLDER",
    shell_complete=completion.paths,
    help="Write the parts here.  [default: beside the PDF]",
)
@force_option("parts")
@click.option(
    "--also",
    multiple=True,
    metavar="WISH,...",
    help="Make the PDF smaller first: shrink (nothing is lost) or"
    " shrink-pictures=200dpi (pictures lose detail).",
)
@password_option
@result_format_option
def split(
    path: str,
    max_size: float | None,
    court: str | None,
    output: str | None,
    force: bool,  # noqa: FBT001
    also: tuple[str, ...],
    password_file: str | None,
    format_name: str,
) -> None:
    """Split a PDF into parts that are under a size limit.

    Pages stay as they are. Each part keeps its own bookmarks, links, tags and page
    labels; what would lead to another part is left out, and listed.

    Exit status: as for 'fix'; 1 if a single page is over the limit.
    """
    found = split_document(
        path,
        output or Path(path).parent,
        max_size=max_size,
        court=court,
        password=read_password(password_file),
        also=wishes(also),
        force=force,
    )
    if format_name == "json":
        click.echo(json.dumps({"schema_version": 1, **found.to_dict()}, indent=2))
    else:
        for line in _lines(found):
            click.echo(line)
    refused = found.refusal is not None and REFUSED[found.refusal]
    sys.exit(refused or STATUSES[found.status])


def _lines(found: Split) -> Iterator[str]:
    name = sanitize_text(found.path, 500)
    if found.status == "clean":
        yield f"NOTHING TO SPLIT: {name}"
    elif found.status != "fixed":
        yield f"NOT SPLIT: {name}"
    else:
        yield f"SPLIT: {name}"
    if found.reason:
        yield f"  {sanitize_text(found.reason, 1000)}"
    for part in found.parts:
        pages = f"page {part.first}"
        if part.last > part.first:
            pages = f"pages {part.first}-{part.last}"
        size = f"{part.size_bytes / 1e6:.1f} MB"
        yield f"  {sanitize_text(part.path, 500)}: {pages}, {size}"
        for lost in part.lost:
            yield f"    left out: {lost}"
