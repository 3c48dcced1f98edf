"""The library, as developers call it."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace
from typing import Any, Unpack

import pytest

import nextgen_pdf
from nextgen_pdf import (
    Checker,
    InputError,
    Options,
    ProfileError,
    UnknownNameError,
    UsageError,
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
    with pytest.raises(UsageError, match="no option 'cuort'; did you mean 'court'"):
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
    assert check(select="javascript") == 1
    assert check(select="fonts") == 0
    assert check(ignore="javascript") == 0
    assert check(select=None, ignore=()) == 1  # type: ignore[arg-type]
    assert check(ignore=["javascript"]) == 0
    assert check(select=iter(["fonts"])) == 0
    assert check(waivers=iter([Waiver("javascript", "agreed", date(9999, 1, 1))])) == 1


def test_a_plain_string_is_one_rule_wherever_documents_are_checked(
    scripted: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(scripted)
    (report,) = nextgen_pdf.check_many([path], jobs=0, select="javascript")
    assert [r.rule for r in report.rules if r.outcome != "off"] == ["javascript"]
    assert assert_ready(scripted, ignore="javascript").verdict == "ready"
    assert Checker.installed(select="fonts").check(scripted).verdict == "ready"
    with pytest.raises(UnknownNameError, match="did you mean 'javascript'"):
        nextgen_pdf.check(scripted, select="javascrpt")


@pytest.mark.parametrize("isolated", [False, True])
def test_a_name_is_what_the_report_and_the_rules_know(
    scripted: bytes, tmp_path: Path, isolated: bool
) -> None:
    odd = "C#1 brief?.pdf"
    path = tmp_path / "upload-17"
    path.write_bytes(scripted)
    for source in (scripted, io.BytesIO(scripted), path):
        report = nextgen_pdf.check(
            source, name=f"exhibits/{odd}", isolated=isolated, select="file-name"
        )
        assert report.path == f"exhibits/{odd}"
        assert {f.rule for f in report.findings} == {"file-name"}
    fine = nextgen_pdf.check(scripted, isolated=isolated, select="file-name")
    assert (fine.path, fine.findings) == ("", ())


class _Stream:
    """A stream that cannot seek, and gives little at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 7))


@pytest.mark.parametrize("isolated", [False, True])
def test_a_stream_is_read_from_its_start_and_left_where_it_was(
    scripted: bytes, tmp_path: Path, isolated: bool
) -> None:
    def verdict(source: Any) -> str:
        return nextgen_pdf.check(source, isolated=isolated, select="javascript").verdict

    with SpooledTemporaryFile() as spooled:
        spooled.write(scripted)
        assert verdict(spooled) == "refused"  # written to, and not rewound
        assert spooled.tell() == len(scripted)
    for at in (0, 5):
        stream = io.BytesIO(scripted)
        stream.seek(at)
        assert verdict(stream) == "refused"
        assert stream.read() == scripted[at:]  # what saves it writes every byte
    assert verdict(_Stream(scripted)) == "refused"
    with gzip.open(tmp_path / "brief.pdf.gz", "wb") as packed:
        packed.write(scripted)
    with gzip.open(tmp_path / "brief.pdf.gz") as packed:
        assert verdict(packed) == "refused"
        assert packed.read() == scripted


def test_a_pipe_is_read_to_its_end(scripted: bytes) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(scripted)
    with os.fdopen(reading, "rb") as pipe:
        assert nextgen_pdf.check(pipe).verdict == "refused"
        assert pipe.read() == b""


async def _never(_: int) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (5, "not as int"),
        (None, "not as NoneType"),
        (["a.pdf", "b.pdf"], "not as list; for several use check_many"),
        (io.BytesIO, "not as type"),
        (io.StringIO("%PDF"), "open for text"),
        (SimpleNamespace(read=lambda _: "%PDF"), "open for text"),
        (SimpleNamespace(read=lambda _: None), "gives bytes, and this one's NoneType"),
        (SimpleNamespace(read=_never), r"\.file"),
    ],
    ids=repr,
)
def test_what_is_no_document_is_wrong_use(wrong: Any, said: str) -> None:
    for call in (nextgen_pdf.check, Checker.installed().check, assert_ready):
        with pytest.raises(UsageError, match=said) as raised:
            call(wrong)
        assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"select": 5}, "option select cannot be int: 5"),
        ({"select": [5]}, "option select cannot be int: 5"),
        ({"ignore": [None]}, "option ignore cannot be NoneType"),
        ({"court": 5}, "option court cannot be int"),
        ({"profile": 5}, "option profile cannot be int"),
        ({"limits": ["page-size"]}, "option limits cannot be list"),
        ({"waivers": ["javascript"]}, "option waivers cannot be str"),
        ({"name": 5}, "name must be text"),
        ({"password": b"secret"}, "password must be text"),
        ({"pasword": "secret"}, "did you mean 'password'"),
    ],
    ids=repr,
)
def test_options_of_a_wrong_type_are_wrong_use(
    scripted: bytes, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        nextgen_pdf.check(scripted, **options)


@pytest.mark.parametrize("jobs", [0, 1])
def test_many_that_are_not_several_are_wrong_use(jobs: int) -> None:
    for wrong in ("brief.pdf", b"%PDF", Path("brief.pdf"), None, 5):
        with pytest.raises(UsageError, match="for one document use check"):
            nextgen_pdf.check_many(wrong, jobs=jobs)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="Named for what is in memory, and not bytes"):
        list(nextgen_pdf.check_many([b"%PDF"], jobs=jobs))  # type: ignore[list-item]


def test_a_file_that_is_closed_or_a_path_that_is_none_is_said(scripted: bytes) -> None:
    closed = io.BytesIO(scripted)
    closed.close()
    with pytest.raises(InputError, match="cannot be read: I/O operation on closed"):
        nextgen_pdf.check(closed)
    with pytest.raises(InputError, match="cannot be a path"):
        nextgen_pdf.check("brief\0.pdf")
