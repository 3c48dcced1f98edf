"""PDFs of common programs raise no false alarm. See real/README.md for what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

import nextgen_pdf
from nextgen_pdf.readers import READERS

REAL = Path(__file__).with_name("real")
FOUND: dict[str, set[tuple[str, str]]] = {
    "text_only_pdfa1b.pdf": set(),
    "pdfa2-6-1-13-bfo-t06-pass.pdf": {("page-size", "warning")},
    "TWG_test_suite_A027-pdfa3-pass-b.pdf": {
        ("attachments", "error"),
        ("page-size", "warning"),
    },
    "two-different-pages.pdf": {("page-size", "warning")},
    "pdflatex-outline.pdf": {("page-size", "warning")},
    "TC-17-90002.pdf": set(),
    "signed_verified.pdf": {
        ("forms", "warning"),
        ("page-size", "warning"),
    },
    "extensions-update-direct.pdf": {
        ("forms", "warning"),
        ("page-size", "warning"),
        ("pdf-version", "warning"),
    },
}
"""For each file the rules that find something, and how much that weighs."""


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_and_nothing_else(name: str, reader: str) -> None:
    report = nextgen_pdf.check(REAL / name, reader=reader)
    found = {(f.rule, f.severity) for f in report.findings if f.severity != "info"}
    assert found == FOUND[name]
    assert all(rule.outcome != "not-checked" for rule in report.rules)


def test_every_file_is_tested() -> None:
    assert {path.name for path in REAL.glob("*.pdf")} == FOUND.keys()
