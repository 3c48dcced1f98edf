"""How child processes start, above all in a frozen program, which has no Python to start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES
from nextgen_pdf import children

FORM = SAMPLES / "forms" / "fail-box-without-a-form.pdf"
CLEAN = SAMPLES / "brief" / "pass-clean.pdf"
FREEZING = (
    "import sys; sys.frozen = True; sys.executable = {!r}; import nextgen_pdf.__main__"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs /bin/sh")


def program(folder: Path) -> str:
    """A program that says of itself that it is frozen, and cannot be told a module."""
    path = folder / "nextgen-pdf"
    code = FREEZING.format(str(path))
    path.write_text(f'#!/bin/sh\nexec \'{sys.executable}\' -c "{code}" "$@"\n')
    path.chmod(0o755)
    return str(path)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_a_frozen_program_is_its_own_child(tmp_path: Path) -> None:
    done = run(program(tmp_path), "check", str(FORM), str(CLEAN), "--format", "json")
    assert done.returncode == 1, done.stderr
    verdicts = [each["verdict"] for each in json.loads(done.stdout)["documents"]]
    assert verdicts == ["refused", "ready"]


def test_a_frozen_program_draws_pages(tmp_path: Path) -> None:
    done = run(program(tmp_path), "check", str(FORM), "--format", "html")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("<image ") == 1


def test_only_a_frozen_program_is_a_child_when_it_is_told_so() -> None:
    command = [sys.executable, "-m", "nextgen_pdf", "--child-process", "os"]
    assert run(*command).returncode == 2


def test_a_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    monkeypatch.setenv("LANG", "C.UTF-8")
    given = children.environment()
    assert "TOKEN" not in given
    assert given["LANG"] == "C.UTF-8"


@pytest.mark.long
def test_the_program_as_pyinstaller_freezes_it(tmp_path: Path) -> None:
    pytest.importorskip("PyInstaller", reason="needs PyInstaller")
    spec = ROOT / "frozen" / "nextgen-pdf.spec"
    freezing = ("--distpath", str(tmp_path), "--workpath", str(tmp_path / "work"))
    made = run(sys.executable, "-m", "PyInstaller", *freezing, str(spec))
    assert made.returncode == 0, made.stderr
    frozen = str(tmp_path / "nextgen-pdf" / "nextgen-pdf")
    check = ("check", str(SAMPLES), "--format", "json")
    unfrozen = run(sys.executable, "-m", "nextgen_pdf", *check)
    assert run(frozen, *check).stdout == unfrozen.stdout
    pages = run(frozen, "check", str(FORM), "--format", "html").stdout
    assert pages.count("<image ") == 1
    text = run(frozen, "fix", str(FORM), "--output", str(tmp_path / "copy.pdf")).stdout
    assert text.startswith("FIXED:")
