"""CSV, read back as a spreadsheet reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import hostile
from nextgen_pdf import Report, RuleOutcome
from nextgen_pdf.cli import main
from nextgen_pdf.formats import csv as csv_format

SAMPLES = Path(__file__).parent.parent.parent / "samples"


def rows(*reports: Report) -> list[dict[str, str]]:
    text = "".join(csv_format.render(reports, hostile.run()))
    return list(csv.DictReader(io.StringIO(text), strict=True))


def test_a_row_for_each_finding_and_each_rule_that_did_not_look(
    golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    paths = [
        "brief/several-problems.pdf",
        "brief/pass-clean.pdf",
        "encryption/fail-needs-password.pdf",
    ]
    result = CliRunner().invoke(main, ["check", "--jobs=0", *paths, "--format", "csv"])
    golden("several.csv", result.stdout)
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert set(paths) == {row["path"] for row in found}
    assert [row["outcome"] for row in found if row["path"] == paths[1]] == ["passed"]


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    found = rows(hostile.report(text))
    assert [row["outcome"] for row in found] == ["found", "found", "not-checked"]
    for row in found:
        assert tuple(row) == csv_format.COLUMNS
        assert all(value.isprintable() for value in row.values())
        assert max(map(len, row.values())) < 5_000


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "＝1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    off = RuleOutcome("fonts", "not-checked", text)
    found = rows(hostile.report(text, rules=(off,)))
    assert "not-checked" in {row["outcome"] for row in found}
    for row in found:
        assert row["path"] == f"'{text.strip()}"
        assert not any(value[:1] in set("=+-@＝") for value in row.values())


def test_pages_are_no_date() -> None:
    report = hostile.report("a.pdf")
    finding = report.findings[0]
    where = finding.location._replace(page=1, pages=(1, 2, 3))
    (row,) = rows(
        report._replace(findings=(finding._replace(location=where),), rules=())
    )
    assert row["pages"] == "1; 2; 3"


def test_a_run_that_was_stopped_says_so() -> None:
    run = hostile.run(unfinished=lambda: "Stopped after 1 of 3.")
    *_, last = csv.DictReader(io.StringIO("".join(csv_format.render([], run))))
    assert (last["verdict"], last["message"]) == ("unchecked", "Stopped after 1 of 3.")
