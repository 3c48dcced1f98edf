"""The command ``check``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

import click

from nextgen_pdf import formats
from nextgen_pdf.checker import Checker
from nextgen_pdf.cli.options import Megabytes, Name, court_option, profile_option
from nextgen_pdf.errors import InputError, nearest
from nextgen_pdf.readers import READERS
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.version import version

STDIN = "-"
FAIL_ON: dict[str, frozenset[Verdict]] = {
    "error": frozenset({"refused"}),
    "warning": frozenset({"refused", "caution"}),
    "never": frozenset(),
}


def _own_limit(megabytes: float) -> dict[str, object]:
    """The limits of the rule ``file-size`` for a limit of the user's own."""
    return {
        "megabytes": megabytes,
        "basis": "given with --max-size",
        "other_megabytes": 0.0,
        "other_basis": "",
        "look_up": "",
    }


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@court_option
@profile_option
@click.option(
    "--select", multiple=True, metavar="RULE", help="Run only this rule. Repeatable."
)
@click.option(
    "--ignore", multiple=True, metavar="RULE", help="Do not run this rule. Repeatable."
)
@click.option(
    "--max-size",
    type=Megabytes(),
    help="A size limit in place of the court's, such as 50MB.",
)
@click.option(
    "--format",
    "format_name",
    type=Name("format", formats.names()),
    default="text",
    show_default=True,
    help="How the reports are written.",
)
@click.option(
    "--output",
    metavar="FILE",
    help="Write the reports there instead of to the screen.",
)
@click.option(
    "--fail-on",
    type=Name("value for --fail-on", FAIL_ON),
    default="warning",
    show_default=True,
    help="What makes the exit status 1.",
)
@click.option(
    "--password-file",
    metavar="FILE",
    help="Its first line opens locked PDFs, so that they can be looked into.",
)
@click.option(
    "--reader",
    type=Name("reader", READERS),
    default=READERS[0],
    show_default=True,
    help="The library that reads the PDFs; the other is slow, and a second opinion.",
)
@click.option(
    "--quiet", "-q", is_flag=True, help="One line for each PDF that is not ready."
)
def check(
    paths: tuple[str, ...],
    court: str | None,
    profile: str | None,
    max_size: float | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format_name: str,
    output: str | None,
    fail_on: str,
    password_file: str | None,
    reader: str,
    quiet: bool,  # noqa: FBT001
) -> None:
    """Check PDFs. PATH is a file, a folder (its PDFs, recursively) or - for a pipe.

    \b
    Exit status:
      0  every PDF was fully checked, and nothing reaches --fail-on
      1  something does
      2  wrong use
      3  at least one PDF could not be checked
    """  # noqa: D301  (Click's mark: do not wrap)
    chosen = formats.load(format_name)
    checker = Checker.installed(
        profile,
        court=court,
        select=select,
        ignore=ignore,
        limits={} if max_size is None else {"file-size": _own_limit(max_size)},
        reader=reader,
        digest=chosen.NEEDS_DIGEST,
    )
    files = _files(paths)
    password = _first_line(password_file) if password_file else None
    run = formats.Run(
        profile=checker.profile,
        rulebook=checker.rulebook,
        version=version() if chosen.NEEDS_DIGEST else "",
        paint=formats.plain if output else _paint,
        quiet=quiet,
    )
    tally = _Tally()
    reports = tally.counting(_checked(checker, files, password))
    with _opened(output) as out:
        for piece in chosen.render(reports, run):
            click.echo(piece, file=out, nl=False)
    sys.exit(tally.status(fail_on))


def _files(paths: Iterable[str]) -> list[str]:
    """The files that paths stand for, each once: folders are searched for PDFs."""
    files: list[str] = []
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            if path != STDIN and not Path(path).exists():
                raise _no_file(path)
            files.append(path)
            continue
        found = sorted(
            os.path.join(folder, name)  # noqa: PTH118  (keeps the path as it was given)
            for folder, _, names in os.walk(path)
            for name in names
            if name.lower().endswith(".pdf")
        )
        if not found:
            raise InputError(f"There are no PDFs in the folder {path}")
        files += found
    return list(dict.fromkeys(files))


def _no_file(path: str) -> InputError:
    folder = Path(path).parent
    beside = (
        [str(folder / item.name) for item in folder.iterdir()]
        if folder.is_dir()
        else []
    )
    near = nearest(path, beside)
    hint = f"; did you mean {near}?" if near else ""
    return InputError(f"There is no file or folder {path}{hint}")


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The password file {path} cannot be read: {error}") from None


def _opened(output: str | None) -> AbstractContextManager[IO[str]]:
    """Where the reports go; a file that cannot be written is found out at once."""
    if output is None:
        return nullcontext(sys.stdout)
    try:
        return Path(output).open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from None


def _checked(
    checker: Checker, files: Iterable[str], password: str | None
) -> Iterator[Report]:
    for file in files:
        if file == STDIN:
            data = sys.stdin.buffer.read()
            yield checker.check(data, path=STDIN, password=password)
        else:
            yield from checker.check_many([file], password=password)


class _Tally:
    """What the exit status needs to know of the reports that went by."""

    def __init__(self) -> None:
        self._verdicts: set[Verdict] = set()
        self._all_checked = True

    def counting(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports, each noted on its way."""
        for report in reports:
            self._verdicts.add(report.verdict)
            outcomes = {rule.outcome for rule in report.rules}
            self._all_checked = self._all_checked and "not-checked" not in outcomes
            yield report

    def status(self, fail_on: str) -> int:
        """The exit status. 3 outranks 1: a run that did not see everything says so."""
        if "unchecked" in self._verdicts:
            return 3
        if self._verdicts & FAIL_ON[fail_on]:
            return 1
        return 0 if self._all_checked else 3


def _paint(text: str, colour: str) -> str:
    """Coloured text; Click takes the colour out where the output is no terminal."""
    return text if "NO_COLOR" in os.environ else click.style(text, fg=colour, bold=True)
