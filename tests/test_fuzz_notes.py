"""The notes of the comparison explain what they name, and nothing else."""

from __future__ import annotations

import re

import fuzz
import pytest

import nextgen_pdf
from mutations import indexed
from nextgen_pdf import Report
from nextgen_pdf.readers import READERS
from rawpdf import RawPdf

pytestmark = pytest.mark.pikepdf


def with_comment() -> bytes:
    """A file with a comment inside a reference, which pypdf does not read."""
    pdf = RawPdf()
    pdf.page()
    data = pdf.to_bytes()
    return indexed(re.sub(rb"/Contents (\d+) 0 R", rb"/Contents \1 0 % c\nR", data))


def reports(data: bytes) -> dict[str, Report]:
    return {name: nextgen_pdf.check(data, reader=name) for name in READERS}


def test_what_is_known_is_explained() -> None:
    data = with_comment()
    said = fuzz.Check(1, READERS).compared(reports(data), data)
    assert said.problem == ""
    assert "comment inside a reference" in said.explained


@pytest.mark.parametrize(
    "changed",
    [
        {"content": "pypdf"},
        {"error": "malformed/content"},
        {"says": "another message"},
        {"file": "what is not there"},
    ],
)
def test_a_note_is_for_one_thing(changed: dict[str, str]) -> None:
    data = with_comment()
    known = [note._replace(**changed) for note in fuzz.notes()]
    said = fuzz.disagreement("pikepdf", reports(data)["pypdf"], data, known)
    assert "pikepdf is content with" in said.problem


def test_readers_that_agree_have_no_problem() -> None:
    pdf = RawPdf()
    pdf.page()
    data = pdf.to_bytes()
    check = fuzz.Check(1, READERS)
    assert check.compared(reports(data), data) == ("", "")
    assert check(1).number == 1
