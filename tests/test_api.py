"""The library, as developers call it."""

from __future__ import annotations

import copy
import gzip
import io
import json
import os
import pickle
import re
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace
from typing import Any, NoReturn, Unpack

import pytest
from click.testing import CliRunner

import nextgen_pdf
from nextgen_pdf import (
    Checker,
    InputError,
    MissingExtraError,
    Named,
    Options,
    ProfileError,
    Report,
    UnknownNameError,
    UsageError,
    Waiver,
)
from nextgen_pdf.cli import main
from nextgen_pdf.formats import text
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
    there: Report = pickle.loads(pickle.dumps(report))  # noqa: S301
    assert there == report
    for one in (there, copy.copy(report), copy.deepcopy(report)):
        assert one.to_json() == report.to_json()
        assert one.to_text() == report.to_text()
        assert "javascript" in one.to_html()
    renamed = report._replace(path="other.pdf")
    assert renamed.to_dict()["path"] == "other.pdf"


def test_a_report_is_written_as_the_command_writes_it(
    scripted: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("brief.pdf").write_bytes(scripted)

    def command(name: str) -> str:
        args = ["check", "brief.pdf", "--court", "almd", "--format", name]
        return CliRunner().invoke(main, args).stdout

    (many,) = nextgen_pdf.check_many(["brief.pdf"], court="almd")
    (here,) = nextgen_pdf.check_many(["brief.pdf"], court="almd", jobs=0)
    with ThreadPoolExecutor(1) as threads:
        (elsewhere,) = nextgen_pdf.check_many(
            ["brief.pdf"], court="almd", executor=threads
        )
    alone = nextgen_pdf.check("brief.pdf", court="almd")
    for report in (alone, many, here, elsewhere):
        assert report.to_dict() == json.loads(command("json"))["documents"][0]
        assert report.to_json() + "\n" == command("jsonl")
        assert json.loads(report.to_json()) == report.to_dict()
        assert report.to_text() == command("text")
        assert _no_time(report.to_html()) == _no_time(command("html"))


def _no_time(page: str) -> str:
    shorter, times = re.subn(r"<time .*?</time>", "", page)
    assert times
    return shorter


def test_no_rule_at_all_is_wrong_use_and_not_ready(scripted: bytes) -> None:
    with pytest.raises(UsageError, match="No rule would run"):
        nextgen_pdf.check(scripted, select=["fonts"], ignore=["fonts"])
    every = [rule.id for rule in Checker.installed().rulebook]
    with pytest.raises(UsageError, match="No rule would run"):
        nextgen_pdf.check(scripted, ignore=every)


def test_a_notebook_shows_the_page_in_a_frame_or_the_text(
    scripted: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = nextgen_pdf.check(scripted, name="<i>brief</i>.pdf")
    shown = str(report._repr_html_())
    assert shown.startswith('<iframe srcdoc="&lt;!doctype html')
    assert 'sandbox=""' in shown
    assert shown.count("<") == 2

    def without(_: str) -> NoReturn:
        raise MissingExtraError("The format html", "jinja2", "html")

    monkeypatch.setattr(
        "nextgen_pdf.formats.load", lambda n: without(n) if n == "html" else text
    )
    assert "&lt;i&gt;brief" in str(report._repr_html_())
    with pytest.raises(MissingExtraError, match=r"nextgen-pdf\[html\]"):
        report.to_html()


def test_what_an_upload_is_called_is_never_opened(
    scripted: bytes, tmp_path: Path
) -> None:
    """The name comes from a stranger; it may be that of a file which is here."""
    pdf = RawPdf()
    pdf.page(MediaBox="[0 0 900 900]")
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf.to_bytes())
    by_path = nextgen_pdf.check(path)
    assert by_path.findings[0].location.page == 1
    assert "data:image/jpeg" in by_path.to_html()
    (many,) = nextgen_pdf.check_many([path])
    assert "data:image/jpeg" in many.to_html()
    (named,) = nextgen_pdf.check_many([Named(str(path), path.read_bytes())])
    uploaded = nextgen_pdf.check(path.read_bytes(), name=str(path))
    apart = nextgen_pdf.check(path.read_bytes(), name=str(path), isolated=True)
    for report in (named, uploaded, apart):
        assert report == by_path
        assert "data:image/jpeg" not in report.to_html()


def test_a_report_put_together_by_hand_says_that_it_cannot_be_written(
    scripted: bytes,
) -> None:
    report = Report._make(nextgen_pdf.check(scripted))
    assert report == nextgen_pdf.check(scripted)
    assert report._repr_html_() is None
    for write in (report.to_dict, report.to_json, report.to_text, report.to_html):
        with pytest.raises(UsageError, match="put together by hand"):
            write()
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
        "the file is locked, and the password given does not open it"
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
    ids=["number", "nothing", "list", "type", "text", "str", "None", "coroutine"],
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
