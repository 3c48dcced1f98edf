"""How we speak: short first sentences, plain American words, a remedy and a source."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_page import command_reference

import nextgen_pdf
from nextgen_pdf import Checker, Finding, Rule, Verdict

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
# a court that asks for more, so that every rule speaks
CHECKER = Checker.installed(
    court="nvb", limits={"file-size": {"megabytes": 0.002}}, digest=False
)
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "action.yml"]
PAGES.remove(ROOT / "docs" / "courts.md")  # its notes are those of courts.toml
FOREIGN = {
    r"\bmend(s|ed|ing)?\b": "fix",
    r"\b(in|to|from) the net\b": "websites, the internet",
    r"\bnothing of it\b": "none of it",
    r"\bis no (legal advice|size|signature|promise)\b": "is not a …",
    r"\btaken for (hostile|honest)\b": "treated as",
    r"\btells (before|whether|more)\b": "checks, says",
    r"\b(be gone on with|goes on where|go on where)\b": "continues",
    r"\b(an old figure|old figures)\b": "may be out of date",
    r"\d+ times: page": "page 2 (two places)",
    r"\bChecked by CM/ECF": "Rules: CM/ECF",
    r"\b(made|make it|written|write it|makes? them) anew\b": "again",
    r"\bclock on the wall\b": "elapsed time",
    r"\bno program knows\b": "unrecognized",
    r"\blarger than the court takes\b": "over the court's size limit",
    r"\bin (a )?process(es)? apart\b": "in a separate process",
    r"\ba line each\b|\bone a line\b": "one per line",
    r"\b(licence|colour|behaviour|recognise[ds]?|organis)": "American spelling",
    r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}\b": "Jan. 10, 2023",
    r"\b20\d\d-[01]\d-[0-3]\d\b": "Jan. 10, 2023",
}
"""What reads as translated, each with what to write instead."""
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


def _texts() -> Iterator[tuple[str, str]]:
    """What people read about us, by its place."""
    for page in PAGES:
        yield page.name, page.read_text(encoding="utf-8")
    yield "--help", command_reference()
    for rule in CHECKER.rulebook:
        yield f"explain {rule.id}", f"{rule.page} {' '.join(rule.codes.values())}"
    for name in nextgen_pdf.__all__:
        yield f"nextgen_pdf.{name}", inspect.getdoc(getattr(nextgen_pdf, name)) or ""


@pytest.mark.parametrize(("place", "text"), [*_texts()], ids=dict(_texts()))
def test_nothing_reads_as_translated(place: str, text: str) -> None:
    """Code and addresses are left out: in them words may be names."""
    prose = re.sub(
        r"```.*?^```|`[^`\n]*`|\]\([^)]*\)|<!--.*?-->",
        " ",
        text,
        flags=re.DOTALL | re.MULTILINE,
    )
    found = {
        match[0]: better
        for phrase, better in FOREIGN.items()
        for match in re.finditer(phrase, prose, re.IGNORECASE)
    }
    assert not found, place
