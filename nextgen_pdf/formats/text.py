"""Plain words for a person: the verdict first, then what, where, why and how.

Fits into the columns of a run, says nothing by colour alone, and groups what repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from nextgen_pdf.courts import Court
from nextgen_pdf.findings import Finding
from nextgen_pdf.formats import Run
from nextgen_pdf.formats._columns import wrapped
from nextgen_pdf.formats._wording import (
    SHOWN,
    WORDS,
    advice,
    certainty,
    copy_command,
    copy_to_make,
    count_waived,
    grouped,
    kinds,
    not_checked,
    reader_note,
    summary,
    tells_where,
    where,
    why,
)
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.sanitize import sanitize_text

NEEDS_DIGEST = False

LONGEST = 5_000
"""Of a text, so many characters are shown."""

_COLOURS: dict[Verdict, str] = {
    "refused": "red",
    "unchecked": "magenta",
    "caution": "yellow",
    "ready": "green",
}
_INDENT = " " * 5


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """A block for each document, and a last line that counts them."""
    if run.profile.court is not None and not run.quiet:
        yield from _court(run.profile.court, run)
    tally: Counter[Verdict] = Counter()
    waived = 0
    apart = ""
    for report in reports:
        ready = report.verdict == "ready"
        short = ready and not report.findings
        tally[report.verdict] += 1
        waived += count_waived(report)
        if run.quiet:
            if not ready:
                yield _headline(report, run)
            continue
        yield apart if tally.total() > 1 and not short else ""
        yield _headline(report, run)
        yield from _body(report, run)
        apart = "\n"
        if not short:
            yield apart
            apart = ""
    unfinished = run.unfinished()
    if not run.quiet:
        yield apart + summary(tally, waived)
        if note := reader_note(run.reader):
            yield _wrapped(note, "", "", run)
    if unfinished:
        yield f"{unfinished}\n"


def _court(court: Court, run: Run) -> Iterator[str]:
    """Which court's rules these are, and how far its figures can be trusted."""
    yield _wrapped(f"Court: {court.name} ({court.code})", "", "       ", run)
    for rule_id, setting in run.profile.rules.items():
        rule = run.rulebook[rule_id]
        if rule.describe_limits is not None:
            yield _wrapped(setting.limits_in_words(rule), "       ", " " * 9, run)
    if court.note:
        yield _wrapped(court.note, "       ", "       ", run)
    if court.help:
        yield f"       {court.help}\n"
    yield "\n"


def _headline(report: Report, run: Run) -> str:
    name = sanitize_text(report.path, 500) or "(no name)"
    word = run.paint(WORDS[report.verdict], _COLOURS[report.verdict])
    return f"{word}: {name}\n"


def _body(report: Report, run: Run) -> Iterator[str]:
    found = grouped(report)
    if said := advice(report.verdict, found):
        yield _wrapped(said, "", "", run)
    for number, group in enumerate(found, 1):
        yield from _finding(number, group, run)
    running = [rule.rule for rule in report.rules if rule.outcome != "off"]
    for reason, rules in not_checked(report).items():
        yield "\n" + _wrapped(f"Not checked: {reason}.", "  ", "    ", run)
        named = "all" if rules == running else ", ".join(rules)
        yield _wrapped(f"Rules: {named}", "    ", " " * 11, run)
    if said := copy_to_make(report, run):
        yield "\n" + _wrapped(said, "", "", run)
        yield f"  {copy_command(report, run)}\n"


def _finding(number: int, group: list[Finding], run: Run) -> Iterator[str]:
    """What one rule found: each kind of it, and once why and how to fix it."""
    first = group[0]
    start = f"{number:>3}. "
    mark = f"[{certainty(first)}] "
    yield "\n"
    for kind in kinds(group):
        messages = list(dict.fromkeys(finding.message for finding in kind))
        for message in messages[:SHOWN]:
            yield _wrapped(mark + message, start, _INDENT, run)
            start, mark = _INDENT, ""
        if len(messages) > SHOWN:
            yield f"{_INDENT}... and {len(messages) - SHOWN} more like these.\n"
        if not all(tells_where(finding) for finding in kind):
            yield _labelled("Where", where(kind), run)
    if first.waived is not None:
        yield _labelled("Waived", first.waived, run)
    yield _labelled("Why", why(first.rule, run), run)
    yield _labelled("Fix", first.remedy, run)
    if first.court_message:
        yield _labelled("Court", first.court_message, run)
    codes = ", ".join(dict.fromkeys(finding.code for finding in group))
    yield _labelled("Rule", f"{first.rule} ({codes})", run)


def _labelled(label: str, text: str, run: Run) -> str:
    return _wrapped(text, f"{_INDENT}{label + ':':<6} ", f"{_INDENT}       ", run)


def _wrapped(text: str, first: str, rest: str, run: Run) -> str:
    # It may name the file, and a name can hold anything.
    return wrapped(sanitize_text(text, LONGEST), run.width, first, rest) + "\n"
