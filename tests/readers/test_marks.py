"""Marks of reviewers are found on the page, whatever they are called elsewhere."""

from __future__ import annotations

import pytest

from facts import facts
from nextgen_pdf import Mark
from places.cases import CHECKERS, READERS
from rawpdf import RawPdf

RECT = "/Rect [0 0 9 9]"


def marked(*annotations: str) -> RawPdf:
    pdf = RawPdf()
    pdf.page()
    pdf.page(Annots=f"[{' '.join(annotations)}]")
    return pdf


def marks(pdf: RawPdf) -> list[Mark]:
    return list(facts(pdf).marks)


@pytest.mark.parametrize(
    ("subtype", "kind"),
    [
        ("Redact", "redaction"),
        ("Text", "note"),
        ("FreeText", "text-box"),
        ("Highlight", "highlight"),
        ("Underline", "underline"),
        ("Squiggly", "underline"),
        ("StrikeOut", "strikeout"),
        ("Caret", "insertion"),
        ("Ink", "drawing"),
        ("PolyLine", "drawing"),
        ("Stamp", "stamp"),
    ],
)
def test_marks(subtype: str, kind: str) -> None:
    (mark,) = marks(marked(f"<< /Subtype /{subtype} {RECT} >>"))
    assert mark.kind == kind
    assert mark.location.page == 2
    assert mark.location.path == "/Pages[2]/Annots[0]"
    assert len(mark.location.areas) == 1


@pytest.mark.parametrize("subtype", ["Link", "Popup", "Watermark", "text", "Red act"])
def test_what_is_no_mark(subtype: str) -> None:
    assert marks(marked(f"<< /Subtype /{subtype} {RECT} >>")) == []


def test_something_else_of_that_name_is_no_mark() -> None:
    pdf = marked()
    pdf.catalog["PieceInfo"] = "<< /A << /Private << /Subtype /Stamp >> >> >>"
    assert marks(pdf) == []


def test_what_was_taken_off_is_no_mark() -> None:
    pdf = marked()
    pdf.add(f"<< /Type /Annot /Subtype /Redact {RECT} >>")
    assert marks(pdf) == []


@pytest.mark.parametrize("reader", READERS)
def test_many_comments_with_scripts_hide_no_redaction_mark(reader: str) -> None:
    script = "/A << /S /JavaScript /JS (x) >>"
    pdf = RawPdf()
    notes = [
        pdf.add(f"<< /Subtype /Text {RECT} {script} /T ({number}) >>")
        for number in range(150)
    ]
    hidden = pdf.add(f"<< /Subtype /Redact {RECT} {script} >>")
    pdf.page(Annots=f"[{' '.join([*notes, hidden])}]")
    report = CHECKERS[reader].check(pdf.to_bytes())
    found = {(f.rule, f.code): f.alike for f in report.findings}
    assert found["review-marks", "redaction-mark"] == 1
    assert found["review-marks", "comment"] == 150
    assert found["javascript", "annotation"] > 0
