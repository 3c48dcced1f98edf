"""The library, as developers call it."""

from __future__ import annotations

import io
import pickle
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Unpack

import pytest

import nextgen_pdf
from nextgen_pdf import (
    Checker,
    InputError,
    Options,
    ProfileError,
    UnknownNameError,
    Waiver,
)
from nextgen_pdf.testing import assert_ready
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


def test_the_options_are_the_same_wherever_documents_are_checked(
    scripted: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(scripted)
    options: Options = {
        "profile": "nextgen-1.8",
        "select": ["javascript", "page-size"],
        "ignore": ["javascript"],
        "limits": {"page-size": {"width": 500.0}},
        "reader": "pypdf",
        "waivers": [Waiver("page-size", "agreed", date(9999, 1, 1))],
    }
    expected = nextgen_pdf.check(path, **options)
    assert [(f.rule, f.waived) for f in expected.findings] == [("page-size", "agreed")]
    assert next(nextgen_pdf.check_many([path], jobs=0, **options)) == expected
    assert Checker.installed(**options).check(path) == expected
    assert assert_ready(path, **options)._replace(sha256=expected.sha256) == expected


@pytest.mark.parametrize(
    "call",
    [nextgen_pdf.check, nextgen_pdf.check_many, Checker.installed, assert_ready],
)
def test_an_option_that_is_none_is_refused_with_the_nearest(
    call: Callable[..., object],
) -> None:
    given = [] if call == Checker.installed else [b"%PDF"]
    with pytest.raises(TypeError, match="no option 'cuort'; did you mean 'court'"):
        call(*given, cuort="almd")


def test_a_profile_may_come_first_but_not_twice() -> None:
    first = Checker.installed("nextgen-1.8").profile
    assert first == Checker.installed(profile="nextgen-1.8").profile
    with pytest.raises(TypeError, match="twice"):
        Checker.installed("nextgen-1.8", profile="nextgen-1.6")


def test_the_profile_is_read_once_for_the_same_options(
    scripted: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def loads(text: str) -> dict[str, object]:
        read.append(text)
        return tomllib_loads(text)

    tomllib_loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", loads)
    limits = {"page-size": {"tolerance": 8.75}}  # in no other test
    for _ in range(3):
        nextgen_pdf.check(scripted, profile="nextgen-1.8", limits=limits)
    list(nextgen_pdf.check_many([], profile="nextgen-1.8", limits=limits))
    assert len(read) == 2  # it extends another


@pytest.mark.parametrize("changed", ["firm.toml", "base.toml"])
def test_a_profile_that_changes_is_read_again(
    scripted: bytes, tmp_path: Path, changed: str
) -> None:
    (tmp_path / "base.toml").write_text('extends = "nextgen-1.6"\n')
    (tmp_path / "firm.toml").write_text('extends = "base.toml"\n')
    profile = tmp_path / "firm.toml"
    assert nextgen_pdf.check(scripted, profile=profile).verdict == "refused"
    with (tmp_path / changed).open("a") as file:
        file.write('[rules.javascript]\nseverity = "info"\n')
    assert nextgen_pdf.check(scripted, profile=profile).verdict == "ready"
    profile.unlink()
    with pytest.raises(ProfileError, match="no profile file"):
        nextgen_pdf.check(scripted, profile=profile)


def test_a_relative_path_is_that_of_the_current_folder(
    scripted: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, severity in (("a", "error"), ("b", "info")):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        rule = f'[rules.javascript]\nseverity = "{severity}"'
        Path("firm.toml").write_text(f'extends = "nextgen-1.6"\n{rule}\n')
        (finding,) = nextgen_pdf.check(scripted, profile="firm.toml").findings
        assert finding.severity == severity


def test_options_that_only_look_alike_are_told_apart(scripted: bytes) -> None:
    def check(**options: Unpack[Options]) -> int:
        return len(nextgen_pdf.check(scripted, **options).findings)

    assert check(limits={"page-size": {"tolerance": 1}}) == 1
    with pytest.raises(ProfileError, match="tolerance must be a number"):
        check(limits={"page-size": {"tolerance": True}})
    assert check(select=["javascript"]) == 1
    assert check(ignore=["javascript"]) == 0
    assert check(select=iter(["fonts"])) == 0
    assert check(waivers=iter([Waiver("javascript", "agreed", date(9999, 1, 1))])) == 1
