"""The command ``fix``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from nextgen_pdf.cli import completion
from nextgen_pdf.cli.compare import compared
from nextgen_pdf.cli.help import Command
from nextgen_pdf.cli.inputs import STDIN, Inputs
from nextgen_pdf.cli.options import (
    court_option,
    force_option,
    password_option,
    profile_option,
    read_password,
    result_format_option,
    wishes,
)
from nextgen_pdf.cli.output import NotWrittenError
from nextgen_pdf.errors import UsageError
from nextgen_pdf.facts import page_list
from nextgen_pdf.fixing import Fixed, Refusal, Status, fix_many
from nextgen_pdf.fixing import fix as fix_document
from nextgen_pdf.fixing.plan import ALSO
from nextgen_pdf.given import Named
from nextgen_pdf.mendable import mending
from nextgen_pdf.plugins import plugins
from nextgen_pdf.sanitize import sanitize_text

STATUSES: dict[Status, int] = {
    "fixed": 0,
    "clean": 0,
    "unmended": 1,
    "unproved": 3,
    "failed": 3,
    "refused": 10,
}
REFUSED: dict[Refusal, int] = {
    "signed": 10,
    "password": 11,
    "certificate": 12,
    "restricted": 13,
    "made-on-opening": 14,
    "portfolio": 15,
    "undrawable": 16,
    "undecodable": 17,
    "values": 18,
    "unreadable": 19,
}
"""The exit status for each reason to refuse."""
_WORDS: dict[Status, str] = {
    "fixed": "FIXED",
    "clean": "NOTHING TO FIX",
    "unmended": "CANNOT BE FIXED",
    "unproved": "NOT FIXED",
    "failed": "NOT FIXED",
    "refused": "NOT FIXED",
}
_SHOWN = 50


@click.command(
    cls=Command,
    short_help="Make a corrected copy, and prove that nothing else changed.",
    groups={
        "The copy": ("output", "force", "save_attachments", "report", "format_name"),
        "Which rules": ("court", "profile"),
        "What else may be done": ("also", "unsigned", "unrestricted", "password_file"),
    },
    examples=(
        ("One file; the copy is brief-filing.pdf", "nextgen-pdf fix brief.pdf"),
        ("A folder, into another", "nextgen-pdf fix exhibits/ --output ready/"),
        (
            "Also make the pages Letter size",
            "nextgen-pdf fix a4.pdf --also letter",
        ),
    ),
)
@click.argument("paths", nargs=-1, metavar="PATH...", shell_complete=completion.paths)
@click.option(
    "--output",
    "-o",
    metavar="FILE|FOLDER",
    shell_complete=completion.paths,
    help="Write the copy here; for several PDFs, a folder.  [default: NAME-filing.pdf]",
)
@force_option("copies and reports")
@click.option(
    "--save-attachments",
    metavar="FOLDER",
    shell_complete=completion.paths,
    help="Save attached files here.  [default: a folder beside the copy]",
)
@click.option(
    "--report",
    metavar="FILE",
    shell_complete=completion.paths,
    help="Also write a web page that shows what was done, with pages before and after.",
)
@result_format_option
@court_option
@profile_option
@click.option(
    "--also",
    multiple=True,
    metavar="WISH,...",
    help=f"Do more than fix errors: {', '.join(ALSO)}. shrink-pictures=200dpi loses"
    " detail.",
)
@click.option(
    "--unsigned",
    is_flag=True,
    help="Fix a signed PDF too. The copy still looks signed, but its signature is"
    " gone.",
)
@click.option(
    "--unrestricted",
    is_flag=True,
    help="Remove the author's restrictions. Use it only if the document is yours or you may"
    " change it.",
)
@password_option
def fix(
    paths: tuple[str, ...],
    output: str | None,
    force: bool,  # noqa: FBT001
    save_attachments: str | None,
    report: str | None,
    format_name: str,
    court: str | None,
    profile: str | None,
    also: tuple[str, ...],
    unsigned: bool,  # noqa: FBT001
    unrestricted: bool,  # noqa: FBT001
    password_file: str | None,
) -> None:
    """Make a corrected copy of a PDF, and prove that nothing else has changed.

    Your PDF itself is never changed. The copy is written only if it is proved to have the
    same pages, words, form answers, links, bookmarks, tags and metadata.

    \b
    Exit status:
      0      there is a copy, or there was nothing to fix
      1      something cannot be fixed in a copy
      2      the command is wrong, or a file is missing
      3      it could not be proved that nothing else has changed
      10-19  the PDF should not be changed; the message says why
    """  # noqa: D301  (Click's mark: do not wrap)
    documents = _documents(paths)
    password = read_password(password_file)
    if report is not None:
        _check_report(report, (*documents, output), force=force)
    several = len(documents) > 1 or Path(paths[0]).is_dir()
    if several and output is None:
        raise UsageError(
            "To fix several PDFs, give a folder for the copies: --output FOLDER"
        )
    if several:
        results: Iterator[Fixed] = fix_many(
            documents,
            output or "",
            force=force,
            court=court,
            profile=profile,
            password=password,
            also=wishes(also),
            unsigned=unsigned,
            unrestricted=unrestricted,
            save_attachments=save_attachments,
        )
    else:
        results = iter(
            [
                fix_document(
                    documents[0],
                    output=output or _beside(documents[0]),
                    force=force,
                    court=court,
                    profile=profile,
                    password=password,
                    also=wishes(also),
                    unsigned=unsigned,
                    unrestricted=unrestricted,
                    save_attachments=save_attachments,
                )
            ]
        )
    status = 0
    written = []
    done = []
    for fixed in results:
        status = max(status, exit_status(fixed))
        done.append(fixed)
        if format_name == "json":
            written.append(fixed.to_dict())
            continue
        for line in lines(fixed):
            click.echo(line)
    if format_name == "json":
        click.echo(json.dumps({"schema_version": 1, "documents": written}, indent=2))
    if report is not None:
        _write_report(report, done)
    sys.exit(status)


def _check_report(path: str, used: Iterable[str | None], *, force: bool) -> None:
    if any(each and Path(each).resolve() == Path(path).resolve() for each in used):
        raise UsageError(f"{path} cannot be both the report and a PDF")
    if Path(path).exists() and not force:
        raise UsageError(f"{path} exists; add --force to replace it")


def _write_report(path: str, done: list[Fixed]) -> None:
    from nextgen_pdf.fixing import page  # noqa: PLC0415  (only for this)

    try:
        with Path(path).open("w", encoding="utf-8") as file:
            file.writelines(page.render(done))
    except OSError as error:
        raise NotWrittenError(error, path) from None


def _documents(paths: tuple[str, ...]) -> list[str]:
    found = []
    for each in Inputs(paths).documents:
        if isinstance(each, Named) or each == STDIN:
            name = each.path if isinstance(each, Named) else each
            raise UsageError(f"{name} cannot be fixed: give a file")
        found.append(each)
    return found


def _beside(path: str) -> Path:
    """Where the copy of a single document goes."""
    return Path(path).with_name(f"{Path(path).stem}-filing.pdf")


def exit_status(fixed: Fixed) -> int:
    """The exit status that a result stands for."""
    if fixed.refusal is not None:
        return REFUSED[fixed.refusal]
    return STATUSES[fixed.status]


def lines(fixed: Fixed) -> Iterator[str]:
    """A result in plain words."""
    name = sanitize_text(fixed.path, 500)
    to = f" -> {sanitize_text(fixed.output, 500)}" if fixed.output else ""
    yield f"{_WORDS[fixed.status]}: {name}{to}"
    if fixed.reason and fixed.status != "clean":
        yield f"  {sanitize_text(fixed.reason, 1000)}"
    if fixed.status == "clean":
        yield from _left(fixed)
    if fixed.status != "fixed":
        return
    yield from _changes(fixed)
    if fixed.dropped:
        yield "  Left out of the copy, word for word:"
        for each in fixed.dropped[:_SHOWN]:
            words = sanitize_text(each.text, 1000)
            yield f'  - page {each.page}, {each.what}: "{words}"'
        if len(fixed.dropped) > _SHOWN:
            yield f"  ... and {len(fixed.dropped) - _SHOWN} more; see --format json."
    if fixed.attachments:
        yield "  Attached files were saved; upload them as separate attachments:"
    for file in fixed.attachments:
        yield f"  - {sanitize_text(file.path or file.name, 500)}"
    yield from _left(fixed)


def _changes(fixed: Fixed) -> Iterator[str]:
    yield "  Changed:"
    for change in fixed.changes:
        times = f" ({change.times} times)" if change.times > 1 else ""
        yield f"  - {change.what}{times}"
    if fixed.proof is not None:
        for difference in fixed.proof.differences:
            if difference.kind == "look":
                yield f"  - {difference.message}: {difference.reason}"
        if fixed.proof.blank:
            yield f"  Blank in the copy: {page_list(fixed.proof.blank)}"
        yield f"  Nothing else differs: {compared(fixed.proof)}."


def _left(fixed: Fixed) -> Iterator[str]:
    if fixed.report is None:
        return
    left = [
        finding
        for finding in fixed.report.findings
        if finding.severity == "warning" and finding.waived is None
    ]
    if not left:
        return
    named = dict.fromkeys(f"{finding.rule} ({finding.code})" for finding in left)
    yield f"  May still be refused: {', '.join(named)}. 'nextgen-pdf check' says more."
    rulebook = plugins().rulebook
    can = {how for each in left if (how := mending(each, rulebook)) in ALSO}
    if can:
        yield f"  To fix more in the copy, add --also {','.join(sorted(can))}."
