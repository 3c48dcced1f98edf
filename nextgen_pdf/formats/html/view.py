"""What the templates show of a report: words and numbers, nothing left to decide."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup

from nextgen_pdf.findings import Finding, Severity
from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import (
    SHOWN,
    advice,
    certainty,
    copy_command,
    copy_to_make,
    for_people,
    grouped,
    kinds,
    not_checked,
    where,
    why,
)
from nextgen_pdf.formats.html.pictures import Album, Pictures
from nextgen_pdf.profile import RuleSetting
from nextgen_pdf.report import Outcome, Report, Verdict
from nextgen_pdf.rulebook import Rule
from nextgen_pdf.sanitize import sanitize_text

NAME = 300
"""Of a document's name, so many characters are shown."""
USUAL = ("Acrobat", "Word")
"""The programs of most filers: steps for these are printed."""
_PAGE = re.compile(r"https?://(?:www\.)?([^/?#]+)")
_SENTENCE = re.compile(r'((?:"[^"]*"|[^".]|\.(?!\s))*\.)\s+(.*)', re.DOTALL)


_OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "found": ("✕", "Found"),
    "not-checked": ("?", "Not checked"),
    "passed": ("✓", "Checked, none found"),
    "off": ("–", "Not part of this check"),
}


class Row(NamedTuple):
    """A document in the summary."""

    id: str
    name: str
    verdict: Verdict
    errors: int
    warnings: int


class FindingView(NamedTuple):
    """What one remedy mends."""

    number: int
    severity: Severity
    certainty: str
    waived: str | None
    """Why it is accepted and does not count."""
    heading: str
    more: tuple[str, ...]
    """What else there is to say of what was found."""
    where: str
    why: str
    remedy: str
    remedies: tuple[str, ...]
    """What else there is to say of what to do."""
    court_message: str | None
    steps: Markup
    """How to mend it, program by program."""
    reasons: Markup
    """Who asks for it."""
    rule: str
    codes: tuple[str, ...]
    objects: tuple[str, ...]
    """Where in the file's structure; for those who know it."""
    pictures: Pictures


class Checks(NamedTuple):
    """The rules of which the same became."""

    outcome: Outcome
    mark: str
    heading: str
    titles: tuple[str, ...]


class DocumentView(NamedTuple):
    """The section of a document."""

    row: Row
    report: Report
    advice: str
    findings: tuple[FindingView, ...]
    not_checked: tuple[tuple[str, tuple[str, ...]], ...]
    """The reasons, each with the titles of the rules that could not look."""
    checks: tuple[Checks, ...]
    size: str
    copy: str
    """What leads to the command that makes a corrected copy; empty: there is none."""
    command: str


class SourceView(NamedTuple):
    """What a profile says of a rule, and who says so."""

    title: str
    rule: str
    severity: Severity | None
    limits: str
    setting: RuleSetting | None


def document(number: int, report: Report, run: Run, album: Album) -> DocumentView:
    """The view of a report.

    Args:
        number: of the document in the run, counted from 1.
        report: the report.
        run: what it was checked by.
        album: gives the pictures.
    """
    groups = grouped(report)
    severities = [group[0].severity for group in groups if group[0].waived is None]
    pictures = album.of(report, groups)
    titles = {rule.id: rule.title for rule in run.rulebook}
    return DocumentView(
        row=Row(
            id=f"document-{number}",
            name=sanitize_text(report.path, NAME) or "(no name)",
            verdict=report.verdict,
            errors=severities.count("error"),
            warnings=severities.count("warning"),
        ),
        report=report,
        advice=advice(report.verdict, groups)
        or "Nothing found that the courts refuse.",
        findings=tuple(
            _finding(at, group, run, shown)
            for at, (group, shown) in enumerate(zip(groups, pictures, strict=True), 1)
        ),
        not_checked=tuple(
            (reason, tuple(titles.get(rule, rule) for rule in rules))
            for reason, rules in not_checked(report).items()
        ),
        checks=tuple(_checks(report, titles)),
        size=f"{report.size_bytes:,} bytes",
        copy=copy_to_make(report, run),
        command=copy_command(report, run),
    )


def _checks(report: Report, titles: dict[str, str]) -> Iterator[Checks]:
    """The checklist: a heading before titles reads well with every title."""
    for outcome, (mark, heading) in _OUTCOMES.items():
        if named := sorted(
            titles.get(each.rule, each.rule)
            for each in report.rules
            if each.outcome == outcome
        ):
            yield Checks(outcome, mark, heading, tuple(named))


def _finding(
    number: int, group: list[Finding], run: Run, pictures: Pictures
) -> FindingView:
    first = group[0]
    rule = run.rulebook[first.rule]
    messages = []
    for kind in kinds(group):
        alike = list(dict.fromkeys(finding.message for finding in kind))
        messages += alike[:SHOWN]
        if len(alike) > SHOWN:
            messages.append(f"… and {len(alike) - SHOWN} more like these.")
    heading, more = _split(messages[0])
    remedy, remedies = _split(first.remedy)
    return FindingView(
        number=number,
        severity=first.severity,
        certainty=certainty(first),
        waived=first.waived,
        heading=heading,
        more=(*more, *messages[1:]),
        where=_where(group),
        why=why(first.rule, run),
        remedy=remedy,
        remedies=tuple(remedies),
        court_message=first.court_message,
        steps=_steps(rule.section("Fix")),
        reasons=_markup(rule.section("Why")),
        rule=first.rule,
        codes=tuple(dict.fromkeys(finding.code for finding in group)),
        objects=tuple(dict.fromkeys(_objects(group)))[:SHOWN],
        pictures=pictures,
    )


def _split(message: str) -> tuple[str, list[str]]:
    """The first sentence of a message, and the rest if there is one."""
    found = _SENTENCE.fullmatch(message)
    return (found[1], [found[2]]) if found else (message, [])


def _where(group: list[Finding]) -> str:
    """The pages; the way through the file is shown apart."""
    bare = [
        finding._replace(location=finding.location._replace(path=None))
        for finding in group
    ]
    text = where(bare)
    return f"{text[:1].upper()}{text[1:]}."


def _objects(group: list[Finding]) -> Iterator[str]:
    for finding in group:
        at = finding.location
        number = f"object {at.object}" if at.object else ""
        if named := ", ".join(filter(None, (at.path, number))):
            yield named


def rules(run: Run) -> list[SourceView]:
    """What was asked for, and by whom: every rule, those that are off as well."""
    return [_source(rule, run.profile.rules.get(rule.id)) for rule in _in_order(run)]


def host(source: str) -> str:
    """Whose page a source is; a source that is no page says so itself."""
    page = _PAGE.match(source)
    return page[1] if page else source


def sources(run: Run) -> str:
    """In a line, whose pages the rules are from, each with its latest date."""
    dates: dict[str, str] = {}
    for setting in run.profile.rules.values():
        if setting.severity and setting.source:
            name = host(setting.source)
            dates[name] = max(dates.get(name, ""), setting.as_of or "")
    return "; ".join(
        f"{name} ({for_people(day)})" if day else name for name, day in dates.items()
    )


def _in_order(run: Run) -> Iterator[Rule[...]]:
    """The rules, those of the profile first and in its order."""
    yield from (run.rulebook[rule_id] for rule_id in run.profile.rules)
    yield from (rule for rule in run.rulebook if rule.id not in run.profile.rules)


def _source(rule: Rule[...], setting: RuleSetting | None) -> SourceView:
    limits = (
        setting.limits_in_words(rule) if setting else rule.limits_in_words({}, None)
    )
    return SourceView(
        rule.title, rule.id, setting.severity if setting else None, limits, setting
    )


@cache
def _steps(markdown: str) -> Markup:
    """The steps for each program; those of rarer ones are marked: they are not printed."""
    parser = MarkdownIt("js-default")
    tokens = parser.parse(markdown)
    items = [
        (token, tokens[at + 2].content)
        for at, token in enumerate(tokens)
        if token.type == "list_item_open" and token.level == 1
    ]
    if any(text.startswith(USUAL) for _, text in items):
        for item, text in items:
            if not text.startswith(USUAL):
                item.attrSet("class", "rarer")
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704  (see below)


@cache
def _markup(markdown: str) -> Markup:
    """A section of a rule's page. What is HTML in it stays text."""
    return Markup(MarkdownIt("js-default").render(markdown))  # noqa: S704  (as said)


def versions(run: Run) -> dict[str, str]:
    """The versions of this program and of what it stands on."""
    found = {"nextgen-pdf": run.version}
    for package in ("pikepdf", "pypdf", "pdfminer.six"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found | {"Python": platform.python_version()}
