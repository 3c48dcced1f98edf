"""Fixes that were checked against a page still say what the page says."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf_rules
from nextgen_pdf import Checker

FILE = Path(nextgen_pdf_rules.__path__[0]) / "remedies.toml"
CHECKED: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))[
    "checked"
]
RULEBOOK = Checker.installed().rulebook


def bullets(rule: str, program: str) -> str:
    """The bullets of a program in the section Fix, on one line each."""
    section = RULEBOOK[rule].section("Fix")
    items = re.split(r"^\* ", section, flags=re.MULTILINE)[1:]
    named = [" ".join(item.split()) for item in items]
    return "\n".join(item for item in named if program in item.partition(":")[0])


@pytest.mark.parametrize(
    "entry", CHECKED, ids=lambda entry: f"{entry['program']} {entry['words']}"
)
def test_the_fix_has_the_words_that_were_checked(entry: dict[str, Any]) -> None:
    assert entry["rules"]
    for rule in entry["rules"]:
        assert entry["words"] in bullets(rule, entry["program"])
    assert entry["title"]
    assert entry["source"].startswith("http")
    assert isinstance(entry["read"], date)
    assert {*entry} <= {
        "rules", "program", "words", "title", "source", "dated", "read", "note"
    }  # fmt: skip
