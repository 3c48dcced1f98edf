"""A table for spreadsheets: a row for each finding, and for each PDF without one.

The columns are only ever added to, at the right. A cell that a spreadsheet would take for a
formula begins with an apostrophe, for file names and what is quoted from a document are a
stranger's words. In a file the table begins with a byte order mark, without which Excel reads
it as something else than UTF-8; programs that mind it open it as ``utf-8-sig``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from nextgen_pdf.findings import Finding
from nextgen_pdf.formats import Run
from nextgen_pdf.report import Report
from nextgen_pdf.sanitize import sanitize_text

NEEDS_DIGEST = False
ENCODING = "utf-8-sig"

LONGEST = 2_000
"""Of a text, so many characters are kept."""
COLUMNS = (
    *("path", "verdict", "outcome", "severity", "rule", "code", "pages", "object"),
    *("message", "remedy", "court_message", "waived"),
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_Values = dict[str, str | None]


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """The head, and the rows of each document."""
    yield _line(COLUMNS)
    for report in reports:
        about: _Values = {"path": report.path, "verdict": report.verdict}
        rows = [_found(finding) for finding in report.findings]
        rows += [
            {"outcome": rule.outcome, "rule": rule.rule, "message": rule.reason}
            for rule in report.rules
            if rule.outcome == "not-checked"
        ]
        for row in rows or [{"outcome": "passed"}]:
            yield _row(about | row)
    if unfinished := run.unfinished():
        stopped: _Values = {"verdict": "unchecked", "outcome": "not-checked"}
        yield _row(stopped | {"message": unfinished})


def _found(finding: Finding) -> _Values:
    return {
        "outcome": "found",
        "severity": finding.severity,
        "rule": finding.rule,
        "code": finding.code,
        # no ranges: Excel would take 1-3 for a date
        "pages": "; ".join(map(str, finding.location.all_pages)),
        "object": finding.location.object,
        "message": finding.message,
        "remedy": finding.remedy,
        "court_message": finding.court_message,
        "waived": finding.waived,
    }


def _row(values: _Values) -> str:
    return _line(_cell(values.get(column) or "") for column in COLUMNS)


def _cell(text: str) -> str:
    """A text that stays one; ``sanitize_text`` leaves no tab or line end in it."""
    shown = sanitize_text(text, LONGEST)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
