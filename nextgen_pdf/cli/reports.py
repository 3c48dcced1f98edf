"""Further reports of the same run, in other formats: ``--report FORMAT=FILE``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import tee
from pathlib import Path
from typing import TypeVar

import click

from nextgen_pdf import formats
from nextgen_pdf.cli import completion
from nextgen_pdf.cli.output import Output
from nextgen_pdf.errors import UsageError
from nextgen_pdf.report import Report

Item = TypeVar("Item")


class _FormatAndFile(click.ParamType[tuple[str, str]]):
    """``sarif=results.sarif``."""

    name = "format=file"

    def convert(
        self,
        value: str | tuple[str, str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        """The two parts."""
        if isinstance(value, tuple):
            return value
        name, _, path = value.partition("=")
        if not name or not path:
            self.fail(
                f"{value!r} is not FORMAT=FILE. Example: sarif=results.sarif",
                param,
                ctx,
            )
        return name, path


report_option = click.option(
    "--report",
    type=_FormatAndFile(),
    multiple=True,
    metavar="FORMAT=FILE",
    shell_complete=completion.format_names,
    help="Also write the report to this file, in this format; can be repeated.",
)


class Beside:
    """The further reports of a run.

    Args:
        given: the format and file of each.
        output: where the report itself goes, if that is a file.

    Raises:
        UsageError: two would be written to one file, or there is no such format.
    """

    def __init__(self, given: Iterable[tuple[str, str]], output: str | None) -> None:
        self._formats = [(formats.load(name), path) for name, path in given]
        self.paths = [path for _, path in self._formats]
        written: set[Path] = set()
        for path in filter(None, (output, *self.paths)):
            if (place := Path(path).absolute()) in written:
                raise UsageError(f"Two reports cannot be written to one file: {path}")
            written.add(place)

    @property
    def needs_digest(self) -> bool:
        """Whether one shows the SHA-256 of the documents."""
        return any(each.NEEDS_DIGEST for each, _ in self._formats)

    def render(
        self, chosen: formats.Format, reports: Iterable[Report], run: formats.Run
    ) -> Iterator[str]:
        """The report itself; the others are written on the way.

        Raises:
            InputError: a file cannot be written, which is found out at once.
            NotWrittenError: it cannot be written any more.
        """
        plain = run._replace(paint=formats.plain, width=formats.WIDTH)
        with ExitStack() as files:
            outputs = [
                files.enter_context(Output.to(path, formats.encoding(each)))
                for each, path in self._formats
            ]
            renders = [
                partial(chosen.render, run=run),
                *(partial(each.render, run=plain) for each, _ in self._formats),
            ]
            for number, piece in in_step(reports, renders):
                if number == 0:
                    yield piece
                else:
                    outputs[number - 1].write(piece)


def in_step(
    items: Iterable[Item], readers: Sequence[Callable[[Iterator[Item]], Iterator[str]]]
) -> Iterator[tuple[int, str]]:
    """What each of several readers makes of the same items, as these come.

    The reader that is furthest behind goes first, so no more items are kept than one reads
    before it says something.

    Returns:
        The number of a reader, and what it says.
    """
    read = [0] * len(readers)

    def counted(number: int, stream: Iterator[Item]) -> Iterator[Item]:
        for item in stream:
            read[number] += 1
            yield item

    going = {
        number: readers[number](counted(number, stream))
        for number, stream in enumerate(tee(items, len(readers)))
    }
    while going:
        number = min(going, key=read.__getitem__)
        try:
            piece = next(going[number])
        except StopIteration:
            del going[number]
        else:
            yield number, piece
