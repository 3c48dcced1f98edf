"""JUnit XML, for the test pages of build servers: a suite a document, a test case a rule.

An error or a warning is a failure of its rule, a rule that could not look is an error, a
rule that is off is skipped. What is only worth a look, or waived, is output of a test that
passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from nextgen_pdf.findings import Finding
from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import in_a_line
from nextgen_pdf.report import Report, RuleOutcome
from nextgen_pdf.sanitize import sanitize_text

NEEDS_DIGEST = True

LONGEST = 2_000
"""Of a text, so many characters are kept."""


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """The suites, as the reports come."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="nextgen-pdf">\n'
    for report in reports:
        yield _written(_suite(report, run))
    if unfinished := run.unfinished():
        yield _written(_stopped(unfinished))
    yield "</testsuites>\n"


def _written(suite: ET.Element) -> str:
    ET.indent(suite, " ")
    # in ASCII, so that it means the same in whatever encoding it is written
    written: bytes = ET.tostring(suite, encoding="us-ascii")
    return written.decode() + "\n"


def _stopped(unfinished: str) -> ET.Element:
    """A suite that says that others are missing: what was not run must not look passed."""
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
    suite = ET.Element("testsuite", {"name": "nextgen-pdf", **counts})
    case = ET.SubElement(suite, "testcase", name="complete", classname="nextgen-pdf")
    ET.SubElement(case, "error", type="stopped", message=unfinished)
    return suite


def _suite(report: Report, run: Run) -> ET.Element:
    suite = ET.Element("testsuite", name=_fit(report.path))
    court = run.profile.court
    facts = {
        "verdict": report.verdict,
        "sha256": report.sha256,
        "profile": run.profile.name,
        "court": court and court.code,
        "version": run.version,
    }
    properties = ET.SubElement(suite, "properties")
    for name, value in facts.items():
        if value:
            ET.SubElement(properties, "property", name=name, value=value)
    for outcome in report.rules:
        suite.append(_case(report, outcome))
    suite.set("tests", str(len(report.rules)))
    for total, kind in (
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        suite.set(total, str(len(suite.findall(f"testcase/{kind}"))))
    return suite


def _case(report: Report, outcome: RuleOutcome) -> ET.Element:
    case = ET.Element("testcase", name=outcome.rule, classname=_fit(report.path))
    found = [finding for finding in report.findings if finding.rule == outcome.rule]
    failing = [f for f in found if f.severity != "info" and f.waived is None]
    reason = _fit(outcome.reason or "")
    if outcome.outcome == "off":
        ET.SubElement(case, "skipped", message=reason or "the rule is off")
    if failing:
        first = failing[0]
        failure = ET.SubElement(
            case, "failure", type=first.severity, message=_fit(first.message)
        )
        failure.text = "\n".join(map(_said, failing))
    if outcome.outcome == "not-checked":
        ET.SubElement(case, "error", type="not-checked", message=reason)
    if len(failing) < len(found):
        out = ET.SubElement(case, "system-out")
        out.text = "\n".join(_said(f) for f in found if f not in failing)
    return case


def _said(finding: Finding) -> str:
    return _fit(f"{finding.severity} ({finding.code}): {in_a_line(finding)}")


def _fit(text: str) -> str:
    """A text without what XML cannot hold."""
    return sanitize_text(text, LONGEST)
