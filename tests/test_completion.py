"""Completion in a shell, as ``docs/completion.md`` has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nextgen_pdf.cli import main

VARIABLE = "_NEXTGEN_PDF_COMPLETE"


def _completed(words: str, begun: str) -> dict[str, str]:
    """What Fish would be offered: each word, and what is said of it."""
    env = {VARIABLE: "fish_complete", "COMP_WORDS": words, "COMP_CWORD": begun}
    result = CliRunner().invoke(main, env=env, prog_name="nextgen-pdf")
    assert result.exit_code == 0, result.output
    lines = [line.split(",", 1)[1] for line in result.stdout.splitlines()]
    return {word: meaning for word, _, meaning in (x.partition("\t") for x in lines)}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_script(shell: str) -> None:
    result = CliRunner().invoke(
        main, env={VARIABLE: f"{shell}_source"}, prog_name="nextgen-pdf"
    )
    assert result.exit_code == 0
    assert re.search(rf"{VARIABLE} ?= ?'?{shell}_complete", result.stdout)


def test_the_documentation_names_the_variable() -> None:
    page = Path(__file__).parent.parent / "docs" / "completion.md"
    for shell in ("bash", "zsh", "fish"):
        assert f"{VARIABLE}={shell}_source nextgen-pdf" in page.read_text("utf-8")
    assert f"$env:{VARIABLE} = 'powershell_source'" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        ("nextgen-pdf", "che", {"check"}),
        ("nextgen-pdf check --court", "alm", {"almb", "almd"}),
        ("nextgen-pdf check --select", "java", {"javascript"}),
        ("nextgen-pdf check --ignore", "java", {"javascript"}),
        ("nextgen-pdf check --format", "json", {"json", "jsonl"}),
        ("nextgen-pdf check --fail-on", "", {"error", "warning", "never"}),
        ("nextgen-pdf check --profile", "nextgen-1.6-", {"nextgen-1.6-strict"}),
        ("nextgen-pdf check --profile", "firm", {"firm"}),
        ("nextgen-pdf check", "brie", {"brie"}),  # the shell looks for files
        ("nextgen-pdf explain", "java", {"javascript"}),
        ("nextgen-pdf explain", "open-a", {"open-action"}),
        ("nextgen-pdf explain", "forms/sig", {"forms/signature", "forms/signed"}),
        ("nextgen-pdf courts", "alm", {"almb", "almd"}),
    ],
)
def test_what_is_offered(words: str, begun: str, offered: set[str]) -> None:
    assert set(_completed(words, begun)) == offered


def test_powershell_is_offered_the_same() -> None:
    env = {
        VARIABLE: "powershell_complete",
        "COMP_WORDS": "nextgen-pdf check --court almd",
        "COMP_CWORD": "3",
    }
    result = CliRunner().invoke(main, env=env, prog_name="nextgen-pdf")
    assert result.stdout.splitlines() == [
        "plain",
        "almd",
        "U.S. District Court, Middle District of Alabama",
    ]


def test_what_is_offered_is_explained() -> None:
    assert _completed("nextgen-pdf check --court", "almd") == {
        "almd": "U.S. District Court, Middle District of Alabama"
    }


def test_a_broken_configuration_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nextgen-pdf.toml").write_text("cort = 1")
    assert set(_completed("nextgen-pdf check --court", "almd")) == {"almd"}
