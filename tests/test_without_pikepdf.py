"""What the program does where pikepdf is not installed: it checks, and says how."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import SAMPLES
from nextgen_pdf.cli import main

BRIEF = str(SAMPLES / "brief" / "pass-clean.pdf")
FORM = str(SAMPLES / "forms" / "fail-text-fields.pdf")
NOTE = "Read with pypdf"
ABSENT = (
    "needs the package pikepdf, which is not installed; it is available for Linux and"
    " Windows (64-bit), and for Macs with Apple silicon and macOS 15 or later:"
)


@pytest.fixture(autouse=True)
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_check_says_which_reader_it_was() -> None:
    result = run("check", FORM)
    assert result.exit_code == 1
    assert NOTE in result.stdout
    assert "nextgen-pdf fix" not in result.stdout
    assert NOTE not in run("check", FORM, "--quiet").stdout
    (document,) = json.loads(run("check", FORM, "--format", "json").stdout)["documents"]
    assert document["reader"] == "pypdf"
    assert NOTE in run("check", FORM, "--format", "html").stdout


@pytest.mark.pikepdf
def test_the_usual_reader_needs_no_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert NOTE not in run("check", FORM).stdout
    assert NOTE in run("check", FORM, "--reader", "pypdf").stdout
    (document,) = json.loads(run("check", FORM, "--format", "json").stdout)["documents"]
    assert document["reader"] == "pikepdf"


@pytest.mark.parametrize(
    "args",
    [
        ("check", BRIEF, "--reader", "pikepdf"),
        ("fix", FORM, "--output", "copy.pdf"),
        ("compare", BRIEF, BRIEF),
        ("split", BRIEF, "--max-size", "1KB"),
    ],
    ids=lambda args: args[0],
)
def test_what_cannot_do_without_it_says_so(
    args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert ABSENT in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_program_that_never_had_it_can_check() -> None:
    code = (
        "import sys; sys.modules['pikepdf'] = None; import nextgen_pdf;"
        f"report = nextgen_pdf.check({BRIEF!r});"
        "print(report.verdict, report.to_dict()['reader'])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stdout == "ready pypdf\n", done.stderr
