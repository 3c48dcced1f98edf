"""The report on one document: what was found, what was checked, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nextgen_pdf.findings import Finding, Severity


class Outcome(StrEnum):
    """What became of a rule on a document."""

    PASSED = "passed"
    FOUND = "found"
    NOT_CHECKED = "not-checked"
    OFF = "off"


class Verdict(StrEnum):
    """Will the court take it? The first of these that holds."""

    REFUSED = "refused"
    """A finding is an error."""
    UNCHECKED = "unchecked"
    """A rule was not able to look."""
    CAUTION = "caution"
    """A finding is a warning."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What became of one rule."""

    rule: str
    outcome: Outcome
    reason: str | None = None
    """Why it was not checked, or is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is known about one document after the check."""

    path: str
    """As it was given; ``"-"`` for standard input, empty for bytes."""
    sha256: str | None
    """Of the bytes, in hexadecimal; ``None`` if it was not asked for."""
    size_bytes: int
    pdf_version: str | None
    """``None`` where it could not be read."""
    page_count: int | None
    rules: tuple[RuleOutcome, ...]
    findings: tuple[Finding, ...]
    """The weightiest first, then in the order in which to mend them."""

    @property
    def verdict(self) -> Verdict:
        """Follows from findings and outcomes, and from nothing else."""
        return verdict(self.findings, self.rules)


def verdict(findings: Iterable[Finding], rules: Iterable[RuleOutcome]) -> Verdict:
    """The verdict that findings and outcomes amount to: never kinder than the worst."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Verdict.REFUSED
    if any(rule.outcome is Outcome.NOT_CHECKED for rule in rules):
        return Verdict.UNCHECKED
    return Verdict.CAUTION if Severity.WARNING in severities else Verdict.READY
