"""The command ``split``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from nextgen_pdf.cli import completion
from nextgen_pdf.cli.compare import FORMATS, first_line
from nextgen_pdf.cli.fix import REFUSED, STATUSES
from nextgen_pdf.cli.options import Megabytes, Name, court_option
from nextgen_pdf.fixing.result import Split
from nextgen_pdf.fixing.splitting import split as split_document
from nextgen_pdf.sanitize import sanitize_text


@click.command()
@click.argument("path", metavar="PATH", shell_complete=completion.paths)
@click.option(
    "--max-size",
    type=Megabytes(),
    help="What a part may have, such as 35MB.  [default: the court's limit]",
)
@court_option
@click.option(
    "--output",
    "-o",
    metavar="FOLDER",
    shell_complete=completion.paths,
    help="Where the parts go.  [default: beside the PDF]",
)
@click.option(
    "--also",
    multiple=True,
    metavar="shrink,shrink-pictures=200dpi",
    help="Make it smaller first: without loss, or with less detail in pictures.",
)
@click.option(
    "--password-file",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Its first line opens a locked PDF.",
)
@click.option("--force", is_flag=True, help="Write over parts that are there already.")
@click.option(
    "--format",
    "format_name",
    type=Name("format", FORMATS),
    default="text",
    show_default=True,
    help="How the result is written.",
)
def split(
    path: str,
    max_size: float | None,
    court: str | None,
    output: str | None,
    also: tuple[str, ...],
    password_file: str | None,
    force: bool,  # noqa: FBT001
    format_name: str,
) -> None:
    """Split a PDF into parts under a size limit.

    Pages stay as they are. Bookmarks, links, tags and page labels stay inside of each
    part; what would lead to another part is left out, and said.

    \b
    Exit status: as for 'fix'; 1 if a page alone is over the limit.
    """  # noqa: D301  (Click's mark: do not wrap)
    found = split_document(
        path,
        output or Path(path).parent,
        max_size=max_size,
        court=court,
        password=first_line(password_file) if password_file else None,
        also=[wish for each in also for wish in each.split(",") if wish],
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
