"""The command ``check``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from click.core import ParameterSource

from nextgen_pdf import formats
from nextgen_pdf.checker import MAX_MEMORY, TIMEOUT, Checker
from nextgen_pdf.cli import completion, configuration
from nextgen_pdf.cli.batch import Batch
from nextgen_pdf.cli.inputs import STDIN, Inputs, read_list
from nextgen_pdf.cli.interrupt import INTERRUPTED, Interrupt
from nextgen_pdf.cli.options import Megabytes, Name, court_option, profile_option
from nextgen_pdf.cli.output import Output, clean
from nextgen_pdf.cli.progress import Progress
from nextgen_pdf.cli.reports import Beside, report_option
from nextgen_pdf.cli.summary import FAIL_ON
from nextgen_pdf.errors import InputError, UsageError
from nextgen_pdf.plugins import plugins
from nextgen_pdf.readers import READERS
from nextgen_pdf.version import version

_LONGEST_PASSWORD = 10_000


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...", shell_complete=completion.paths)
@click.option(
    "--no-config",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=configuration.configure,
    help=f"Do not read {configuration.FILE} or {configuration.PYPROJECT}.",
)
@click.option(
    "--files-from",
    metavar="FILE",
    shell_complete=completion.paths,
    help="A list of further paths, one a line, or with NULs between them; - for a pipe.",
)
@court_option
@profile_option
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help="Run only this rule. Repeatable.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help="Do not run this rule. Repeatable.",
)
@click.option(
    "--max-size",
    type=Megabytes(),
    help="A size limit in place of the court's, such as 50MB.",
)
@click.option(
    "--format",
    "format_name",
    metavar="|".join(formats.built_in()),
    shell_complete=completion.format_names,
    default="text",
    show_default=True,
    help="How the reports are written; plug-ins may bring more formats.",
)
@click.option(
    "--output",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Write the reports there instead of to the screen.",
)
@report_option
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
    shell_complete=completion.paths,
    help="Its first line opens locked PDFs, so that they can be looked into.",
)
@click.option(
    "--reader",
    type=Name("reader", READERS),
    show_default="pikepdf, if installed",
    help="The library that reads the PDFs; pypdf is slow, and a second opinion.",
)
@click.option(
    "--resume",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Write JSON lines to this file, and go on where they end: what it has a report"
    " on is not checked again, unless the document or the rules have changed.",
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    metavar="N",
    help="How many processes check; 0: none, and no limits.  [default: one for each"
    " processor]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help=f"What one PDF may take.  [default: {TIMEOUT:g}]",
)
@click.option(
    "--max-memory",
    type=Megabytes(),
    help="What one process may take; not held to on Windows and macOS."
    f"  [default: {MAX_MEMORY / 1e6:.0f}MB]",
)
@click.option(
    "--quiet", "-q", is_flag=True, help="One line for each PDF that is not ready."
)
def check(
    paths: tuple[str, ...],
    files_from: str | None,
    court: str | None,
    profile: str | None,
    max_size: float | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format_name: str,
    output: str | None,
    report: tuple[tuple[str, str], ...],
    fail_on: str,
    password_file: str | None,
    reader: str | None,
    resume: str | None,
    jobs: int | None,
    timeout: float | None,
    max_memory: float | None,
    quiet: bool,  # noqa: FBT001
) -> None:
    """Check PDFs. PATH is a file, a folder (its PDFs, recursively) or - for a pipe.

    PDFs are checked in processes apart: one that hangs, or breaks the process, is
    reported as unchecked, and the others are checked.

    \b
    Exit status:
      0    every PDF was fully checked, and nothing reaches --fail-on
      1    something does
      2    wrong use
      3    at least one PDF could not be checked
      4    the reports could not be written: a full disk, a closed pipe
      130  stopped with Ctrl-C
    """  # noqa: D301  (Click's mark: do not wrap)
    settled = configuration.current()
    if not quiet:
        for note in settled.notes():
            click.echo(clean(note), err=True)
    if court and profile:
        court, profile = _typed(court=court, profile=profile)
    if resume:
        given = click.get_current_context().get_parameter_source("format_name")
        if (
            output
            or report
            or (given is ParameterSource.COMMANDLINE and format_name != "jsonl")
        ):
            raise UsageError(
                "--resume FILE writes JSON lines to that file: leave out --output,"
                " --report, and any other --format"
            )
        format_name = "jsonl"
    chosen = formats.load(format_name)
    beside = Beside(report, output)
    needs_digest = chosen.NEEDS_DIGEST or beside.needs_digest
    checker = Checker.installed(
        profile,
        court=court,
        select=select,
        ignore=ignore,
        limits={} if max_size is None else plugins().rulebook.max_size(max_size),
        reader=reader,
        digest=needs_digest,
        waivers=settled.waivers,
    )
    rules_version = checker.fingerprint() if needs_digest else None
    if files_from == STDIN and STDIN in paths:
        raise UsageError("Standard input cannot be a PDF and a list")
    inputs = Inputs(paths, read_list(files_from) if files_from else ())
    for written in (output or resume, *beside.paths):
        inputs.protect(written, files_from, password_file)
    many = len(inputs.documents) > 1
    password = _first_line(password_file) if password_file else None
    earlier = None
    if resume:
        from nextgen_pdf.cli.resume import Earlier  # noqa: PLC0415  (only for this)

        earlier = Earlier(resume, checker, rules_version or "", retry=bool(password))
        click.get_current_context().call_on_close(earlier.close)
        if earlier.damaged:
            click.echo(earlier.said_of_damage(), err=True)
    if not quiet:
        for note in inputs.notes():
            click.echo(note, err=True)
    progress = Progress(len(inputs.documents), sys.stderr, shown=many and not quiet)
    batch = Batch(inputs.documents, earlier, progress)
    check_them = (
        partial(checker.check_many, jobs=jobs, ordered=format_name != "jsonl")
        if many or jobs is not None
        else checker.check_alone
    )
    reports = check_them(
        batch.to_check(),
        password=password,
        timeout=TIMEOUT if timeout is None else timeout,
        max_memory=MAX_MEMORY if max_memory is None else int(max_memory * 1e6),
    )
    run = formats.Run(
        profile=checker.profile,
        rulebook=checker.rulebook,
        version=version() if needs_digest else "",
        rules_version=rules_version,
        paint=formats.plain if output else _paint,
        quiet=quiet,
        unfinished=batch.unfinished,
        reader=checker.reader,
    )
    with (
        Interrupt() as interrupt,
        earlier.opened()
        if earlier
        else Output.to(output, formats.encoding(chosen)) as out,
    ):
        checked = interrupt.until(batch.noted(reports))
        for piece in beside.render(chosen, checked, run):
            progress.clear()
            out.write(piece)
    progress.clear()
    if many and not quiet:
        for line in batch.summary.lines(verdicts=format_name != "text"):
            click.echo(line, err=True)
    if interrupt.happened:
        written = resume or (output if format_name == "jsonl" else None)
        click.echo(batch.stopped(written), err=True)
        sys.exit(INTERRUPTED)
    sys.exit(batch.summary.status(fail_on))


def _typed(**given: str) -> Iterator[str | None]:
    """Of options that exclude each other, those that the file has give way."""
    source = click.get_current_context().get_parameter_source
    from_file = {name for name in given if source(name) is ParameterSource.DEFAULT_MAP}
    return (None if name in from_file else value for name, value in given.items())


def _first_line(path: str) -> str:
    try:
        with Path(path).open(encoding="utf-8") as file:
            return file.readline(_LONGEST_PASSWORD).rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The password file {path} cannot be read: {error}") from None


def _paint(text: str, colour: str) -> str:
    """Coloured text; Click takes the colour out where the output is no terminal."""
    return text if "NO_COLOR" in os.environ else click.style(text, fg=colour, bold=True)
