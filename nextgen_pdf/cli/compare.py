"""The command ``compare``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from nextgen_pdf.cli import completion
from nextgen_pdf.cli.help import Command
from nextgen_pdf.cli.options import (
    password_option,
    read_password,
    result_format_option,
)
from nextgen_pdf.facts import page_list
from nextgen_pdf.proof import Comparison, Difference
from nextgen_pdf.proof import compare as compare_documents
from nextgen_pdf.sanitize import sanitize_text

SHOWN = 20
"""So many differences are spelled out."""


@click.command(
    cls=Command,
    examples=[
        (
            "A PDF and its corrected copy",
            "nextgen-pdf compare brief.pdf brief-filing.pdf",
        )
    ],
)
@click.argument("before", metavar="BEFORE", shell_complete=completion.paths)
@click.argument("after", metavar="AFTER", shell_complete=completion.paths)
@password_option
@result_format_option
def compare(
    before: str, after: str, password_file: str | None, format_name: str
) -> None:
    """Check whether a copy of a PDF has lost or changed anything.

    Compares the pages, how they look, their words, form answers, links, bookmarks, tags,
    metadata and page labels. A copy may lack what courts do not accept, such as scripts.

    \b
    Exit status:
      0    every difference has a known reason, or there is none
      1    something differs without a known reason
      2    the command is wrong, or a file is missing
      3    a PDF, or one of its pages, could not be read
    """  # noqa: D301  (Click's mark: do not wrap)
    found = compare_documents(before, after, password=read_password(password_file))
    if format_name == "json":
        click.echo(json.dumps(found.to_dict(), indent=2))
    else:
        for line in lines(found):
            click.echo(line)
    sys.exit(3 if found.unreadable or _unopened(found) else int(not found.same))


def _unopened(found: Comparison) -> bool:
    """Whether one of the documents could not be opened."""
    return any(each.kind == "document" for each in found.differences)


def lines(found: Comparison) -> Iterator[str]:
    """A comparison in plain words."""
    if _unopened(found):
        yield "COULD NOT BE COMPARED"
        yield from (f"{sanitize_text(d.message, 300)}." for d in found.differences)
        return
    yield "SAME DOCUMENT" if found.same else "NOT THE SAME DOCUMENT"
    if found.page_count:
        yield f"{compared(found)}."
    yield from _spelled("Differences without a known reason:", found.unexplained)
    explained = [each for each in found.differences if each.reason is not None]
    yield from _spelled("Differences with a known reason:", explained)
    if found.unreadable:
        yield f"Could not be read: {page_list(found.unreadable)}."
    if found.blank:
        yield f"Blank in the copy: {page_list(found.blank)}."


def compared(found: Comparison) -> str:
    """How many pages were compared, and in which way."""
    pages = f"{found.page_count:,} page" + "s" * (found.page_count != 1)
    drawn = f", {found.drawn:,} of them also as pictures" if found.drawn else ""
    return f"{pages} compared{drawn}"


def _spelled(
    title: str, differences: list[Difference] | tuple[Difference, ...]
) -> Iterator[str]:
    if not differences:
        return
    yield ""
    yield title
    for each in differences[:SHOWN]:
        told = sanitize_text(each.message, 300)
        page = f" (page {each.page})" if each.page and "age" not in told else ""
        reason = f": {each.reason}" if each.reason else ""
        yield f"  - {told}{page}{reason}."
    if len(differences) > SHOWN:
        yield f"  ... and {len(differences) - SHOWN} more."
