"""The command ``check``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import click
from click.core import ParameterSource

from nextgen_pdf import formats
from nextgen_pdf.checker import MAX_MEMORY, TIMEOUT, Checker
from nextgen_pdf.cli import browser, completion, configuration, terminal
from nextgen_pdf.cli.batch import Batch
from nextgen_pdf.cli.help import Command
from nextgen_pdf.cli.inputs import STDIN, Inputs, read_list
from nextgen_pdf.cli.interrupt import INTERRUPTED, Interrupt
from nextgen_pdf.cli.options import (
    Megabytes,
    Name,
    court_option,
    memory_option,
    password_option,
    profile_option,
    read_password,
    timeout_option,
)
from nextgen_pdf.cli.output import Output, clean
from nextgen_pdf.cli.progress import Progress
from nextgen_pdf.cli.reports import Beside, report_option
from nextgen_pdf.cli.summary import FAIL_ON
from nextgen_pdf.errors import UsageError
from nextgen_pdf.plugins import plugins
from nextgen_pdf.readers import READERS
from nextgen_pdf.version import version

GROUPS = {
    "What to check": ("files_from", "password_file"),
    "Which rules": ("court", "profile", "select", "ignore", "max_size", "fail_on"),
    "The report": ("format_name", "output", "report", "opened", "quiet"),
    "Many files": ("resume", "jobs", "timeout", "max_memory"),
}
EXAMPLES = (
    ("One file, with a court's own limits", "nextgen-pdf check brief.pdf --court almd"),
    ("A folder, as a page in your browser", "nextgen-pdf check exhibits/ --open"),
    (
        "A list of files, for a spreadsheet or a script",
        "nextgen-pdf check --files-from list.txt --format jsonl --output run.jsonl",
    ),
    (
        "Thousands of files, in several runs if need be",
        "nextgen-pdf check archive/ --resume run.jsonl",
    ),
)
_BROWSER = "html"


@click.command(cls=Command, groups=GROUPS, examples=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="PATH...", shell_complete=completion.paths)
@click.option(
    "--files-from",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Also check the paths listed in this file, one per line (or separated by NUL"
    " characters); - reads the list from a pipe.",
)
@password_option
@court_option
@profile_option
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help="Run only this rule; can be repeated. 'nextgen-pdf rules' lists them.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help="Skip this rule; can be repeated.",
)
@click.option(
    "--max-size",
    type=Megabytes(),
    help="Use this size limit instead of the court's, such as 50MB.",
)
@click.option(
    "--fail-on",
    type=Name("value for --fail-on", FAIL_ON),
    default="warning",
    show_default=True,
    help="What makes the exit status 1.",
)
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    shell_complete=completion.format_names,
    default="text",
    show_default=True,
    help=f"How to write the report: {', '.join(formats.built_in())}, or a plug-in's.",
)
@click.option(
    "--output",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Write the report to this file instead of the screen.",
)
@report_option
@click.option(
    "--open",
    "opened",
    is_flag=True,
    help="Show the report in your browser; it is kept if you add --output.",
)
@click.option(
    "--quiet", "-q", is_flag=True, help="Print one line for each PDF that is not ready."
)
@click.option(
    "--resume",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Write JSON lines to this file, and continue where it ends: a PDF that it has"
    " a report on is skipped, unless the PDF or the rules have changed.",
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    metavar="N",
    help="Check this many PDFs at once; 0 checks without the limits below.  [default:"
    " one per processor]",
)
@timeout_option
@memory_option
@click.option(
    "--reader",
    type=Name("reader", READERS),
    show_default="pikepdf, if installed",
    help="Read PDFs with this library; pypdf is slow, and useful as a second opinion.",
)
@click.option(
    "--no-config",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=configuration.configure,
    help=f"Ignore {configuration.FILE} and {configuration.PYPROJECT}.",
)
def check(
    paths: tuple[str, ...],
    files_from: str | None,
    password_file: str | None,
    court: str | None,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    max_size: float | None,
    fail_on: str,
    format_name: str,
    output: str | None,
    report: tuple[tuple[str, str], ...],
    opened: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
    resume: str | None,
    jobs: int | None,
    timeout: float | None,
    max_memory: float | None,
    reader: str | None,
) -> None:
    """Check PDFs before you upload them to CM/ECF.

    PATH is a file, a folder (every PDF in it and in its subfolders) or - for a pipe. No
    PDF is changed, and nothing leaves this computer.

    Each PDF is checked in a process of its own. One that takes too long, or crashes its
    process, is reported as unchecked, and the rest are still checked.

    \b
    Exit status:
      0    every PDF was fully checked, and nothing reaches --fail-on
      1    at least one finding reaches --fail-on
      2    the command is wrong, or a file is missing; nothing was checked
      3    at least one PDF could not be fully checked
      4    the report could not be written: a full disk, a closed pipe
      130  stopped with Ctrl-C
    """  # noqa: D301  (Click's mark: do not wrap)
    settled = configuration.current()
    _say([] if quiet else map(clean, settled.notes()))
    if court and profile:
        court, profile = _typed(court=court, profile=profile)
    format_name = _format(
        format_name, output, resume, further=bool(report), opened=opened
    )
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
        raise UsageError("Standard input cannot be both a PDF and a list")
    inputs = Inputs(paths, read_list(files_from) if files_from else ())
    for path in (output or resume, *beside.paths):
        inputs.protect(path, files_from, password_file)
    many = len(inputs.documents) > 1
    password = read_password(password_file)
    earlier = None
    if resume:
        from nextgen_pdf.cli.resume import Earlier  # noqa: PLC0415  (only for this)

        earlier = Earlier(resume, checker, rules_version or "", retry=bool(password))
        click.get_current_context().call_on_close(earlier.close)
        _say(map(clean, earlier.notes()))
    _say([] if quiet else inputs.notes())
    progress = Progress(len(inputs.documents), shown=many and not quiet)
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
    written = resume or output or (browser.new_page() if opened else None)
    run = formats.Run(
        profile=checker.profile,
        rulebook=checker.rulebook,
        version=version() if needs_digest else "",
        rules_version=rules_version,
        paint=formats.plain if written else _paint,
        quiet=quiet,
        unfinished=batch.unfinished,
        reader=checker.reader,
        width=formats.WIDTH if written else terminal.width(sys.stdout),
    )
    seen = written is None and terminal.is_terminal(sys.stdout)
    with (
        Interrupt() as interrupt,
        earlier.opened()
        if earlier
        else Output.to(written, formats.encoding(chosen)) as out,
        progress,
    ):
        checked = interrupt.until(batch.noted(reports))
        for piece in beside.render(chosen, checked, run):
            if seen:
                progress.make_room(piece)
            out.write(piece)
    if not quiet:
        told = format_name == "text" and written is None
        files = [path for path in (written, *beside.paths) if path]
        _say(_ending(batch, many=many, told=told, files=files))
    if interrupt.happened:
        _say([batch.stopped(written if format_name == "jsonl" else None)])
        sys.exit(INTERRUPTED)
    if opened and written and not browser.show(written):
        path = clean(written)
        _say([f"No browser could be opened here. Open this file yourself: {path}"])
    sys.exit(batch.summary.status(fail_on))


def _say(notes: Iterable[str]) -> None:
    """Print sentences beside the report, on the error stream."""
    for note in notes:
        click.echo(note, err=True)


def _format(
    given: str, output: str | None, resume: str | None, *, further: bool, opened: bool
) -> str:
    """The format, which --resume and --open have settled.

    Raises:
        UsageError: something else is asked for as well.
    """
    source = click.get_current_context().get_parameter_source("format_name")
    typed = given if source is ParameterSource.COMMANDLINE else None
    if resume and (output or further or opened or typed not in {None, "jsonl"}):
        raise UsageError(
            "--resume FILE writes JSON lines to that file: leave out --output, --report,"
            " --open, and any other --format"
        )
    if opened and typed not in {None, _BROWSER}:
        raise UsageError(f"--open shows a web page: leave out --format {typed}")
    return "jsonl" if resume else _BROWSER if opened else given


def _ending(
    batch: Batch, *, many: bool, told: bool, files: Sequence[str]
) -> Iterator[str]:
    """What a run came to, and where that is written.

    Args:
        batch: the run.
        many: there were several documents.
        told: the report on the screen tells the verdicts.
        files: those with the report.
    """
    if many:
        width = terminal.width(sys.stderr)
        yield from batch.summary.lines(verdicts=not told, width=width)
    elif files and not told and batch.summary.verdicts:
        yield batch.summary.first()
    for path in files:
        label = "Report:   " if many else "Report:"
        yield f"{label} {clean(path)}"


def _typed(**given: str) -> Iterator[str | None]:
    """Of options that exclude each other, those that the file has give way."""
    source = click.get_current_context().get_parameter_source
    from_file = {name for name in given if source(name) is ParameterSource.DEFAULT_MAP}
    return (None if name in from_file else value for name, value in given.items())


def _paint(text: str, colour: str) -> str:
    """Coloured text; Click takes the colour out where the output is no terminal."""
    return text if "NO_COLOR" in os.environ else click.style(text, fg=colour, bold=True)
