"""One line of JSON for each document, as it finishes: for long runs and pipes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from nextgen_pdf.findings import Finding, Location
from nextgen_pdf.formats import Run
from nextgen_pdf.report import Report, RuleOutcome

NEEDS_DIGEST = True


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """The object of each document, on a line."""
    for report in reports:
        yield json.dumps(document(report, run.rules_version)) + "\n"


def document(report: Report, rules_version: str | None = None) -> dict[str, Any]:
    """A report as the published JSON Schema describes it."""
    return {
        "path": report.path,
        "sha256": report.sha256,
        "size_bytes": report.size_bytes,
        "pdf_version": report.pdf_version,
        "page_count": report.page_count,
        "producer": report.producer,
        "rules_version": rules_version,
        "verdict": report.verdict,
        "rules": [
            {"rule": rule.rule, "outcome": rule.outcome, "reason": rule.reason}
            for rule in report.rules
        ],
        "findings": [
            {
                "rule": finding.rule,
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "remedy": finding.remedy,
                "court_message": finding.court_message,
                "alike": finding.alike,
                "location": {
                    "page": finding.location.page,
                    "pages": list(finding.location.pages),
                    "object": finding.location.object,
                    "path": finding.location.path,
                },
            }
            for finding in report.findings
        ],
    }


def report(document: dict[str, Any]) -> Report:
    """The report that ``document`` was made of."""
    return Report(
        path=document["path"],
        sha256=document["sha256"],
        size_bytes=document["size_bytes"],
        pdf_version=document["pdf_version"],
        page_count=document["page_count"],
        rules=tuple(RuleOutcome(**rule) for rule in document["rules"]),
        findings=tuple(
            Finding(**{**finding, "location": _location(finding["location"])})
            for finding in document["findings"]
        ),
        producer=document.get("producer"),
    )


def _location(location: dict[str, Any]) -> Location:
    return Location(**{**location, "pages": tuple(location["pages"])})
