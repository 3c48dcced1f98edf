"""README.md is made of the cases; ``UPDATE_GOLDEN=1`` writes it anew."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from kinds import hostile, people, wrong_ready, wrong_refused
from kinds.kind import Kind

README = Path(__file__).parent / "README.md"
PARTS = {
    "Called ready, and not": wrong_ready.TABLES,
    "Called refused, and sound": wrong_refused.TABLES,
    "What people are told": people.TABLES,
    "Much work in a small file": hostile.TABLES,
}
KINDS = [kind for part in PARTS.values() for table in part.values() for kind in table]
INTRODUCTION = """\
# Kinds of files that are easily judged wrongly

<!-- Made of the cases by test_table.py; change those, and run it with UPDATE_GOLDEN=1. -->

Each file stands for a kind, and is written byte by byte. Both readers must give the right
answer; what pypdf cannot know of a file that is to be refused it must at least say: a
fault, or *unchecked*. Where two common programs read a file differently, it is ambiguous,
or the forbidden thing itself is found: either is right. `kind.py` says how the answers are
written.
"""


def answer(kind: Kind) -> str:
    """The right answer, and whatever else must be so."""
    said = kind.right
    if kind.second:
        said += f"; pypdf: {kind.second}"
    if kind.says:
        said += f'; says "{kind.says}"'
    return said


def page() -> str:
    text = INTRODUCTION
    for title, tables in PARTS.items():
        text += f"\n## {title}\n"
        for kind, cases in tables.items():
            text += f"\n### {kind}\n\n| case | trick | right answer |\n"
            text += "| --- | --- | --- |\n"
            for case in cases:
                text += f"| `{case.id}` | {case.trick} | {answer(case)} |\n"
    return text


def test_the_table_is_that_of_the_cases() -> None:
    if "UPDATE_GOLDEN" in os.environ:
        README.write_text(page(), encoding="utf-8", newline="\n")
    assert README.read_text(encoding="utf-8") == page()


def test_every_case_has_an_id_of_its_own() -> None:
    assert [i for i, n in Counter(kind.id for kind in KINDS).items() if n > 1] == []


def test_every_kind_has_variants() -> None:
    for part in PARTS.values():
        for title, cases in part.items():
            assert len(cases) > 1, title
