"""One line of JSON for each document, as it finishes: for long runs and pipes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from nextgen_pdf.formats import Run
from nextgen_pdf.report import Report

NEEDS_DIGEST = True


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:  # noqa: ARG001
    """The object of each document, on a line."""
    for report in reports:
        yield json.dumps(document(report)) + "\n"


def document(report: Report) -> dict[str, Any]:
    """A report as the published JSON Schema describes it."""
    return {
        "path": report.path,
        "sha256": report.sha256,
        "size_bytes": report.size_bytes,
        "pdf_version": report.pdf_version,
        "page_count": report.page_count,
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
                    "areas": [
                        {"page": area.page, "box": list(area.box)}
                        for area in finding.location.areas
                    ],
                },
            }
            for finding in report.findings
        ],
    }
