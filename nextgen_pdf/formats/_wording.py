"""The words that formats share: how a verdict, a finding and its place are told.

What a person reads says the same in every format; each format only lays it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime
from typing import TypeVar

from nextgen_pdf.facts import page_list
from nextgen_pdf.findings import NOWHERE, Finding, Severity
from nextgen_pdf.formats import Run
from nextgen_pdf.mendable import has_copy, mending
from nextgen_pdf.readers import has_pikepdf
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.sanitize import sanitize_text

_T = TypeVar("_T")

SHOWN = 5
"""Of findings that differ only in what they name, so many are spelled out."""
WORDS: dict[Verdict, str] = {
    "refused": "WILL BE REFUSED",
    "unchecked": "COULD NOT BE CHECKED",
    "caution": "MAY BE REFUSED",
    "ready": "READY",
}
CERTAINTY: dict[Severity, str] = {
    "error": "will be refused",
    "warning": "may be refused",
    "info": "worth a look",
}
_NUMBERS = "no one two three four five six seven eight nine".split()
_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_MONTH = re.compile(r"\d{4}-\d\d")
_PLAIN = re.compile(r"[\w./\\:][\w ./\\:,-]*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def advice(verdict: Verdict, found: list[list[Finding]]) -> str:
    """What to do about a verdict, in a sentence or two."""
    counting = [group[0] for group in found if group[0].waived is None]
    errors = sum(finding.severity == "error" for finding in counting)
    match verdict:
        case "refused":
            things = "thing" if errors == 1 else "things"
            return f"Do not upload yet. {in_words(errors).capitalize()} {things} must change."
        case "unchecked":
            return "This file could not be fully checked, so it may still be refused."
        case "caution":
            return "Review this before you upload."
        case "ready" if len(counting) < len(found):
            return (
                "Problems were found, and waived. The court may still refuse the file."
            )
        case "ready":
            return ""


def not_checked(report: Report) -> dict[str, list[str]]:
    """The rules that could not look, by the reason."""
    reasons: dict[str, list[str]] = {}
    for rule in report.rules:
        if rule.outcome == "not-checked":
            reasons.setdefault(rule.reason or "", []).append(rule.rule)
    return reasons


def count_waived(report: Report) -> int:
    """How many findings are waived."""
    return sum(finding.waived is not None for finding in report.findings)


def summary(tally: Counter[Verdict], waived: int = 0) -> str:
    """A last line that counts the documents, where it tells something new."""
    total = tally.total()
    if total == 1:
        nothing = "ready" in tally and not waived
        return "Nothing found that the courts refuse.\n" if nothing else ""
    counts = ", ".join(f"{tally[v]:,} {WORDS[v].lower()}" for v in WORDS if tally[v])
    beside = f" Waived findings: {waived:,}." if waived else ""
    return f"{total:,} documents: {counts}.{beside}\n"


def certainty(finding: Finding) -> str:
    """How sure it is that a finding stops the upload; or that it is waived."""
    said = CERTAINTY[finding.severity]
    return said if finding.waived is None else f"waived: {said}"


def grouped(report: Report) -> list[list[Finding]]:
    """The findings as a person should see them: together what one remedy mends.

    What one rule found stands together, so that a cause is met once. What is waived
    stays last.
    """
    groups = _groups(
        report.findings, lambda f: (f.waived, f.severity, f.rule, f.remedy)
    )
    causes = _groups(groups, lambda group: (group[0].waived is None, group[0].rule))
    return [group for cause in causes for group in cause]


def kinds(group: list[Finding]) -> list[list[Finding]]:
    """The findings of a group, those of one code together."""
    return _groups(group, lambda f: f.code)


def _groups(items: Iterable[_T], alike: Callable[[_T], Hashable]) -> list[list[_T]]:
    """The items that are alike together, in the order of the first of each."""
    groups: dict[Hashable, list[_T]] = {}
    for item in items:
        groups.setdefault(alike(item), []).append(item)
    return list(groups.values())


def why(rule_id: str, run: Run) -> str:
    """The first reason of a rule; or the court, where it is the court that asks for it."""
    court = run.profile.court
    own = court.rules.get(rule_id, {}) if court else {}
    if court and "severity" in own:
        return f"This court asks for it: {own['source']}"
    reasons = without_links(run.rulebook[rule_id].section("Why"))
    return re.split(r"(?<=[.])\s", " ".join(reasons.split()), maxsplit=1)[0]


def without_links(markdown: str) -> str:
    """A text of a rule's page with the words of its links, and not their addresses."""
    return _LINK.sub(r"\1", markdown)


def tells_where(finding: Finding) -> bool:
    """Whether the message says it all: it names the pages, or means the whole file."""
    location = finding.location
    named = location.pages and page_list(location.pages) in finding.message.casefold()
    return bool(named) or location == NOWHERE


def in_a_line(finding: Finding) -> str:
    """What is wrong, where, and what to do, for a place that takes one text."""
    place = "" if tells_where(finding) else f" Where: {where([finding])}."
    waived = "" if finding.waived is None else f" Waived: {finding.waived}"
    return f"{finding.message}{place} Fix: {finding.remedy}{waived}"


def where(group: list[Finding]) -> str:
    """The pages of findings, in how many places, and for a single one the way to it."""
    count = sum(finding.alike for finding in group)
    pages = {page for finding in group for page in finding.location.all_pages}
    off_page = not all(finding.location.all_pages for finding in group)
    told = [page_list(pages)] if pages else []
    if off_page:
        told.append("in the file, not on a page")
    # Several pages say already that there are several places.
    places = f" ({in_words(count)} places)" if count > max(len(pages), 1) else ""
    path = group[0].location.path
    detail = (
        f" ({sanitize_text(path, 60)})" if path and len(group) == count == 1 else ""
    )
    return f"{' and '.join(told)}{places}{detail}"


def in_words(number: int) -> str:
    """A number as text has it: small ones are spelled out."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def copy_to_make(report: Report, run: Run) -> str:
    """What leads to the command that makes a corrected copy; empty: there is none."""
    # What could not be looked into can rarely be written anew.
    unseen = not_checked(report) or not has_pikepdf()
    if unseen or not has_copy(report.findings, run.rulebook):
        return ""
    if unlocks(report, run):
        return (
            "If this PDF is yours, or you may change it, this makes an unlocked copy:"
        )
    return "To make a corrected copy, with nothing else changed, try:"


def unlocks(report: Report, run: Run) -> bool:
    """Whether a corrected copy has its author's restrictions taken off."""
    return any(mending(f, run.rulebook) == "encryption" for f in report.findings)


def copy_command(report: Report, run: Run) -> str:
    """The command that makes the copy; a name that a shell may take amiss is left out."""
    path = report.path
    if "://" in path or not _PLAIN.fullmatch(path):
        path = "FILE"
    quoted = f'"{path}"' if " " in path else path
    court = f" --court {run.profile.court.code}" if run.profile.court else ""
    allowed = " --unrestricted" if unlocks(report, run) else ""
    return f"nextgen-pdf fix {quoted}{court}{allowed}"


def for_people(day: str) -> str:
    """A date as American lawyers write it.

    ``Jan. 10, 2023`` for ``2023-01-10``, and ``Oct. 2024`` for ``2024-10``.
    """
    bare = _MONTH.fullmatch(day) is not None
    try:
        found = date.fromisoformat(f"{day}-01" if bare else day)
    except ValueError:
        return day
    month = _MONTHS[found.month - 1]
    return f"{month} {found.year}" if bare else f"{month} {found.day}, {found.year}"


def moment_for_people(moment: datetime) -> str:
    """A date and time as American lawyers write it, with its distance to UTC."""
    hour = moment.hour % 12 or 12
    half = "a.m." if moment.hour < 12 else "p.m."  # noqa: PLR2004  (noon)
    # A minus sign, at which no line breaks as it may at a hyphen.
    zone = moment.isoformat(timespec="minutes")[-6:].replace("-", "\N{MINUS SIGN}")
    day = for_people(moment.date().isoformat())
    return f"{day}, {hour}:{moment.minute:02} {half} (UTC{zone})"


def reader_note(reader: str | None) -> str | None:
    """What there is to say of the library that read the documents; nothing of the usual."""
    if reader != "pypdf":
        return None
    return (
        "Read with pypdf, which is slower than pikepdf; on rare, badly damaged files the"
        " two may differ."
    )
