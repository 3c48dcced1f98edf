"""Files on which a reader once raised, or went round in circles."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import nextgen_pdf
from nextgen_pdf.readers import READERS
from reports import faults

FILES = sorted(Path(__file__).with_name("regressions").glob("*.pdf"))
CHECKER = nextgen_pdf.Checker.installed()
SECONDS = 5.0


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_gets_its_report(path: Path, reader: str) -> None:
    started = time.perf_counter()
    report = nextgen_pdf.check(path, reader=reader)
    assert faults(report, CHECKER) == []
    assert time.perf_counter() - started < SECONDS
