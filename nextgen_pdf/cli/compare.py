"""The command ``compare``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from nextgen_pdf.cli import completion
from nextgen_pdf.cli.options import Name
from nextgen_pdf.errors import InputError
from nextgen_pdf.facts import page_list
from nextgen_pdf.proof import Comparison, Difference
from nextgen_pdf.proof import compare as compare_documents
from nextgen_pdf.sanitize import sanitize_text

SHOWN = 20
"""So many differences are spelled out."""
FORMATS = ("text", "json")


@click.command()
@click.argument("before", metavar="BEFORE", shell_complete=completion.paths)
@click.argument("after", metavar="AFTER", shell_complete=completion.paths)
@click.option(
    "--format",
    "format_name",
    type=Name("format", FORMATS),
    default="text",
    show_default=True,
    help="How the result is written.",
)
@click.option(
    "--password-file",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Its first line opens locked PDFs.",
)
def compare(
    before: str, after: str, format_name: str, password_file: str | None
) -> None:
    """Tell whether a copy of a PDF has lost or changed anything.

    Compared are pages, looks, words, values of fields, links, bookmarks, tags, metadata
    and page labels. What courts do not take, such as scripts, a copy may lack.

    \b
    Exit status:
      0    nothing differs that has no reason
      1    something does
      2    wrong use
      3    a document or a page could not be read
    """  # noqa: D301  (Click's mark: do not wrap)
    password = first_line(password_file) if password_file else None
    found = compare_documents(before, after, password=password)
    if format_name == "json":
        click.echo(json.dumps(found.to_dict(), indent=2))
    else:
        for line in lines(found):
            click.echo(line)
    unread = found.unreadable or any(d.kind == "document" for d in found.differences)
    sys.exit(3 if unread else int(not found.same))


def lines(found: Comparison) -> Iterator[str]:
    """A comparison in plain words."""
    yield "SAME DOCUMENT" if found.same else "NOT THE SAME DOCUMENT"
    pages = f"{found.page_count} page" + "s" * (found.page_count != 1)
    if found.page_count:
        yield f"{pages} compared, {found.drawn} of them by their pictures."
    yield from _spelled("Nothing explains:", found.unexplained)
    explained = [each for each in found.differences if each.reason is not None]
    yield from _spelled("With a reason:", explained)
    if found.unreadable:
        yield f"Could not be read: {page_list(found.unreadable)}."
    if found.blank:
        yield f"Blank in the copy: {page_list(found.blank)}."


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


def first_line(path: str) -> str:
    """The first line of a file, such as a password.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return Path(path).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The password file {path} cannot be read: {error}") from None
