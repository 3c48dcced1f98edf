"""The table in README.md names every case, and only cases that there are."""

from __future__ import annotations

import importlib
import re
from fnmatch import fnmatchcase
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
TESTS = [
    path.name
    for path in sorted(HERE.glob("test_*.py"))
    if path.name != Path(__file__).name
]
APART = {"test_the_files_are_sound_before_they_are_damaged"}
"""Tests of the tests."""


def module(file: str) -> ModuleType:
    return importlib.import_module(f"places.{file.removesuffix('.py')}")


def ids(test: object) -> set[str]:
    """The ids of a test's cases, however they are written and read."""
    return {
        re.sub(r" (pikepdf|pypdf)$", "", str(getattr(param, "id", param)))
        for mark in getattr(test, "pytestmark", [])
        if mark.name == "parametrize"
        for param in mark.args[1]
    } or {""}


def every_test() -> dict[str, set[str]]:
    """The cases of every test."""
    return {
        f"{file}::{name}": ids(value)
        for file in TESTS
        for name, value in vars(module(file)).items()
        if name.startswith("test_") and callable(value) and name not in APART
    }


def named() -> list[tuple[str, str]]:
    """The tests of every row, and the cases of each."""
    found = []
    for section in (HERE / "README.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        _, own, *_ = re.split(r"^`(test_\w+\.py::\w+)`$", section, flags=re.MULTILINE)
        for row in re.findall(r"^\| .*\|$", section, flags=re.MULTILINE)[2:]:
            for name in re.findall(r"`([^`]+)`", row.split(" | ")[-1]):
                m = re.fullmatch(r"(test_\w+\.py::\w+)(?:\[(.+)\])?", name)
                if m is not None:
                    found.append((m[1], m[2] or "*"))
                elif not name.startswith("tests/"):
                    found.append((own, name))
    return found


@pytest.mark.pikepdf
def test_what_a_row_names_is_there() -> None:
    known = every_test()
    assert [
        f"{test}[{pattern}]"
        for test, pattern in named()
        if not any(fnmatchcase(case, pattern) for case in known.get(test, ()))
    ] == []


def test_every_case_is_in_a_row() -> None:
    patterns: dict[str, set[str]] = {}
    for test, pattern in named():
        patterns.setdefault(test, set()).add(pattern)
    assert [
        f"{test}[{case}]"
        for test, cases in every_test().items()
        for case in sorted(cases)
        if not any(fnmatchcase(case, p) for p in patterns.get(test, ()))
    ] == []


def test_every_row_names_a_test_or_says_why_not() -> None:
    text = (HERE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .*\|$", text, flags=re.MULTILINE)
    assert [row for row in rows if row.count(" | ") != 2] == []
    last = [row.split(" | ")[-1] for row in rows]
    assert [
        cell for cell in last if not re.match(r"`|see |none: |cases |---", cell)
    ] == []
