"""The skeleton of a new rule: valid from the start, and no pass before it is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "samples/brief/pass-clean.pdf"


class Copy:
    """What a rule is made of, in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        skip = shutil.ignore_patterns("__pycache__", "*.pdf")
        for folder in ("rules", "samples", "tests/rules"):
            shutil.copytree(ROOT / folder, root / folder, ignore=skip)

    def python(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [sys.executable, *args], capture_output=True, text=True, check=False,
            cwd=self.root, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(self.root / "rules"), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    def begin(self, name: str) -> subprocess.CompletedProcess[str]:
        return self.python("rules/new_rule.py", name)

    def nextgen_pdf(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "nextgen_pdf", *args)

    def test(self, name: str) -> subprocess.CompletedProcess[str]:
        test = f"tests/rules/test_{name}.py"
        return self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", test)

    def files(self) -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_the_skeleton_is_a_rule_that_does_not_pass(copy: Copy) -> None:
    begun = copy.begin("turned-page")
    assert begun.returncode == 0, begun.stderr
    assert "rules/nextgen_pdf_rules/turned_page.py" in begun.stdout.replace("\\", "/")
    listed = copy.nextgen_pdf("rules").stdout.splitlines()
    assert ["turned-page", "warning"] in [line.split()[:2] for line in listed]
    explained = copy.nextgen_pdf("explain", "turned-page")
    assert explained.returncode == 0
    assert "* odd (warning)" in explained.stdout
    checked = copy.nextgen_pdf("check", BRIEF)
    assert checked.returncode == 3
    assert "Not checked: the rule itself failed" in checked.stdout
    assert copy.python("samples/make.py").returncode == 0
    made = {path.name for path in (copy.root / "samples/turned-page").iterdir()}
    assert {name.partition("-")[0] for name in made} == {"pass", "fail"}
    assert len(made) == 4
    tested = copy.test("turned_page")
    assert tested.returncode == 1
    assert "2 failed, 1 passed" in tested.stdout


def test_once_it_is_written_its_test_and_the_check_pass(copy: Copy) -> None:
    copy.begin("turned-page")
    for path, todo, done in (
        (
            "rules/nextgen_pdf_rules/turned_page.py",
            "raise NotImplementedError",
            "return page.rotate != 0",
        ),
        (
            "tests/rules/test_turned_page.py",
            "LETTER  # TODO: facts that are refused",
            "LETTER._replace(rotate=90)",
        ),
    ):
        file = copy.root / path
        text = file.read_text("utf-8")
        assert todo in text
        file.write_text(text.replace(todo, done), "utf-8")
    tested = copy.test("turned_page")
    assert tested.returncode == 0, tested.stdout
    assert copy.nextgen_pdf("check", BRIEF).returncode == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Turned-Page", "no kebab-case name"),
        ("turned_page", "no kebab-case name"),
        ("turned page", "no kebab-case name"),
        ("2-up", "no kebab-case name"),
        ("../page", "no kebab-case name"),
        ("", "no kebab-case name"),
        ("import", "a word of Python's own"),
        ("page-size", "is there already"),
        ("profiles", "is there already"),
    ],
)
def test_a_name_that_cannot_be_leaves_everything_as_it_was(
    copy: Copy, name: str, said: str
) -> None:
    before = copy.files()
    result = copy.begin(name)
    assert result.returncode == 2
    assert said in result.stderr
    assert copy.files() == before
