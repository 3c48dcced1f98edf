from __future__ import annotations

import unicodedata

import pytest

from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.file_name import file_name


@pytest.mark.parametrize(
    "name",
    [
        "brief.pdf",
        "BRIEF.PDF",
        "Motion to Dismiss 2026-03-01.pdf",
        "motion_to_dismiss.pdf",
        "Müller v Ñandú.pdf",
        "申立書.pdf",
        "",
    ],
)
def test_good_names(name: str) -> None:
    assert codes(file_name, document(name=name)) == []


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("brief.v2.pdf", "."),
        ("brief (final).pdf", "( )"),
        ("brief, final; (2).pdf", "( ) , ;"),
        ("Roe's brief.pdf", "'"),
        ("Roe’s brief.pdf", "’"),
        ("a&b&c.pdf", "&"),
        ("brief.pdf.pdf", "."),
    ],
)
def test_punctuation_is_shown_once_and_in_order(name: str, marks: str) -> None:
    (finding,) = findings(file_name, document(name=name))
    assert finding.code == "punctuation"
    quoted = " ".join(f'"{mark}"' for mark in marks.split())
    told = f"The file name contains punctuation: {quoted}."
    assert finding.message == told


@pytest.mark.parametrize("name", ["brief", "brief.docx", "brief.pdf.docx", "pdf"])
def test_names_without_the_extension(name: str) -> None:
    first = findings(file_name, document(name=name))[0]
    assert first.code == "extension"
    assert first.message == "The file name does not end with .pdf."


def test_both_at_once() -> None:
    assert codes(file_name, document(name="brief (final)")) == [
        "extension",
        "punctuation",
    ]


def test_letters_as_older_macs_write_them() -> None:
    name = unicodedata.normalize("NFD", "Müller v Ñandú.pdf")
    assert codes(file_name, document(name=name)) == []


def test_the_message_is_a_sentence() -> None:
    (finding,) = findings(file_name, document(name="Roe & Doe.pdf"))
    assert finding.message.endswith(".")


def test_another_extension_is_told_once() -> None:
    assert codes(file_name, document(name="brief.docx")) == ["extension"]
