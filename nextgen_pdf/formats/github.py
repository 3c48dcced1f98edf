"""Workflow commands of GitHub Actions: each finding becomes an annotation of the file.

Nothing out of a document can end a command or begin another: control characters are
gone, and what has a meaning in a command is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from nextgen_pdf.findings import Severity
from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import (
    WORDS,
    certainty,
    count_waived,
    in_a_line,
    not_checked,
    summary,
)
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.sanitize import sanitize_text

NEEDS_DIGEST = False

LONGEST = 2_000
"""Of a text, so many characters are kept."""
_COMMANDS: dict[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "info": "notice",
}


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """A command for each finding and for what could not be checked; then a summary."""
    tally: Counter[Verdict] = Counter()
    waived = 0
    for report in reports:
        tally[report.verdict] += 1
        waived += count_waived(report)
        for finding in report.findings:
            sure = certainty(finding).capitalize()
            title = f"{sure}: {finding.rule} ({finding.code})"
            weight = finding.severity if finding.waived is None else "info"
            command = _COMMANDS[weight]
            yield _command(command, report.path, title, in_a_line(finding))
        for reason, rules in not_checked(report).items():
            text = f"Not checked: {', '.join(rules)}; {reason}."
            title = WORDS["unchecked"].capitalize()
            yield _command("error", report.path, title, text)
    yield summary(tally, waived)
    if unfinished := run.unfinished():
        yield f"::error title={_property('Not all was checked')}::{_data(unfinished)}\n"


def _command(command: str, path: str, title: str, message: str) -> str:
    properties = f"file={_property(path)},title={_property(title)}"
    return f"::{command} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    """A text as a command's message; ``sanitize_text`` leaves no line end in it."""
    return sanitize_text(text, LONGEST).replace("%", "%25")


def _property(text: str) -> str:
    """A text as a command's property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
