"""The command line: parse, call, print, exit."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

import click

from nextgen_pdf import formats
from nextgen_pdf.checker import Checker
from nextgen_pdf.courts import Court, UnknownCourtError
from nextgen_pdf.errors import InputError, UnknownNameError, UsageError, nearest
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import DEFAULT, RuleSetting, load
from nextgen_pdf.readers import READERS
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.rulebook import Rule

STDIN = "-"
FAIL_ON: dict[str, frozenset[Verdict]] = {
    "error": frozenset({"refused"}),
    "warning": frozenset({"refused", "caution"}),
    "never": frozenset(),
}


class _Failure(click.ClickException):
    """Wrong use: one sentence on the error stream, and exit status 2."""

    exit_code = 2


def _sentence(error: UsageError) -> str:
    """What an error says, with a full stop where it has none."""
    return str(error) if str(error).endswith((".", "?")) else f"{error}."


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise _Failure(_sentence(error)) from None


class _Name(click.ParamType[str]):
    """One of a few words; a wrong one is answered with the nearest."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        self.name = kind
        self._known = tuple(known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        del param, ctx
        return "|".join(self._known)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        if value not in self._known:
            self.fail(
                _sentence(UnknownNameError(self.name, value, self._known)), param, ctx
            )
        return value


class _Megabytes(click.ParamType[float]):
    """A size: ``50``, ``50MB``, ``0.5 GB``, ``35000KB``; in megabytes."""

    name = "size"

    def convert(
        self,
        value: str | float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        if isinstance(value, float):
            return value
        m = re.fullmatch(r"(\d+(?:\.\d+)?|\.\d+)\s*(KB|MB|GB)?", value.strip().upper())
        if m is None or not float(m[1]):
            self.fail(f"{value!r} is no size; write for instance 50MB.", param, ctx)
        return float(m[1]) * {"KB": 0.001, "MB": 1, "GB": 1000, None: 1}[m[2]]


def _own_limit(megabytes: float) -> dict[str, object]:
    """The limits of the rule ``file-size`` for a limit of the user's own."""
    return {
        "megabytes": megabytes,
        "basis": "given with --max-size",
        "other_megabytes": 0.0,
        "other_basis": "",
        "look_up": "",
    }


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        click.echo(f"nextgen-pdf {version()}")
        ctx.exit()


def version() -> str:
    """The version of this program."""
    from importlib.metadata import version as installed  # noqa: PLC0415  (slow)

    return installed("nextgen-pdf")


profile_option = click.option(
    "--profile",
    metavar="NAME|FILE",
    help=f"The restrictions that count; see 'nextgen-pdf profiles'.  [default: {DEFAULT}]",
)
court_option = click.option(
    "--court",
    metavar="CODE",
    help="A court whose own limits and rules count as well, such as almd or nvb.",
)


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
    r"""Tell before the upload whether CM/ECF NextGen will refuse a PDF, and why.

    Nothing leaves this computer, and no file is changed.

    \b
      nextgen-pdf check brief.pdf        check a file
      nextgen-pdf check exhibits/        check every PDF in a folder
      nextgen-pdf explain javascript     what a rule means, and how to fix it
    """
    # A file name may hold what the terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


@main.command()
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
    type=_Megabytes(),
    help="A size limit in place of the court's, such as 50MB.",
)
@click.option(
    "--format",
    "format_name",
    metavar="|".join(formats.built_in()),
    default="text",
    show_default=True,
    help="How the reports are written; plug-ins may bring more formats.",
)
@click.option(
    "--output",
    metavar="FILE",
    help="Write the reports there instead of to the screen.",
)
@click.option(
    "--fail-on",
    type=_Name("value for --fail-on", FAIL_ON),
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
    type=_Name("reader", READERS),
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
    r"""Check PDFs. PATH is a file, a folder (its PDFs, recursively) or - for a pipe.

    \b
    Exit status:
      0  every PDF was fully checked, and nothing reaches --fail-on
      1  something does
      2  wrong use
      3  at least one PDF could not be checked
    """
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
    _spare(files, output)
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


@main.command()
@court_option
@profile_option
def rules(court: str | None, profile: str | None) -> None:
    """List the rules of a profile, a line each."""
    checker = Checker.installed(profile, court=court)
    width = max(len(rule.id) for rule in checker.rulebook)
    for rule in checker.rulebook:
        setting = checker.profile.rules.get(rule.id)
        weight = (setting and setting.severity) or "off"
        click.echo(f"{rule.id:<{width}}  {weight:<8} {rule.title}")


@main.command()
@click.argument("rule_id", metavar="RULE", required=False)
@click.option(
    "--message",
    metavar="TEXT",
    help="What the court's page said, or a part of it: lists what may have caused it.",
)
@court_option
@profile_option
def explain(
    rule_id: str | None, message: str | None, court: str | None, profile: str | None
) -> None:
    """Say what a rule finds, why, who asks for it, and how to fix it."""
    if (rule_id is None) == (message is None):
        raise UsageError("Name a rule, or give --message, and not both")
    checker = Checker.installed(profile, court=court)
    if rule_id is not None:
        rule = checker.rulebook[rule_id]
        click.echo(f"{rule.id}: {rule.page}\n")
        click.echo(f"## In the profile {checker.profile.name}\n")
        lines = _facts(rule, checker.profile.rules.get(rule_id))
    else:
        lines = _causes(message or "", checker)
    for line in lines:
        click.echo(line)


def _causes(message: str, checker: Checker) -> Iterator[str]:
    """What may have caused a message of the court's page, the likeliest first."""
    wanted = _words(message)
    found: dict[int, list[str]] = {}
    texts: dict[str, None] = {}
    for rule_id, setting in checker.profile.rules.items():
        for place, known in enumerate(setting.messages):
            texts[known.text] = None
            if wanted and wanted <= _words(known.text):
                found.setdefault(place, []).append(rule_id)
                break
    if not found:
        known_texts = "; ".join(repr(text) for text in texts)
        raise UsageError(f"No court is known to say that. Known: {known_texts}")
    yield "This may have caused the message; which of them it was, the court does not say:"
    yield ""
    for rule_id in (rule for place in sorted(found) for rule in found[place]):
        yield f"  {rule_id:<17} {checker.rulebook[rule_id].title}"
    yield ""
    yield "'nextgen-pdf check FILE' finds which; 'nextgen-pdf explain RULE' says more."


def _words(text: str) -> set[str]:
    """The words of a message; numbers differ from court to court."""
    return set(re.findall(r"[a-z]+", text.casefold())) - {"megabytes", "g"}


@main.command()
@click.argument("words", nargs=-1, metavar="[CODE|WORDS]...")
def courts(words: tuple[str, ...]) -> None:
    """List courts and their limits; of one court, all that is known.

    Words are looked for in codes and names: nextgen-pdf courts alabama.
    """
    known = plugins().courts
    wanted = " ".join(words)
    exact = [court for court in known if court.code == wanted.casefold()]
    found = exact or known.named(wanted)
    if not found:
        raise UnknownCourtError(wanted, known.nearest(wanted))
    for court in found:
        click.echo(f"{court.code:<6} {court.name}")
        click.echo(f"       Size limit: {court.size_limit}")
        if len(found) == 1:
            for line in _about(court):
                click.echo(f"       {line}")


def _about(court: Court) -> Iterator[str]:
    """What is known of one court beside its limit."""
    if court.release:
        yield f"CM/ECF release: {court.release} (PACER, seen 2023-01-10)"
    yield f"Profile: {court.extends or DEFAULT}"
    if court.note:
        yield f"Note: {court.note}"
    if court.help:
        yield f"Its page: {court.help}"
    for rule_id, setting in court.rules.items():
        severity = setting.get("severity")
        weight = f": {severity}" if severity else ""
        as_of = f", of {setting['as_of']}" if setting.get("as_of") else ""
        source = setting.get("source", "no source found")
        yield f"{rule_id}{weight} ({source}{as_of})"


@main.command()
def profiles() -> None:
    """List the profiles."""
    found = plugins()
    width = max((len(name) for name in found.profiles), default=0)
    for name in sorted(found.profiles):
        profile = load(name, found.profiles, found.rulebook)
        default = " (default)" if name == DEFAULT else ""
        click.echo(f"{name:<{width}}  {profile.title}{default}")


def _facts(rule: Rule[...], setting: RuleSetting | None) -> Iterator[str]:
    """What a profile says of a rule, and the rule's ways to fail."""
    if setting is None or setting.severity is None:
        yield "The rule is off."
    else:
        yield f"Severity: {setting.severity}"
        for name, limit in rule.limits.items():
            yield f"Limit {name}: {setting.limits.get(name, limit.default)}"
        if setting.source:
            yield f"Source: {setting.source}{setting.as_of and f', of {setting.as_of}'}"
        if not setting.confirmed:
            yield "The source does not say this in so many words."
        if setting.note:
            yield f"Note: {setting.note}"
    yield "\n## Codes\n"
    for code, meaning in rule.codes.items():
        severity = setting.severity_of(code) if setting else None
        yield f"* {code} ({severity or 'off'}): {meaning}"


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


def _spare(files: Iterable[str], output: str | None) -> None:
    """Refuse to write the reports over a document.

    Raises:
        InputError: the output is one of the files.
    """
    if output is None or not Path(output).exists():
        return
    for file in files:
        if file != STDIN and Path(file).samefile(output):
            raise InputError(f"The reports would be written over the document {file}")


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
