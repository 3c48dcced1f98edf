"""What courts ask for beside the nationwide list, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import generate
import pytest
from click.testing import CliRunner, Result

import nextgen_pdf
from nextgen_pdf import Checker, Report, UsageError, courts
from nextgen_pdf.cli import main
from rawpdf import RawPdf

SAMPLES = Path(__file__).parent.parent / "samples"
READY = str(SAMPLES / "brief/pass-clean.pdf")
CODES = [court.code for court in courts()]
EMPTY = RawPdf()
EMPTY.page()


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief of 60 MB: most of it is the data of a stream."""
    pdf = RawPdf()
    pdf.page("BT ET\n" + " " * 60_000_000)
    path = tmp_path_factory.mktemp("large") / "brief.pdf"
    path.write_bytes(pdf.to_bytes())
    return path


def of_size(report: Report) -> list[tuple[str, str, str]]:
    return [
        (f.code, f.severity, f.message)
        for f in report.findings
        if f.rule == "file-size"
    ]


def test_there_are_205_courts_each_once() -> None:
    assert len(CODES) == 205
    assert len({court.name for court in courts()}) == 205


@pytest.mark.parametrize("code", CODES)
def test_every_court_loads_and_checks(code: str) -> None:
    report = nextgen_pdf.check(EMPTY.to_bytes(), court=code)
    assert report.verdict == "ready"


@pytest.mark.parametrize("code", CODES)
def test_every_figure_of_a_court_has_a_source(code: str) -> None:
    for setting in courts()[code].rules.values():
        limits = setting.get("limits", {})
        assert setting.get("source") or limits["look_up"]
        assert ("megabytes" in limits) <= bool(limits.get("basis"))
        assert ("other_megabytes" in limits) <= bool(limits.get("other_basis"))


def test_where_two_sources_differ_both_are_told(large: Path) -> None:
    ((code, severity, message),) = of_size(nextgen_pdf.check(large, court="almd"))
    assert (code, severity) == ("disputed", "warning")
    assert "100 MB (the court's page, undated)" in message
    assert "25 MB (PACER, seen Jan. 10, 2023)" in message


def test_over_the_limit_of_a_court(large: Path) -> None:
    report = nextgen_pdf.check(large, court="ncwd")
    ((code, severity, message),) = of_size(report)
    assert (code, severity) == ("over", "error")
    assert report.verdict == "refused"
    assert "the court's limit is 50 MB" in message
    assert "PACER, seen Jan. 10, 2023" in message


def test_without_a_court_it_is_told_how_many_would_refuse_it(large: Path) -> None:
    ((code, severity, message),) = of_size(nextgen_pdf.check(large))
    assert (code, severity) == ("over-for-some", "info")
    assert re.search(r"over the limit of \d+ of \d+ courts", message)


def test_a_court_without_a_known_limit() -> None:
    ((code, severity, message),) = of_size(
        nextgen_pdf.check(EMPTY.to_bytes(), court="ca11")
    )
    assert (code, severity) == ("no-limit-known", "info")
    assert "this court's size limit is not known" in message


@pytest.mark.parametrize(
    ("given", "over"),
    [
        ("50MB", True),
        ("50 mb", True),
        ("50", True),
        ("0.05GB", True),
        ("70000KB", False),
        ("70MB", False),
    ],
)
def test_a_limit_of_ones_own(large: Path, given: str, over: bool) -> None:
    result = run("check", "--court", "ncwd", "--max-size", given, str(large))
    assert ("file-size (over)" in result.stdout) == over
    assert "given with --max-size" in result.stdout
    assert "out of date" not in result.stdout


@pytest.mark.parametrize("given", ["", "fifty", "0", "-3MB", "50 TB", "1e3"])
def test_what_is_no_size(given: str) -> None:
    result = run("check", f"--max-size={given}", READY)
    assert result.exit_code == 2
    assert "Example: 50MB" in result.stderr


def test_a_court_and_a_profile_contradict_each_other() -> None:
    args = ("--court", "almd", "--profile", "nextgen-1.8")
    result = run("check", *args, READY)
    assert result.exit_code == 2
    assert "Choose a court or a profile, not both." in result.stderr
    with pytest.raises(UsageError):
        Checker.installed("nextgen-1.8", court="almd")


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("amld", "almd"), ("ALND ", "alnd"), ("nevada", "nvb"), ("cacb2", "cacb")],
)
def test_a_wrong_code_gets_the_nearest(wrong: str, near: str) -> None:
    result = run("check", "--court", wrong, READY)
    assert result.exit_code == 2
    assert near in result.stderr


def test_a_code_may_be_in_capitals() -> None:
    assert run("check", "--court", "ALMD", READY).exit_code == 0


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("alabama", {"almb", "almd", "alnb", "alnd", "alsb", "alsd"}),
        ("middle alabama", {"almb", "almd"}),
        ("almd", {"almd"}),
        ("second circuit", {"ca2"}),
    ],
)
def test_courts_are_found_by_code_and_by_name(words: str, codes: set[str]) -> None:
    result = run("courts", *words.split())
    assert set(re.findall(r"^(\S+)", result.stdout, re.MULTILINE)) == codes


def test_of_one_court_everything_is_told() -> None:
    text = run("courts", "nvb").stdout
    assert "links (error): " in text
    assert "https://www.nvb.uscourts.gov/" in text
    assert "may be out of date; check the court's site" in text


def test_a_court_tells_its_limits_in_the_words_of_the_rules() -> None:
    rulebook = Checker.installed().rulebook
    assert [*courts()["ca11"].limits_in_words(rulebook)] == ["Size limit: not known"]
    (words,) = courts()["almd"].limits_in_words(rulebook)
    assert words.startswith("Size limit: 100 MB (the court's page, undated) or 25 MB")


def test_a_search_without_a_result() -> None:
    result = run("courts", "atlantis")
    assert result.exit_code == 2
    assert "There is no court 'atlantis'" in result.stderr


def test_what_a_court_asks_for_is_said_to_be_its_own() -> None:
    sample = str(SAMPLES / "links/some-courts-web-page.pdf")
    text = run("check", "--court", "nvb", sample).stdout
    assert "This court asks for it:" in text
    assert run("check", sample).exit_code == 0


def test_the_page_about_courts_is_up_to_date() -> None:
    page = (Path(generate.HERE) / "courts.md").read_text(encoding="utf-8")
    assert page == generate.courts_page()
    assert all(f"| `{code}` |" in page for code in CODES)


@pytest.mark.pikepdf
def test_text_with_a_court(golden: Callable[[str, str], None]) -> None:
    result = run("check", "--court", "almd", READY)
    golden("court.txt", result.stdout.replace(READY, "brief.pdf"))


@pytest.mark.parametrize(
    "message",
    [
        "Document is malformed or contains code",
        "document is MALFORMED",
        "Document is malformed or contains code which may cause an external action (such"
        " as launching an application). This PDF document cannot be accepted.",
    ],
)
def test_from_a_message_back_to_its_causes(message: str) -> None:
    text = run("explain", "--message", message).stdout
    for cause in ("malformed", "javascript", "external-actions", "attachments"):
        assert f"  {cause}" in text


def test_a_message_may_point_to_one_cause() -> None:
    text = run("explain", "--message", "security measures in effect").stdout
    assert "  encryption" in text
    assert "  javascript" not in text
    too_large = "cannot be loaded because it is over 35 MB"
    assert "  file-size" in run("explain", "--message", too_large).stdout


def test_a_message_that_no_court_is_known_to_say() -> None:
    result = run("explain", "--message", "Out of cheese")
    assert result.exit_code == 2
    assert "No court is known to say that" in result.stderr


@pytest.mark.parametrize("args", [(), ("fonts", "--message", "x")])
def test_explain_wants_a_rule_or_a_message(args: tuple[str, ...]) -> None:
    result = run("explain", *args)
    assert result.exit_code == 2
    assert "Give a rule or a code, or --message, and not both." in result.stderr


def test_what_a_court_would_say_is_said_to_be_probable() -> None:
    report = nextgen_pdf.check(SAMPLES / "javascript/fail-open-action.pdf")
    (finding,) = report.findings
    assert finding.court_message is not None
    assert finding.court_message.startswith("If the court refuses it, ")
