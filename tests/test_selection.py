"""What a rule finds does not depend on which other rules run."""

from __future__ import annotations

from pathlib import Path

import pytest
import selection

from nextgen_pdf.readers import READERS

HERE = Path(__file__).parent
FOLDERS = (HERE.parent / "samples", HERE / "real", HERE / "regressions")
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.pdf"))


@pytest.mark.parametrize("reader", READERS)
def test_each_rule_alone_finds_what_it_finds_among_all(reader: str) -> None:
    compare = selection.Compare(reader)
    found = [said for path in FILES for said in compare.differences(path)]
    assert len(FILES) > 100
    assert found == []
