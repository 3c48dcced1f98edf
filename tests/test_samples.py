"""Every sample is judged as its name says, and can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

import make
import nextgen_pdf

SAMPLES = Path(make.HERE)
NAMED = sorted(
    str(path.relative_to(SAMPLES).as_posix())
    for path in SAMPLES.glob("*/*.pdf")
    if path.name.startswith(("pass-", "fail-"))
)
RULES = [rule.id for rule in nextgen_pdf.Checker.installed().rulebook]


@pytest.mark.parametrize("name", NAMED)
def test_is_judged_as_its_name_says(name: str) -> None:
    report = nextgen_pdf.check(SAMPLES / name)
    rules = {f.rule for f in report.findings if f.severity != "info"}
    if "/fail-" in name:
        assert rules == {name.partition("/")[0]}
    else:
        assert report.verdict == "ready", report.findings


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["pass", "fail"])
def test_every_rule_has_two_samples_of_each_kind(rule: str, kind: str) -> None:
    assert sum(name.startswith(f"{rule}/{kind}-") for name in NAMED) >= 2


def test_the_script_makes_the_same_bytes() -> None:
    made = dict(make.samples())
    kept = {p.relative_to(SAMPLES): p.read_bytes() for p in SAMPLES.glob("*/*.pdf")}
    assert made.keys() == kept.keys()
    assert [str(p) for p in made if made[p] != kept[p]] == []


def test_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*.pdf")) < 2_000_000


def test_a_clean_brief_is_ready() -> None:
    report = nextgen_pdf.check(SAMPLES / "brief/pass-clean.pdf")
    assert report.verdict == "ready"
    assert report.page_count == 6
    assert not report.findings


def test_a_brief_with_several_problems_tells_them_all() -> None:
    report = nextgen_pdf.check(SAMPLES / "brief/several-problems.pdf")
    assert report.verdict == "refused"
    assert [(f.rule, f.code, f.location.page) for f in report.findings] == [
        ("javascript", "document-script", None),
        ("attachments", "name-tree", None),
        ("fonts", "not-embedded", 4),
        ("page-size", "not-letter", 4),
    ]
