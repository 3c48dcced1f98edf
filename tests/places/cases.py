"""A case: a document, and what the checker must say of it.

What is expected is written as a few words, separated by commas; nothing at all is the
empty text, and then the document must be ready.

    error javascript/open-action     a finding of this severity, rule and code
    warning attachments              the same, whatever the code
    report javascript                an error or a warning
    maybe multimedia                 may be there or not
    unchecked                        a rule may be unable to look
    *                                other rules may find something too

Whatever is found beyond this fails the test, also under another rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

import pytest

import nextgen_pdf
from nextgen_pdf import Finding, Report
from nextgen_pdf.readers import has_pikepdf
from places.pypdf_differs import SEEN_OTHERWISE
from rawpdf import RawPdf

Build = Callable[[RawPdf], object]

ADVICE = {"searchable-text", "review-marks", "file-size", "file-name"}
"""Rules that no place is about."""
PLACED = {
    "javascript", "external-actions", "external-content", "attachments", "multimedia",
    "forms", "fonts",
}  # fmt: skip
"""Rules whose findings are somewhere in particular."""

READERS = ("pikepdf", "pypdf")
"""The product's reader, and the second opinion."""
CHECKERS = {
    reader: nextgen_pdf.Checker.installed(reader=reader, digest=False)
    for reader in READERS
    if reader == "pypdf" or has_pikepdf()
}


class Case(NamedTuple):
    """One line of a table of cases."""

    id: str
    build: Build | bytes
    """What is put into a document, or the file itself."""
    expect: str = ""
    page: int | None = None
    """The page of what is expected first."""
    as_is: bool = False
    """Whether it is something else when it is packed, or in disguise."""


def written(case: Case, write: Callable[[RawPdf], bytes] = RawPdf.to_bytes) -> bytes:
    """The file of a case, with a page if it has none."""
    if isinstance(case.build, bytes):
        return case.build
    pdf = RawPdf()
    case.build(pdf)
    if not pdf.pages:
        pdf.page()
    return write(pdf)


def cases(
    *tables: Iterable[Case], readers: Collection[str] = READERS
) -> pytest.MarkDecorator:
    """Run a test with each case and each reader."""
    params = [
        pytest.param(case, reader, id=f"{case.id} {reader}", marks=marks(case, reader))
        for table in tables
        for case in table
        for reader in readers
    ]
    return pytest.mark.parametrize(("case", "reader"), params)


def marks(case: Case, reader: str) -> list[pytest.MarkDecorator]:
    """The mark of a case in which pypdf is known to differ."""
    reason = SEEN_OTHERWISE.get(case.id) if reader == "pypdf" else None
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


def prove(case: Case, reader: str = READERS[0]) -> None:
    """Fail unless the checker says of a case what is expected."""
    if seen := differences(case, CHECKERS[reader].check(written(case))):
        pytest.fail("; ".join(seen), pytrace=False)


def differences(case: Case, report: Report) -> list[str]:
    """What the checker says and should not, and what it should and does not."""
    items = [item.split() for item in case.expect.split(",") if item.strip()]
    single = {item[0] for item in items if len(item) == 1}
    wanted = [(item[0], item[1]) for item in items if len(item) == 2]
    found = [finding for finding in report.findings if finding.rule not in ADVICE]
    current = {finding.rule for finding in found if finding.code != "left-over"}
    seen: list[str] = []
    for number, (severity, what) in enumerate(wanted):
        matching = [finding for finding in found if matches(finding, what)]
        if severity == "maybe":
            continue
        severities = ("error", "warning") if severity == "report" else (severity,)
        good = [finding for finding in matching if finding.severity in severities]
        if not good:
            seen.append(f"missing: {severity} {what}")
        elif number == 0 and case.page is not None:
            pages = {p for f in good for p in (*f.location.pages, f.location.page)}
            if case.page not in pages:
                seen.append(f"not on page {case.page}: {what}")
    for finding in found:
        told = f"{finding.severity} {finding.rule}/{finding.code}"
        if finding.rule in PLACED and finding.location == nextgen_pdf.Location():
            seen.append(f"nowhere: {told}")
        expected = any(matches(finding, what) for _, what in wanted) or "*" in single
        beside = finding.code == "left-over" and finding.rule in current
        if not expected and not beside:
            seen.append(f"not expected: {told} {finding.location}")
    if not single & {"unchecked", "*"}:
        seen += [
            f"not checked: {rule.rule}: {rule.reason}"
            for rule in report.rules
            if rule.outcome == "not-checked"
        ]
    if not items and report.verdict != "ready":
        seen.append(report.verdict)
    return seen


def matches(finding: Finding, what: str) -> bool:
    """Whether this is a finding of ``rule`` or ``rule/code``."""
    rule, _, code = what.partition("/")
    return finding.rule == rule and code in ("", finding.code)
