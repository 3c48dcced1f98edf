"""The report on one document: what was found, what was checked, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from nextgen_pdf.findings import Finding

Outcome = Literal["passed", "found", "not-checked", "off"]
"""What became of a rule on a document."""

Verdict = Literal["refused", "unchecked", "caution", "ready"]
"""Will the court take it? The first of these that holds: a finding is an error; a rule
was not able to look; a finding is a warning; none of these. Waived findings do not count."""


class RuleOutcome(NamedTuple):
    """What became of one rule."""

    rule: str
    outcome: Outcome
    reason: str | None = None
    """Why it was not checked, or is off."""


class Report(NamedTuple):
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
    """Those that count first, the weightiest of them first, then in the order in which to
    mend them; those that are waived last."""
    producer: str | None = None
    """The program that made the PDF, as it names itself; ``None`` where it does not, or
    could not be read."""

    @property
    def verdict(self) -> Verdict:
        """Follows from findings and outcomes, and from nothing else."""
        return verdict(self.findings, self.rules)


def verdict(findings: Iterable[Finding], rules: Iterable[RuleOutcome]) -> Verdict:
    """The verdict that findings and outcomes amount to: never kinder than the worst."""
    severities = {finding.severity for finding in findings if finding.waived is None}
    if "error" in severities:
        return "refused"
    if any(rule.outcome == "not-checked" for rule in rules):
        return "unchecked"
    return "caution" if "warning" in severities else "ready"
