"""What other programs start us by: the pre-commit hook and the GitHub Action."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BASH = None if sys.platform == "win32" else shutil.which("bash")


def test_the_hook_checks_the_pdfs_of_a_commit() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["types"] == ["pdf"]
    result = _nextgen_pdf(*hook["entry"].split()[1:], "javascript/fail-link.pdf")
    assert result.returncode == 1
    assert "WILL BE REFUSED" in result.stdout


def _nextgen_pdf(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "nextgen_pdf", *args],
        capture_output=True, text=True, check=False, cwd=SAMPLES, encoding="utf-8",
    )  # fmt: skip


def test_no_input_of_the_action_stands_in_its_script() -> None:
    (step,) = ACTION["runs"]["steps"]
    assert "${{" not in step["run"]
    for name in ACTION["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in step["env"].values()


@pytest.mark.skipif(BASH is None, reason="GitHub's Windows machines bring a bash")
class TestAction:
    """The script of the action, with a stand-in for what installs the program."""

    def run(self, tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
        (step,) = ACTION["runs"]["steps"]
        for name, text in {
            "pipx": 'echo "pipx $*"',
            "nextgen-pdf": f'echo "nextgen-pdf $1"; exec {sys.executable} -m nextgen_pdf "$@"',
        }.items():
            (tmp_path / name).write_text(f"#!{BASH}\n{text}\n")
            (tmp_path / name).chmod(0o755)
        inputs = {name: value["default"] for name, value in ACTION["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        variables: dict[str, Any] = {
            name: inputs.get(
                value.removeprefix("${{ inputs.").removesuffix(" }}"), value
            )
            for name, value in step["env"].items()
        }
        variables["GITHUB_STEP_SUMMARY"] = str(tmp_path / "summary.md")
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        script = [
            f"{BASH}",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            "-c",
            step["run"],
        ]
        return subprocess.run(  # noqa: S603
            script, capture_output=True, text=True, check=False, cwd=SAMPLES,
            env={**os.environ, **variables, "PATH": path}, encoding="utf-8",
        )  # fmt: skip

    def test_findings_are_annotations(self, tmp_path: Path) -> None:
        result = self.run(tmp_path, paths="javascript/fail-link.pdf\nbrief\n")
        assert result.returncode == 1
        assert "pipx install --quiet" in result.stdout
        assert "::error file=javascript/fail-link.pdf,title=" in result.stdout

    def test_one_run_makes_annotations_sarif_and_the_job_summary(
        self, tmp_path: Path
    ) -> None:
        sarif = tmp_path / "a b.sarif"
        result = self.run(tmp_path, paths="javascript\nbrief", sarif=str(sarif))
        assert result.stdout.count("nextgen-pdf check") == 1
        assert "::error file=javascript/fail-link.pdf,title=" in result.stdout
        assert "javascript/fail-link.pdf" in sarif.read_text("utf-8")
        summary = (tmp_path / "summary.md").read_text("utf-8")
        assert "| `javascript/fail-link.pdf` | **WILL BE REFUSED** |" in summary
        assert "| `brief/pass-clean.pdf` | **READY** |" in summary

    def test_what_is_ready_passes(self, tmp_path: Path) -> None:
        result = self.run(tmp_path, paths="brief/pass-clean.pdf", court="almd")
        assert result.returncode == 0, result.stderr

    def test_sarif_is_written_also_where_the_step_fails(self, tmp_path: Path) -> None:
        sarif = tmp_path / "a b.sarif"
        for paths, status in (
            ("javascript/fail-link.pdf", 1),
            ("encryption/fail-needs-password.pdf", 1),
        ):
            result = self.run(tmp_path, paths=paths, sarif=str(sarif))
            assert result.returncode == status
            assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"

    @pytest.mark.parametrize(
        "path", ["$(touch gone)", "--output=x", "`id`; exit 0", "*.pdf"]
    )
    def test_a_path_is_never_run(self, tmp_path: Path, path: str) -> None:
        result = self.run(tmp_path, paths=path)
        assert result.returncode == 2
        assert f"There is no file or folder {path}" in result.stderr

    def test_wrong_use_fails(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, court="nowhere").returncode == 2
        sarif = str(tmp_path / "x.sarif")
        assert self.run(tmp_path, fail_on="often", sarif=sarif).returncode == 2
