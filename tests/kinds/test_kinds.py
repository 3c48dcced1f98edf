"""Each kind gets the right answer, of both readers."""

from __future__ import annotations

import time

import pytest

import nextgen_pdf
from kinds import people, wrong_ready, wrong_refused
from kinds.kind import Kind, made, wrong
from places.cases import READERS

TABLES = wrong_ready.TABLES | wrong_refused.TABLES | people.TABLES
SLOW = {kind.id for kind in wrong_ready.BOUNDS}
"""Where pypdf takes seconds."""


def marks(kind: Kind, reader: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.long] if kind.id in SLOW and reader == "pypdf" else []


@pytest.mark.parametrize(
    ("kind", "reader"),
    [
        pytest.param(kind, reader, id=f"{kind.id} {reader}", marks=marks(kind, reader))
        for table in TABLES.values()
        for kind in table
        for reader in READERS
    ],
)
def test_the_answer_is_right(kind: Kind, reader: str) -> None:
    report = nextgen_pdf.check(made(kind), reader=reader, court=kind.court)
    if seen := wrong(kind, report, reader):
        pytest.fail("; ".join(seen), pytrace=False)


@pytest.mark.pikepdf
def test_1500_pictures_take_no_time() -> None:
    """Also where the index announces too many parts, so that no short way is open."""
    data = wrong_refused.pictures()
    start = time.process_time()
    report = nextgen_pdf.check(data)
    assert time.process_time() - start < 2
    assert [f.rule for f in report.findings if f.severity == "warning"] == ["malformed"]
