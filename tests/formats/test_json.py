"""The formats: what programs read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from generate import schema_text
from hypothesis import given
from hypothesis import strategies as st

import hostile
from nextgen_pdf import (
    Finding,
    Location,
    Report,
    RuleOutcome,
    Severity,
    formats,
)
from nextgen_pdf.findings import SEVERITIES
from nextgen_pdf.sanitize import sanitize_text

SCHEMA = json.loads(
    (Path(formats.__path__[0]) / "report.schema.json").read_text("utf-8")
)


def _render(name: str, *reports: Report) -> str:
    return "".join(formats.load(name).render(reports, hostile.run()))


def test_formats_are_found_by_name() -> None:
    assert set(formats.names()) >= {"text", "json", "jsonl"}


def test_json_is_as_the_schema_says(reports: list[Report]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    whole = json.loads(_render("json", *reports))
    jsonschema.validate(whole, SCHEMA)
    assert len(whole["documents"]) == len(reports)
    assert whole["profile"] == {"name": "nextgen-1.6", "court": None}
    assert json.loads(_render("json"))["documents"] == []


def test_the_schema_is_that_of_the_types() -> None:
    assert json.loads(schema_text()) == SCHEMA, "run python docs/generate.py"


def test_the_schema_notices_what_is_wrong(reports: list[Report]) -> None:
    whole = json.loads(_render("json", reports[0]))
    del whole["documents"][0]["findings"][0]["code"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, SCHEMA)


def test_jsonl_is_a_document_a_line(reports: list[Report]) -> None:
    lines = _render("jsonl", *reports).splitlines()
    documents = json.loads(_render("json", *reports))["documents"]
    assert [json.loads(line) for line in lines] == documents


TEXTS = st.text(max_size=200) | st.sampled_from(hostile.TEXTS)


@given(TEXTS, TEXTS, st.sampled_from(SEVERITIES), st.integers(1, 10**9))
def test_no_text_breaks_a_format(
    path: str, name: str, severity: Severity, count: int
) -> None:
    finding = Finding(
        f"The file {sanitize_text(name)} is attached.", Location(path=sanitize_text(name)), code="name-tree",
        remedy="Take it out.", rule="attachments", severity=severity, alike=count,
    )  # fmt: skip
    report = Report(
        path=path, sha256=None, size_bytes=1, pdf_version=None, page_count=None,
        rules=(RuleOutcome("attachments", "found"),), findings=(finding,),
    )  # fmt: skip
    for format_name in ("json", "jsonl"):
        data = json.loads(_render(format_name, report))
        document = data["documents"][0] if format_name == "json" else data
        assert document["path"] == path
    text = _render("text", report)
    assert "\x1b" not in text
    assert "\u202e" not in text


@given(TEXTS, st.integers(2, 100))
def test_sanitized_text_is_short_and_on_one_line(text: str, longest: int) -> None:
    shown = sanitize_text(text, longest)
    assert len(shown) <= longest
    assert shown.isprintable()
    assert sanitize_text(shown, longest) == shown


def test_sanitized_text_keeps_what_people_write() -> None:
    for text in ("Exhibit A (final).pdf", "Größe – 株式会社", "a & b <c>"):
        assert sanitize_text(text) == text
    assert sanitize_text("x" * 81) == "x" * 79 + "…"
