"""What becomes of rules that find, pass, cannot look, or break."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextgen_pdf import (
    Checker,
    Document,
    Finding,
    NotCheckedError,
    Profile,
    Report,
    Rule,
    Rulebook,
    Severity,
    UnreadableError,
    rule,
)
from nextgen_pdf.findings import SEVERITIES
from nextgen_pdf.profile import RuleSetting
from nextgen_pdf.report import Outcome, RuleOutcome, verdict
from rawpdf import RawPdf

PAGE = "Odd.\n\n## Why\n\nSo.\n\n## Fix\n\nThus.\n"


def _breaks(document: Document) -> Iterator[Finding]:
    yield Finding("Seen before.", code="odd")
    raise ZeroDivisionError("the document says: secret")


def _cannot_look(document: Document) -> Iterator[Finding]:
    yield Finding("Seen before.", code="odd")
    raise UnreadableError("page 3 is torn")


def _finds(document: Document) -> Iterator[Finding]:
    yield Finding("Seen.", code="odd")


def _mistypes_its_code(document: Document) -> Iterator[Finding]:
    yield Finding("Seen.", code="od")


def _passes(document: Document) -> Iterator[Finding]:
    yield from ()


def _run(
    *checks: object,
    severity: Severity | None = "warning",
    **codes: Severity | None,
) -> Report:
    rules: list[Rule[...]] = []
    for check in checks:
        check.__doc__ = PAGE
        name = getattr(check, "__name__").strip("_").replace("_", "-")  # noqa: B009
        rules.append(rule(name, codes={"odd": "odd"})(check))  # type: ignore[arg-type]
    setting = RuleSetting(severity=severity, codes=codes)
    profile = Profile(name="test", title="Test", rules={r.id: setting for r in rules})
    pdf = RawPdf()
    pdf.page()
    return Checker(profile, Rulebook(rules)).check(pdf.to_bytes())


def test_found_and_passed() -> None:
    report = _run(_finds, _passes)
    assert [(r.rule, r.outcome) for r in report.rules] == [
        ("finds", "found"),
        ("passes", "passed"),
    ]
    assert report.verdict == "caution"
    assert report.findings[0].rule == "finds"
    assert report.findings[0].severity == "warning"


def test_a_rule_that_breaks_is_named_and_never_a_pass() -> None:
    report = _run(_breaks)
    assert report.verdict == "unchecked"
    (outcome,) = report.rules
    assert outcome.outcome == "not-checked"
    assert outcome.reason is not None
    assert "ZeroDivisionError" in outcome.reason
    assert "test_checker.py" in outcome.reason
    assert "secret" not in outcome.reason
    assert len(report.findings) == 1


def test_what_cannot_be_looked_at_is_said_and_what_was_found_is_kept() -> None:
    report = _run(_cannot_look)
    assert report.rules[0].reason == "page 3 is torn"
    assert report.verdict == "unchecked"
    assert len(report.findings) == 1


def test_an_undeclared_code_is_a_fault_of_the_rule() -> None:
    report = _run(_mistypes_its_code)
    assert report.verdict == "unchecked"
    assert not report.findings


def test_severity_is_the_profiles_by_code() -> None:
    assert _run(_finds, odd="error").verdict == "refused"
    assert _run(_finds, odd="info").verdict == "ready"
    dropped = _run(_finds, odd=None)
    assert not dropped.findings
    assert dropped.rules[0].outcome == "passed"


def test_a_rule_that_is_off_does_not_run() -> None:
    report = _run(_breaks, severity=None)
    assert report.rules[0].outcome == "off"
    assert report.verdict == "ready"


def test_a_rule_that_no_profile_names_does_not_run() -> None:
    _breaks.__doc__ = PAGE
    book = Rulebook([rule("breaks", codes={"odd": "odd"})(_breaks)])
    pdf = RawPdf()
    pdf.page()
    report = Checker(Profile(name="none", title="None"), book).check(pdf.to_bytes())
    assert [(r.outcome, r.reason) for r in report.rules] == [
        ("off", "the profile does not name it")
    ]


@given(
    st.lists(st.sampled_from(SEVERITIES)),
    st.lists(st.sampled_from(get_args(Outcome))),
)
def test_the_verdict_is_never_kinder_than_the_worst(
    severities: list[Severity], outcomes: list[Outcome]
) -> None:
    got = verdict(
        [Finding("x", severity=s) for s in severities],
        [RuleOutcome(str(n), o) for n, o in enumerate(outcomes)],
    )
    order = ["refused", "unchecked", "caution", "ready"]
    if "error" in severities:
        assert got == "refused"
    if "not-checked" in outcomes:
        assert order.index(got) <= order.index("unchecked")
    if "warning" in severities:
        assert order.index(got) <= order.index("caution")
    if got == "ready":
        assert set(severities) <= {"info"}
        assert "not-checked" not in outcomes


def test_facts_that_were_not_read_raise_each_time() -> None:
    from nextgen_pdf.testing import document  # noqa: PLC0415

    locked = document(scripts=UnreadableError("torn"))
    for _ in range(2):
        with pytest.raises(NotCheckedError, match="torn"):
            locked.scripts  # noqa: B018
