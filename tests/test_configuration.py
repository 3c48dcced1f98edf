"""The configuration of a folder, and what wins over it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nextgen_pdf.cli import main

SAMPLES = Path(__file__).parent.parent / "samples"
READY = SAMPLES / "brief" / "pass-clean.pdf"
SCRIPT = SAMPLES / "javascript" / "fail-open-action.pdf"
CAUTION = SAMPLES / "fonts" / "fail-not-embedded.pdf"
WAIVER = """
[[waivers]]
rule = "javascript"
path = "exhibits/*.pdf"
reason = "The clerk agreed."
expires = 9999-12-31
"""

Check = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a folder below it."""
    (tmp_path / "exhibits").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(folder: Path) -> Check:
    def invoke(*args: str | Path, config: str | None = None) -> Result:
        if config is not None:
            (folder / "nextgen-pdf.toml").write_text(config, encoding="utf-8")
        return CliRunner().invoke(main, ["check", *map(str, args)])

    return invoke


def _json(result: Result) -> Any:
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("config", "document", "status"),
    [
        ("", CAUTION, 1),
        ('fail-on = "error"', CAUTION, 0),
        ('ignore = ["fonts"]', CAUTION, 0),
        ('select = ["malformed", "forms"]', SCRIPT, 0),
        ('max-size = "0.1KB"\nfail-on = "error"', READY, 1),
        ("max-size = 50", READY, 0),
    ],
)
def test_options(check: Check, config: str, document: Path, status: int) -> None:
    result = check(document, config=config)
    assert result.exit_code == status, result.output


def test_court_and_format(check: Check) -> None:
    result = check(READY, config='court = "almd"\nformat = "json"')
    assert _json(result)["profile"]["court"] == "almd"


def test_the_command_line_wins(check: Check) -> None:
    config = 'court = "almd"\nformat = "text"\nfail-on = "error"\nignore = ["fonts"]'
    result = check(
        *(CAUTION, "--profile", "nextgen-1.8", "--format", "json"),
        *("--fail-on", "warning", "--ignore", "javascript"),
        config=config,
    )
    assert result.exit_code == 1
    assert _json(result)["profile"] == {"name": "nextgen-1.8", "court": None}
    result = check(READY, "--court", "almd", "--format", "json", config='profile="x"')
    assert _json(result)["profile"]["court"] == "almd"


def test_resuming_needs_no_format(check: Check) -> None:
    result = check(READY, "--resume", "run.jsonl", config='format = "html"')
    assert result.exit_code == 0


def test_it_can_be_left_out(check: Check) -> None:
    result = check(CAUTION, "--no-config", config='fail-on = "nonsense"')
    assert result.exit_code == 1
    assert "Configuration" not in result.stderr


def test_which_file_counts_is_said(check: Check, folder: Path) -> None:
    assert str(folder / "nextgen-pdf.toml") in check(READY, config="").stderr
    assert "Configuration" not in check(READY, "--quiet").stderr


def test_the_nearest_file_wins_alone(
    check: Check, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = folder / "exhibits"
    (folder / "pyproject.toml").write_text('[tool.nextgen-pdf]\nfail-on = "error"\n')
    monkeypatch.chdir(below)
    assert check(CAUTION).exit_code == 0
    (below / "pyproject.toml").write_text("[tool.other]\n")  # not one of ours
    assert check(CAUTION).exit_code == 0
    (below / "pyproject.toml").write_text("[tool.nextgen-pdf]\n")
    assert check(CAUTION).exit_code == 1
    (below / "nextgen-pdf.toml").write_text('ignore = ["fonts"]\n')
    assert check(CAUTION).exit_code == 0


def test_a_profile_lies_beside_the_file(
    check: Check, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "firm.toml").write_text('extends = "nextgen-1.6"\n')
    monkeypatch.chdir(folder / "exhibits")
    result = check(READY, config='profile = "firm.toml"\nformat = "json"')
    assert _json(result)["profile"]["name"] == "firm"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('fail_on = "error"', "did you mean 'fail-on'?"),
        ('fail-on = "warnin"', "did you mean 'warning'?"),
        ('max-size = "much"', "max-size: 'much' is not a size"),
        ("max-size = true", "max-size must be a size"),
        ('select = "fonts"', "select must be a list"),
        ("ignore = [1]", "ignore must be a list of rules"),
        ('court = "a"\nprofile = "b"', "choose a court or a profile, not both"),
        ("court = ", "is not valid TOML"),
        ("waivers = 1", "waivers must be a list"),
        ("waivers = [1]", "waiver 1 must be a table"),
        (WAIVER.replace("reason", "reson"), "did you mean 'reason'?"),
        (WAIVER.replace('reason = "The clerk agreed."', ""), "reason is missing"),
        (WAIVER.replace("The clerk agreed.", ""), "gives no reason"),
        (WAIVER.replace("9999-12-31", '"soon"'), "expires must be a date"),
        (WAIVER.replace("expires = 9999-12-31", ""), "expires is missing"),
        (WAIVER.replace('"javascript"', '"javascrip"'), "did you mean 'javascript'?"),
    ],
)
def test_mistakes_stop_the_run(check: Check, config: str, said: str) -> None:
    result = check("missing.pdf", config=config)  # they come before any document
    assert result.exit_code == 2
    assert said in result.stderr
    assert "nextgen-pdf.toml" in result.stderr


def test_a_waiver_goes_by_the_folder_of_the_file(
    check: Check, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("a.pdf", "exhibits/a.pdf"):
        (folder / place).write_bytes(SCRIPT.read_bytes())
    assert check("exhibits/a.pdf", config=WAIVER).exit_code == 0
    assert check("a.pdf").exit_code == 1
    assert check("exhibits").exit_code == 0
    assert check("exhibits/a.pdf", "--no-config").exit_code == 1
    monkeypatch.chdir(folder / "exhibits")
    assert check("a.pdf").exit_code == 0


def test_many_documents_take_their_waivers_along(check: Check, folder: Path) -> None:
    for name in "abc":
        (folder / "exhibits" / f"{name}.pdf").write_bytes(SCRIPT.read_bytes())
    result = check("exhibits", "--jobs", "1", config=WAIVER)
    assert result.exit_code == 0
    assert "3 documents: 3 ready. Waived findings: 3." in result.stdout
    assert "Found:" not in result.stderr


def test_a_waiver_that_expired_is_said_and_does_not_count(check: Check) -> None:
    config = WAIVER.replace("9999", "2020").replace('path = "exhibits/*.pdf"', "")
    result = check(SCRIPT, config=config)
    assert result.exit_code == 1
    assert "The waiver of javascript expired on Dec. 31, 2020" in result.stderr
    assert "The clerk agreed." in result.stderr


def test_resuming_goes_by_the_waivers(check: Check, folder: Path) -> None:
    (folder / "exhibits" / "a.pdf").write_bytes(SCRIPT.read_bytes())
    run = ("exhibits/a.pdf", "--resume", "run.jsonl")
    lines = (folder / "run.jsonl").read_text
    assert check(*run, config="").exit_code == 1
    assert check(*run, config=WAIVER).exit_code == 0
    assert check(*run).exit_code == 0  # from what is written
    assert len(lines().splitlines()) == 2
    assert check(*run, config="").exit_code == 1
