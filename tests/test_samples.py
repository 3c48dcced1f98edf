"""Every sample is judged as its name says, and can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

import make
import nextgen_pdf
from nextgen_pdf import Checker

SAMPLES = Path(make.HERE)
NAMED = sorted(
    str(path.relative_to(SAMPLES).as_posix())
    for path in SAMPLES.glob("*/*.pdf")
    if path.name.startswith(("pass-", "fail-", "some-courts-"))
)
RULES = [rule.id for rule in Checker.installed().rulebook]
STRICTER = {
    "file-name": 'severity = "warning"',
    "file-size": 'limits = { megabytes = 0.002, basis = "the samples" }',
    "links": 'severity = "warning"',
    "review-marks": 'severity = "warning"',
    "searchable-text": 'severity = "warning"',
}
"""What the courts of ``some-courts-`` samples may add to the default profile."""


def _checker(rule: str, folder: Path) -> Checker:
    """The checker by which the samples of a rule are named."""
    if rule not in STRICTER:
        return Checker.installed()
    profile = folder / "stricter.toml"
    profile.write_text(f'extends = "nextgen-1.6"\n[rules.{rule}]\n{STRICTER[rule]}')
    return Checker.installed(profile)


@pytest.mark.parametrize("name", NAMED)
def test_is_judged_as_its_name_says(name: str, tmp_path: Path) -> None:
    rule = name.partition("/")[0]
    report = _checker(rule, tmp_path).check(SAMPLES / name)
    if "/pass-" not in name:
        assert {f.rule for f in report.findings if f.severity != "info"} == {rule}
    else:
        assert report.verdict == "ready", report.findings


@pytest.mark.parametrize("name", [n for n in NAMED if "/some-courts-" in n])
def test_what_only_some_courts_refuse_is_ready(name: str) -> None:
    assert nextgen_pdf.check(SAMPLES / name).verdict == "ready"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_two_samples_of_each_kind(rule: str) -> None:
    kinds = ("pass", "some-courts" if rule in STRICTER else "fail")
    for kind in kinds:
        assert sum(name.startswith(f"{rule}/{kind}-") for name in NAMED) >= 2


def test_the_script_makes_the_same_bytes() -> None:
    made = dict(make.samples())
    kept = {p.relative_to(SAMPLES): p.read_bytes() for p in SAMPLES.glob("*/*.pdf")}
    assert made.keys() == kept.keys()
    assert [str(p) for p in made if made[p] != kept[p]] == []


def test_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*.pdf")) < 2_000_000


def test_a_form_that_safari_saved_is_found_twice() -> None:
    report = nextgen_pdf.check(SAMPLES / "producer/form-filled-in-in-safari.pdf")
    assert [(f.rule, f.code) for f in report.findings] == [
        ("forms", "field"),
        ("producer", "safari-form"),
    ]


def test_standard_fonts_are_a_caution_only_to_the_letter() -> None:
    sample = SAMPLES / "fonts/pass-standard-14.pdf"
    (info,) = nextgen_pdf.check(sample).findings
    assert (info.code, info.severity) == ("standard-14", "info")
    strict = nextgen_pdf.check(sample, profile="nextgen-1.6-strict")
    assert strict.verdict == "caution"


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
