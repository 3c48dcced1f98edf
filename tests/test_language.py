"""How we speak: short first sentences, plain words, a remedy and a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nextgen_pdf import Checker, Finding, Rule, Verdict

SAMPLES = Path(__file__).parent.parent / "samples"
# a court that asks for more, so that every rule speaks
CHECKER = Checker.installed(
    court="nvb", limits={"file-size": {"megabytes": 0.002}}, digest=False
)
KINDNESS: list[Verdict] = ["ready", "caution", "unchecked", "refused"]
JARGON = re.compile(
    r"\b(ISO|catalog|dictionary|annotation|AcroForm|MediaBox|CropBox|XFA|stream|xref|"
    r"trailer|glyph|widget|token|parse|render|embed|encod)",
    re.IGNORECASE,
)


def _all_findings() -> dict[str, Finding]:
    """The findings in the samples; of those that say the same, one."""
    reports = CHECKER.check_many(sorted(SAMPLES.glob("*/*.pdf")), jobs=0)
    return {f.message: f for report in reports for f in report.findings}


def _first_sentence(text: str) -> str:
    """Without what stands in brackets, which is for searching, and in quotes."""
    bare = re.sub(r' \([^()]*\)|"[^"]*"', "", text)
    return re.split(r"(?<=[.])\s", bare, maxsplit=1)[0]


@pytest.mark.parametrize("finding", _all_findings().values(), ids=_all_findings())
def test_the_first_sentence_is_short_and_plain(finding: Finding) -> None:
    sentence = _first_sentence(finding.message)
    assert sentence.endswith(".")
    assert len(sentence.split()) <= 20
    assert not JARGON.search(sentence), sentence
    assert finding.remedy.endswith(".")


@pytest.mark.parametrize("finding", _all_findings().values(), ids=_all_findings())
def test_the_first_sentence_of_a_remedy_stands_alone(finding: Finding) -> None:
    if finding.rule != "file-size":  # two ways, which need a sentence together
        assert len(_first_sentence(finding.remedy).split()) <= 20


@pytest.mark.parametrize("rule", list(CHECKER.rulebook), ids=lambda rule: rule.id)
def test_every_rule_has_a_page(rule: Rule[...]) -> None:
    assert rule.title
    assert len(rule.title.split()) <= 7  # a title, not a sentence
    assert not rule.title.endswith(".")
    assert re.search(r"\]\(https?://", rule.section("Why"))
    assert rule.section("Limits")
    for program in ("Acrobat", "Word", "Preview", "Chrome", "Free:"):
        assert program in rule.section("Fix")
    assert all(rule.codes.values())
    assert "TODO" not in f"{rule.page} {rule.codes}"  # as new_rule.py leaves it


@pytest.mark.parametrize("rule", list(CHECKER.rulebook), ids=lambda rule: rule.id)
def test_the_default_profile_names_the_source_of_every_rule(rule: Rule[...]) -> None:
    setting = Checker.installed().profile.rules[rule.id]
    assert setting.source.startswith("http") or not setting.confirmed


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/*.pdf")), ids=str)
def test_the_verdict_is_never_kinder_than_the_worst_finding(sample: Path) -> None:
    report = CHECKER.check(sample)
    severities = {finding.severity for finding in report.findings}
    least: Verdict = (
        "refused"
        if "error" in severities
        else "caution"
        if "warning" in severities
        else "ready"
    )
    assert KINDNESS.index(report.verdict) >= KINDNESS.index(least)
