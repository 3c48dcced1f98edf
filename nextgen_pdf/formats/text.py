"""Plain words for a person: the verdict first, then what, where, why and how.

Fits into 80 columns, says nothing by colour alone, and groups what repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from textwrap import TextWrapper

from nextgen_pdf.courts import Court
from nextgen_pdf.facts import page_list
from nextgen_pdf.findings import Finding, Severity
from nextgen_pdf.formats import Run
from nextgen_pdf.legible import legible
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.rulebook import Rulebook

NEEDS_DIGEST = False

WIDTH = 80
SHOWN = 5
"""Of findings that differ only in what they name, so many are spelled out."""

_COLOURS: dict[Verdict, str] = {
    "refused": "red",
    "unchecked": "magenta",
    "caution": "yellow",
    "ready": "green",
}
_WORDS: dict[Verdict, str] = {
    "refused": "WILL BE REFUSED",
    "unchecked": "COULD NOT BE CHECKED",
    "caution": "MAY BE REFUSED",
    "ready": "READY",
}
_CERTAINTY: dict[Severity, str] = {
    "error": "will be refused",
    "warning": "may be refused",
    "info": "worth a look",
}
_INDENT = " " * 5
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """A block for each document, and a last line that counts them."""
    if run.profile.court is not None and not run.quiet:
        yield from _court(run.profile.court)
    tally: Counter[Verdict] = Counter()
    apart = ""
    for report in reports:
        ready = report.verdict == "ready"
        tally[report.verdict] += 1
        if run.quiet:
            if not ready:
                yield _headline(report, run)
            continue
        yield apart if tally.total() > 1 and not ready else ""
        yield _headline(report, run)
        yield from _body(report, run)
        apart = "\n"
        if not ready:
            yield apart
            apart = ""
    if not run.quiet:
        yield apart + _summary(tally)


def _court(court: Court) -> Iterator[str]:
    """Which court's rules these are, and how far its figures can be trusted."""
    yield _wrapped(f"Court: {court.name} ({court.code})", "", "       ")
    today = date.today()  # noqa: DTZ011  (the day where the user is)
    yield _wrapped(f"Size limit: {court.size_limit(today)}", "       ", " " * 9)
    if court.note:
        yield _wrapped(court.note, "       ", "       ")
    if court.help:
        yield f"       {court.help}\n"
    yield "\n"


def _headline(report: Report, run: Run) -> str:
    name = legible(report.path, 500) or "(no name)"
    word = run.paint(_WORDS[report.verdict], _COLOURS[report.verdict])
    return f"{word}: {name}\n"


def _body(report: Report, run: Run) -> Iterator[str]:
    groups = _groups(report.findings, lambda f: (f.severity, f.rule, f.remedy))
    errors = sum(group[0].severity == "error" for group in groups)
    match report.verdict:
        case "refused":
            must = "One thing must" if errors == 1 else f"{errors} things must"
            yield f"Do not upload yet. {must} change.\n"
        case "unchecked":
            yield "We cannot vouch for this file.\n"
        case "caution":
            yield "Nothing on the courts' lists, but look at this before you upload.\n"
        case "ready":
            pass
    for number, group in enumerate(groups, 1):
        yield from _finding(number, group, run.rulebook)
    reasons: dict[str | None, list[str]] = {}
    for rule in report.rules:
        if rule.outcome == "not-checked":
            reasons.setdefault(rule.reason, []).append(rule.rule)
    for reason, rules in reasons.items():
        yield "\n" + _wrapped(
            f"Not checked: {', '.join(rules)}; {reason}.", "  ", "    "
        )


def _summary(tally: Counter[Verdict]) -> str:
    total = tally.total()
    if total == 1:
        only = next(iter(tally))
        return "Nothing found that the courts refuse.\n" if only == "ready" else ""
    counts = ", ".join(f"{tally[v]} {_WORDS[v].lower()}" for v in _WORDS if tally[v])
    return f"{total} documents: {counts}.\n"


def _groups(
    findings: Iterable[Finding], alike: Callable[[Finding], Hashable]
) -> list[list[Finding]]:
    """The findings that are alike together, in the order of the first of each."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(alike(finding), []).append(finding)
    return list(groups.values())


def _finding(number: int, group: list[Finding], rulebook: Rulebook) -> Iterator[str]:
    """What one rule found: each kind of it, and once why and how to fix it."""
    first = group[0]
    start = f"{number:>3}. "
    certainty = f"[{_CERTAINTY[first.severity]}] "
    yield "\n"
    for kind in _groups(group, lambda f: f.code):
        messages = list(dict.fromkeys(finding.message for finding in kind))
        for message in messages[:SHOWN]:
            yield _wrapped(certainty + message, start, _INDENT)
            start, certainty = _INDENT, ""
        if len(messages) > SHOWN:
            yield f"{_INDENT}... and {len(messages) - SHOWN} more like these.\n"
        if not all(_tells_pages(finding) for finding in kind):
            yield _labelled("Where", _where(kind))
    why = _LINK.sub(r"\1", rulebook[first.rule].section("Why"))
    yield _labelled("Why", _first_sentence(why))
    yield _labelled("Fix", first.remedy)
    if first.court_message:
        yield _labelled("Court", first.court_message)
    codes = ", ".join(dict.fromkeys(finding.code for finding in group))
    yield _labelled("Rule", f"{first.rule} ({codes})")


def _tells_pages(finding: Finding) -> bool:
    pages = finding.location.pages
    return bool(pages) and page_list(pages) in finding.message.casefold()


def _where(group: list[Finding]) -> str:
    count = sum(finding.alike for finding in group)
    pages = {p for f in group for p in (f.location.pages or (f.location.page,)) if p}
    off_page = any(f.location.page is None for f in group)
    places = [page_list(pages)] if pages else []
    if off_page:
        places.append("in the file, not on a page")
    times = f"{count} times: " if count > 1 else ""
    path = group[0].location.path
    detail = f" ({legible(path, 60)})" if path and len(group) == 1 else ""
    return f"{times}{' and '.join(places)}{detail}"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.])\s", " ".join(text.split()), maxsplit=1)[0]


def _labelled(label: str, text: str) -> str:
    return _wrapped(text, f"{_INDENT}{label + ':':<7}", f"{_INDENT}       ")


def _wrapped(text: str, first: str, rest: str) -> str:
    wrapper = TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return wrapper.fill(text) + "\n"
