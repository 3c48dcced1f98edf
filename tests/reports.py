"""What must hold of every report, whatever is in the document."""

from __future__ import annotations

from typing import get_args

from nextgen_pdf import Checker, Report
from nextgen_pdf.report import Verdict

VERDICTS = frozenset(get_args(Verdict))


def faults(report: Report, checker: Checker) -> list[str]:
    """What a report lacks, or says and must not."""
    seen = []
    if report.verdict not in VERDICTS:
        seen.append(f"verdict {report.verdict}")
    if {r.rule for r in report.rules} != {rule.id for rule in checker.rulebook}:
        seen.append("not every rule has an outcome")
    for rule in report.rules:
        on = checker.profile.rules[rule.rule].severity is not None
        if (rule.outcome != "off") != on:
            seen.append(f"{rule.rule} is {rule.outcome}")
        if "rule itself failed" in (rule.reason or ""):
            seen.append(f"{rule.rule}: {rule.reason}")
        if rule.outcome == "not-checked" and report.verdict in ("ready", "caution"):
            seen.append(
                f"{rule.rule} did not look, and the verdict is {report.verdict}"
            )
    return seen
