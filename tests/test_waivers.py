"""Waivers: what they cover, for how long, and what becomes of the verdict."""

from __future__ import annotations

import json
import pickle
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import nextgen_pdf
from nextgen_pdf import Checker, Finding, Report, UsageError, Waiver
from nextgen_pdf.formats import Run, load
from nextgen_pdf.testing import assert_ready
from nextgen_pdf.waivers import today

SAMPLES = Path(__file__).parent.parent / "samples"
SCRIPT = SAMPLES / "javascript" / "fail-open-action.pdf"
TOMORROW = today() + timedelta(days=1)
YESTERDAY = today() - timedelta(days=1)


def _waiver(**changes: Any) -> Waiver:
    given = {"rule": "javascript", "reason": "Agreed.", "expires": TOMORROW}
    return Waiver(**{**given, **changes})


def _check(*waivers: Waiver) -> Report:
    return nextgen_pdf.check(SCRIPT, waivers=waivers)


def test_a_waived_finding_stays_and_does_not_count() -> None:
    plain, waived = _check(), _check(_waiver())
    assert (plain.verdict, waived.verdict) == ("refused", "ready")
    assert [f._replace(waived=None) for f in waived.findings] == list(plain.findings)
    assert {f.waived for f in waived.findings} == {"Agreed."}
    assert plain.rules == waived.rules  # the rule has found it all the same


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"expires": today()}, "ready"),
        ({"expires": YESTERDAY}, "refused"),
        ({"code": "open-action"}, "ready"),
        ({"code": "annotation"}, "refused"),
        ({"rule": "forms"}, "refused"),
        ({"path": "*/fail-*.pdf", "folder": str(SAMPLES)}, "ready"),
        ({"path": "fail-*.pdf", "folder": str(SAMPLES)}, "refused"),
    ],
)
def test_what_it_covers(changes: dict[str, Any], verdict: str) -> None:
    assert _check(_waiver(**changes)).verdict == verdict


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("exhibits/*.pdf", "exhibits/a.pdf", True),
        ("exhibits/*.pdf", "/filing/exhibits/a.pdf", True),
        ("exhibits/*.pdf", "exhibits/a/b.pdf", False),
        ("exhibits/*.pdf", "other/exhibits/a.pdf", False),
        ("exhibits/**", "exhibits/a/b.pdf", True),
        ("**/a.pdf", "a.pdf", True),
        ("**/a.pdf", "x/y/a.pdf", True),
        ("**/a.pdf", "x/ba.pdf", False),
        ("a?.pdf", "a1.pdf", True),
        ("a?.pdf", "a/.pdf", False),
        ("a[1].pdf", "a[1].pdf", True),
        ("a.pdf", "axpdf", False),
        ("/filing/a.pdf", "a.pdf", True),
        ("../*.pdf", "a.pdf", False),
        ("*.pdf", "s3://bucket/a.pdf", False),
        ("s3://bucket/*.pdf", "s3://bucket/a.pdf", True),
        ("**", "", False),
    ],
)
def test_patterns(pattern: str, path: str, covered: bool) -> None:
    waiver = _waiver(path=pattern, folder="/filing")
    place = path if not path or "://" in path else str(Path("/filing") / path)
    assert waiver.covers(Finding("", rule="javascript"), place) is covered


def test_what_was_not_looked_at_cannot_be_waived() -> None:
    locked = SAMPLES / "encryption" / "fail-needs-password.pdf"
    waiver = _waiver(rule="encryption")
    assert nextgen_pdf.check(locked, waivers=[waiver]).verdict == "unchecked"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rule": "javascrip"}, "did you mean 'javascript'?"),
        ({"code": "open-acton"}, "did you mean 'open-action'?"),
        ({"reason": " "}, "gives no reason"),
    ],
)
def test_one_that_cannot_be_meant(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", "[?]")):
        _check(_waiver(**changes))


def test_they_go_to_other_processes() -> None:
    (report,) = nextgen_pdf.check_many([SCRIPT], waivers=[_waiver()], jobs=1)
    assert report.verdict == "ready"
    checker = Checker.installed(waivers=[_waiver()])
    assert pickle.loads(pickle.dumps(checker)).waivers == checker.waivers  # noqa: S301


def test_reports_depend_on_those_that_hold() -> None:
    def version(*waivers: Waiver) -> str:
        return Checker.installed(waivers=waivers).fingerprint()

    assert version() == version(_waiver(expires=YESTERDAY))
    assert len({version(), version(_waiver()), version(_waiver(reason="Other."))}) == 3


def test_a_test_can_waive() -> None:
    assert_ready(SCRIPT, waivers=[_waiver()])


def _rendered(name: str, *waivers: Waiver) -> str:
    checker = Checker.installed(waivers=waivers)
    run = Run(profile=checker.profile, rulebook=checker.rulebook, version="1")
    return "".join(load(name).render([checker.check(SCRIPT)], run))


def test_text_says_so() -> None:
    text = _rendered("text", _waiver())
    assert text.startswith("READY")
    assert "[waived: will be refused]" in text
    assert "Waived: Agreed." in text
    assert "The court may still refuse the file" in text
    assert "Nothing found" not in text


def test_json_says_so() -> None:
    (document,) = json.loads(_rendered("json", _waiver()))["documents"]
    assert [finding["waived"] for finding in document["findings"]] == ["Agreed."]
    (document,) = json.loads(_rendered("json"))["documents"]
    assert [finding["waived"] for finding in document["findings"]] == [None]


def test_sarif_says_so() -> None:
    (result,) = json.loads(_rendered("sarif", _waiver()))["runs"][0]["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Agreed."}
    ]
    (result,) = json.loads(_rendered("sarif"))["runs"][0]["results"]
    assert "suppressions" not in result


def test_junit_says_so() -> None:
    suites = ET.fromstring(_rendered("junit", _waiver()))  # noqa: S314
    assert suites.find(".//failure") is None
    assert "Waived: Agreed." in (suites.findtext(".//system-out") or "")


def test_github_says_so() -> None:
    text = _rendered("github", _waiver())
    assert text.startswith("::notice ")
    assert "Waived: Agreed." in text


def test_html_says_so() -> None:
    text = _rendered("html", _waiver())
    assert "<dt>Waived</dt><dd>Agreed.</dd>" in text
    assert "Waived: will be refused" in text
    assert "<dt>Waived</dt>" not in _rendered("html")
