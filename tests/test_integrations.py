"""What other programs start us by: the hook, the GitHub Action, the recipes of docs/ci.md."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from junitparser import JUnitXml

from nextgen_pdf.cli import main

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
CI = (ROOT / "docs" / "ci.md").read_text("utf-8")
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
        assert f"There is no file or folder named {path}" in result.stderr

    def test_wrong_use_fails(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, court="nowhere").returncode == 2
        sarif = str(tmp_path / "x.sarif")
        assert self.run(tmp_path, fail_on="often", sarif=sarif).returncode == 2


def _recipes(language: str) -> list[str]:
    """The blocks of docs/ci.md in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", CI, re.DOTALL | re.MULTILINE)


def _yaml_with(key: str) -> list[Any]:
    return [data for text in _recipes("yaml") if key in (data := yaml.safe_load(text))]


def test_the_recipe_for_precommit_names_the_hook() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (config,) = _yaml_with("repos")
    (used,) = config["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    result = _nextgen_pdf(
        *hook["entry"].split()[1:], *used["args"], "brief/pass-clean.pdf"
    )
    assert result.returncode == 0, result.stderr


def test_the_recipes_for_github_give_inputs_that_there_are() -> None:
    workflows = _yaml_with("jobs")
    assert workflows
    for workflow in workflows:
        (job,) = workflow["jobs"].values()
        (ours,) = (step for step in job["steps"] if "/nextgen-pdf@" in step["uses"])
        assert ours["with"].keys() <= ACTION["inputs"].keys()
        for step in job["steps"]:
            if "sarif_file" in step.get("with", {}):
                assert step["with"]["sarif_file"] == ours["with"]["sarif"]


def test_the_recipes_for_build_servers_write_what_they_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gitlab,) = _yaml_with("pdfs")
    (jenkins,) = _recipes("groovy")
    (check,) = re.findall(r"sh '(.*)'", jenkins)
    (read,) = re.findall(r"junit '(.*)'", jenkins)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLES / "javascript", "intake")
    for line, written in (
        (gitlab["pdfs"]["script"][0], gitlab["pdfs"]["artifacts"]["reports"]["junit"]),
        (check, read),
    ):
        program, *args = shlex.split(line)
        assert program == "nextgen-pdf"
        assert CliRunner().invoke(main, [*args, "--jobs", "0"]).exit_code == 1
        assert JUnitXml.fromfile(written).failures
        Path(written).unlink()


def test_the_recipe_for_pytest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its test passes and fails with what the reader's own program makes."""
    (example,) = (text for text in _recipes("python") if "make_petition" in text)
    petitions = ModuleType("petitions")
    monkeypatch.setitem(sys.modules, "petitions", petitions)

    def run(sample: str) -> None:
        petitions.make_petition = partial(shutil.copy, SAMPLES / sample)  # type: ignore[attr-defined]
        names: dict[str, Any] = {}
        exec(compile(example, "docs/ci.md", "exec"), names)  # noqa: S102
        names["test_the_petition_can_be_filed"](tmp_path)

    run("brief/pass-clean.pdf")
    with pytest.raises(AssertionError, match="WILL BE REFUSED"):
        run("javascript/fail-link.pdf")
