"""The library, as developers call it."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

import nextgen_pdf
from nextgen_pdf import InputError, UnknownNameError
from rawpdf import RawPdf

SCRIPT = {"OpenAction": "<< /S /JavaScript /JS (app.alert) >>"}


@pytest.fixture
def scripted() -> bytes:
    pdf = RawPdf(catalog=SCRIPT)
    pdf.page()
    return pdf.to_bytes()


def test_path_bytes_and_file_give_the_same(scripted: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brief é 1.pdf"
    path.write_bytes(scripted)
    by_path = nextgen_pdf.check(path)
    with path.open("rb") as file:
        by_file = nextgen_pdf.check(file)
    by_bytes = nextgen_pdf.check(scripted)
    by_stream = nextgen_pdf.check(io.BytesIO(scripted))
    assert by_path.path == str(path)
    assert by_bytes.path == ""
    for report in (by_file, by_bytes, by_stream):
        assert report.findings == by_path.findings
        assert report.sha256 == by_path.sha256
        assert report.rules == by_path.rules


def test_report_says_what_was_found(scripted: bytes) -> None:
    report = nextgen_pdf.check(scripted)
    assert report.verdict == "refused"
    assert report.size_bytes == len(scripted)
    assert report.pdf_version == "1.7"
    assert report.page_count == 1
    (finding,) = report.findings
    assert finding.rule == "javascript"
    assert finding.severity == "error"
    assert finding.remedy
    assert finding.location.path == "/Root/OpenAction"
    assert finding.location.object == "1 0"


def test_report_can_be_sent_to_another_process(scripted: bytes) -> None:
    report = nextgen_pdf.check(scripted)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301


def test_input_is_never_written_to(scripted: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(scripted)
    path.chmod(0o400)
    before = path.stat()
    nextgen_pdf.check(path)
    assert path.read_bytes() == scripted
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(tmp_path.iterdir()) == [path]


def test_misuse_raises(scripted: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        nextgen_pdf.check(tmp_path / "missing.pdf")
    with pytest.raises(InputError, match="folder"):
        nextgen_pdf.check(tmp_path)
    with pytest.raises(UnknownNameError, match=r"javascript"):
        nextgen_pdf.check(scripted, select=["javascrpt"])
    with pytest.raises(UnknownNameError, match=r"nextgen-1\.6"):
        nextgen_pdf.check(scripted, profile="nextgen-16")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<html>", bytes(5000), b"%PDF-1.4\n%%EOF"]
)
def test_a_bad_document_never_raises(data: bytes) -> None:
    report = nextgen_pdf.check(data)
    assert report.verdict == "refused"
    assert {f.rule for f in report.findings} == {"malformed"}


def test_select_and_ignore(scripted: bytes) -> None:
    only = nextgen_pdf.check(scripted, select=["fonts", "page-size"])
    assert only.verdict == "ready"
    assert {r.rule for r in only.rules if r.outcome != "off"} == {"fonts", "page-size"}
    without = nextgen_pdf.check(scripted, ignore=["javascript"])
    assert without.verdict == "ready"
    assert {r.rule for r in without.rules if r.outcome == "off"} >= {"javascript"}


def test_check_many_goes_on_after_a_file_that_cannot_be_read(
    scripted: bytes, tmp_path: Path
) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(scripted)
    reports = list(nextgen_pdf.check_many([tmp_path / "gone.pdf", good], ordered=True))
    assert [report.verdict for report in reports] == ["unchecked", "refused"]
    assert reports[0].rules[0].reason
    assert "gone.pdf" in reports[0].rules[0].reason


def test_password_lets_the_rules_look() -> None:
    pdf = RawPdf(catalog=SCRIPT)
    pdf.page()
    pdf.encrypt(user=b"secret")
    data = pdf.to_bytes()
    locked = nextgen_pdf.check(data)
    assert {f.rule for f in locked.findings} == {"encryption"}
    outcomes = {r.rule: r for r in locked.rules}
    assert outcomes["javascript"].outcome == "not-checked"
    assert outcomes["javascript"].reason == "the file is locked with a password"
    wrong = nextgen_pdf.check(data, password="guess")
    assert {r.reason for r in wrong.rules if r.outcome == "not-checked"} == {
        "the file is locked, and the password does not fit"
    }
    opened = nextgen_pdf.check(data, password="secret")
    assert {f.rule for f in opened.findings} == {"encryption", "javascript"}
    assert not [r for r in opened.rules if r.outcome == "not-checked"]


def test_the_public_names_are_there() -> None:
    assert dir(nextgen_pdf) == nextgen_pdf.__all__
    assert all(hasattr(nextgen_pdf, name) for name in nextgen_pdf.__all__)
