"""JUnit XML, read back by a parser that is not ours."""

from __future__ import annotations

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

import hostile
from nextgen_pdf import Report
from nextgen_pdf.formats import junit


def rendered(*reports: Report) -> JUnitXml:
    text = "".join(junit.render(reports, hostile.run()))
    return JUnitXml.fromstring(text.encode())


def test_the_samples_are_read_back(reports: list[Report]) -> None:
    suites = list(rendered(*reports))
    assert [suite.name for suite in suites] == [report.path for report in reports]
    for suite, report in zip(suites, reports, strict=True):
        failed = {f.rule for f in report.findings if f.severity != "info"}
        outcomes = [rule.outcome for rule in report.rules]
        assert suite.tests == len(report.rules) == len(list(suite))
        assert suite.failures == len(failed)
        assert suite.errors == outcomes.count("not-checked")
        assert suite.skipped == outcomes.count("off")
        assert {case.name for case in suite if case.is_failure} == failed


def test_each_outcome() -> None:
    ((found, gap, off),) = rendered(hostile.report("Exhibit A.docx"))
    (failure,) = found.result
    assert isinstance(failure, Failure)
    assert failure.type == "error"
    assert failure.message == 'The file "Exhibit A.docx" is attached.'
    assert failure.text.endswith("Fix: Take it out.")
    assert found.system_out.startswith("info (empty-portfolio): ")
    assert isinstance(gap.result[0], Error)
    assert isinstance(off.result[0], Skipped)


def test_a_rule_that_found_something_before_it_could_look_no_further() -> None:
    report = hostile.report("a")
    rules = (report.rules[0]._replace(outcome="not-checked", reason="too many"),)
    ((case,),) = rendered(report._replace(rules=rules))
    assert {type(result) for result in case.result} == {Failure, Error}


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_text(text: str) -> None:
    ((found, _, _),) = rendered(hostile.report(text))
    for shown in (found.classname, found.result[0].message, found.result[0].text):
        assert not hostile.UNFIT & set(shown)
        assert len(shown) < 5_000


def test_markup_stays_text() -> None:
    ((found, _, _),) = rendered(hostile.report("<b>&amp;</b>"))
    assert found.classname == "<b>&amp;</b>"
