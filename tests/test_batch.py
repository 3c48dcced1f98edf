"""The command over many documents: lists, folders with traps, stopping and going on."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from nextgen_pdf import Finding, Location, Report, RuleOutcome, formats
from nextgen_pdf.cli import main
from nextgen_pdf.formats._documents import document, restored, seal
from nextgen_pdf.readers import has_pikepdf
from rawpdf import RawPdf

Check = Callable[..., Result]
SCRIPT = {"OpenAction": "<< /S /JavaScript /JS (app.alert) >>"}


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run the command ``check`` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str | Path, **kwargs: bytes) -> Result:
        return CliRunner().invoke(main, ["check", *map(str, args)], **kwargs)  # type: ignore[arg-type]

    return invoke


def _write(path: Path | str, mark: object = "", **catalog: str) -> Path:
    """A small PDF, unlike any with another mark."""
    path = Path(path)
    pdf = RawPdf(catalog={**catalog, "Mark": f"({mark})"})
    pdf.page()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf.to_bytes())
    return path


def _rows(text: str) -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in text.splitlines()]
    assert len({row["path"] for row in rows}) == len(rows)
    return {row["path"]: row for row in rows}


def _reason(row: dict[str, Any]) -> str:
    reasons = {rule["reason"] for rule in row["rules"] if rule["outcome"] != "off"}
    (reason,) = reasons
    return str(reason)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\0"])
def test_a_list_of_files(check: Check, end: bytes) -> None:
    names = ["one.pdf", "two words.pdf", "gone.pdf"]
    for name in names[:2]:
        _write(name)
    Path("list").write_bytes(b"".join(name.encode() + end for name in names))
    for args, given in ((["list"], {}), (["-"], {"input": Path("list").read_bytes()})):
        result = check("--files-from", *args, "--format", "jsonl", **given)
        rows = _rows(result.stdout)
        assert result.exit_code == 3
        assert rows.keys() == set(names)
        assert rows["gone.pdf"]["verdict"] == "unchecked"
        assert "no file or folder named gone.pdf" in _reason(rows["gone.pdf"])


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_list_with_nulls_may_have_any_name(check: Check) -> None:
    _write("line\nbreak.pdf")
    Path("list").write_bytes(b"line\nbreak.pdf\0")
    result = check("--files-from", "list", "--format", "jsonl")
    assert _rows(result.stdout).keys() == {"line\nbreak.pdf"}


def test_wrong_lists(check: Check) -> None:
    Path("empty").write_bytes(b"\n\n")
    for args, said in (
        (["empty"], "is empty"),
        (["none"], "cannot be read"),
        (["-", "-"], "cannot be both a PDF and a list"),
    ):
        result = check("--files-from", *args)
        assert result.exit_code == 2
        assert said in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_file_is_checked_once_whatever_its_names(check: Check) -> None:
    _write("in/a.pdf", "a")
    _write("in/b.pdf", "b")
    Path("in/link.pdf").symlink_to("a.pdf")
    Path("in/hard.pdf").hardlink_to("in/b.pdf")
    Path("in/loop").symlink_to(".")
    Path("up").symlink_to("in")
    result = check("in", "in/a.pdf", "./in/b.pdf", "up", "--format", "jsonl")
    assert _rows(result.stdout).keys() == {"in/a.pdf", "in/b.pdf"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_what_a_folder_holds_and_cannot_be_read_is_a_row(check: Check) -> None:
    _write("in/good.pdf")
    Path("in/round.pdf").symlink_to("round.pdf")
    Path("in/dangling.pdf").symlink_to("gone")
    os.mkfifo("in/pipe.pdf")
    Path("in/notes.txt").write_text("no PDF")
    result = check("in", "--format", "jsonl")
    assert result.exit_code == 3
    rows = _rows(result.stdout)
    assert {path: row["verdict"] for path, row in rows.items()} == {
        "in/good.pdf": "ready",
        "in/round.pdf": "unchecked",
        "in/dangling.pdf": "unchecked",
        "in/pipe.pdf": "unchecked",
    }
    assert "levels of symbolic links" in _reason(rows["in/round.pdf"])
    assert "it cannot be read: No such file" in _reason(rows["in/dangling.pdf"])
    assert _reason(rows["in/pipe.pdf"]) == "it is neither a file nor a folder"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read"
)
def test_a_folder_that_cannot_be_read_is_a_row(check: Check) -> None:
    _write("in/good.pdf")
    _write("in/shut/brief.pdf")
    Path("in/shut").chmod(0)
    try:
        rows = _rows(check("in", "--format", "jsonl").stdout)
    finally:
        Path("in/shut").chmod(0o700)
    assert "the folder cannot be read: Permission denied" in _reason(rows["in/shut"])


def test_a_pipe_among_files(check: Check) -> None:
    data = _write("in/a.pdf", **SCRIPT).read_bytes()
    result = check("-", "in", "--format", "jsonl", "--jobs", "2", input=data)
    rows = _rows(result.stdout)
    assert {row["verdict"] for row in rows.values()} == {"refused"}
    assert rows.keys() == {"-", "in/a.pdf"}


def test_one_file_can_have_limits_too(check: Check) -> None:
    _write("a.pdf")
    assert check("a.pdf", "--timeout", "30").stdout == check("a.pdf").stdout
    result = check("a.pdf", "--max-memory", "1MB", "--timeout", "30")
    assert result.exit_code == 2
    assert "does not start" in result.stderr


@pytest.mark.parametrize("option", ["--output", "--resume"])
def test_what_is_read_is_never_written_to(check: Check, option: str) -> None:
    before = _write("in/a.pdf").read_bytes()
    Path("list").write_text("in/a.pdf\n")
    for args in (["in/a.pdf"], ["in"], ["--files-from", "list"]):
        result = check(*args, option, "./in/../in/a.pdf")
        assert result.exit_code == 2
        assert "is an input of this run and will not be overwritten" in result.stderr
    assert check("--files-from", "list", option, "list").exit_code == 2
    assert Path("in/a.pdf").read_bytes() == before
    assert Path("list").read_text() == "in/a.pdf\n"


def test_resume_goes_on_where_the_lines_end(check: Check) -> None:
    for n in range(6):
        _write(f"in/{n}.pdf", n)
    first = check("in", "--resume", "r.jsonl")
    assert first.exit_code == 0
    assert first.stdout == ""
    whole = Path("r.jsonl").read_text()
    assert len(_rows(whole)) == 6
    # Killed while it wrote the fifth line.
    lines = whole.splitlines(keepends=True)
    Path("r.jsonl").write_text("".join(lines[:4]) + lines[4][:50])
    again = check("in", "--resume", "r.jsonl")
    assert Path("r.jsonl").read_text().startswith("".join(lines[:4]))
    assert _rows(Path("r.jsonl").read_text()) == _rows(whole)
    assert again.stderr == first.stderr  # the summary is of all
    size = Path("r.jsonl").stat().st_size
    assert check("in", "--resume", "r.jsonl").exit_code == 0
    assert Path("r.jsonl").stat().st_size == size


def test_resume_checks_again_what_may_have_changed(check: Check) -> None:
    _write("in/a.pdf", "a")
    _write("in/b.pdf", "b")
    Path("list").write_text("in/a.pdf\nin/b.pdf\nin/late.pdf\n")
    args = ("--files-from", "list", "--resume", "r.jsonl")
    assert check(*args).exit_code == 3  # late is not there yet
    _write("in/b.pdf", "b", **SCRIPT)
    _write("in/late.pdf")
    assert check(*args).exit_code == 1
    rows = [json.loads(line) for line in Path("r.jsonl").read_text().splitlines()]
    assert [row["path"] for row in rows].count("in/a.pdf") == 1
    assert {row["path"]: row["verdict"] for row in rows} == {  # the last line counts
        "in/a.pdf": "ready",
        "in/b.pdf": "refused",
        "in/late.pdf": "ready",
    }
    assert check(*args, "--ignore", "javascript").exit_code == 0  # other rules
    assert len(Path("r.jsonl").read_text().splitlines()) == len(rows) + 3


def test_resume_with_a_password_tries_the_locked_again(check: Check) -> None:
    pdf = RawPdf(catalog=SCRIPT)
    pdf.page()
    pdf.encrypt(user=b"secret")
    Path("locked.pdf").write_bytes(pdf.to_bytes())
    Path("password").write_text("secret")
    for more in ([], [], ["--password-file", "password"]):
        check("locked.pdf", "--resume", "r.jsonl", *more)
    first, second = Path("r.jsonl").read_text().splitlines()
    assert "not-checked" in first
    assert "not-checked" not in second


def _changed(row: dict[str, Any], **changes: object) -> str:
    """A line with other values, sealed as if a run had written it."""
    row = row | changes
    return json.dumps(row | {"seal": seal(row)}) + "\n"


def _forged(row: dict[str, Any]) -> dict[str, str]:
    """Lines that are damaged or forged, by what is wrong with them."""
    line = json.dumps(row) + "\n"
    finding, outcomes = row["findings"][0], row["rules"]
    passed = [rule | {"outcome": "passed"} for rule in outcomes]
    off = [rule | {"outcome": "off", "reason": None} for rule in outcomes]
    waived = [each | {"waived": "so"} for each in row["findings"]]
    lighter = [each | {"severity": "info"} for each in row["findings"]]
    other = [each | {"code": "other"} for each in row["findings"]]
    return {
        "not JSON": '{"path": "a.pdf", "sha256": "\0", "verdict"\n',
        "half": line[:300] + "\n",
        "two in one": line[:300] + line,
        "deep": '{"path": ' + "[" * 100_000 + "\n",
        "digits": '{"path": ' + "9" * 100_000 + "}\n",
        "verdict changed by hand": line.replace('"refused"', '"ready"'),
        "all passed, by hand": json.dumps(
            row | {"verdict": "ready", "rules": passed, "findings": []}
        )
        + "\n",
        "no seal": json.dumps({k: v for k, v in row.items() if k != "seal"}) + "\n",
        "verdict": _changed(row, verdict="ready"),
        "verdict without findings": _changed(row, verdict="ready", findings=[]),
        "waived": _changed(row, verdict="ready", findings=waived),
        "lighter": _changed(row, verdict="ready", findings=lighter),
        "other code": _changed(row, findings=other),
        "all off": _changed(row, verdict="ready", rules=off, findings=[]),
        "fewer rules": _changed(row, verdict="ready", rules=passed[1:], findings=[]),
        "rules are nothing": _changed(row, rules=None),
        "no rules": _changed(row, rules=[]),
        "findings are text": _changed(row, findings="zz"),
        "findings are others": _changed(row, findings=[{"x": 1}]),
        "place is nothing": _changed(row, findings=[finding | {"location": None}]),
        "path is a list": _changed(row, path=["a.pdf"]),
        "path is a number": _changed(row, path=1),
        "size is text": _changed(row, size_bytes="1"),
        "hash": _changed(row, sha256="0" * 64, verdict="refused"),
        "hash is a list": _changed(row, sha256=["0"]),
        "size": _changed(row, size_bytes=1),
        "rules version": _changed(row, rules_version="0" * 16),
        "rules version is a list": _changed(row, rules_version=[1]),
        "only what is asked for": '{"path": "a.pdf", "sha256": null, "verdict": 1}\n',
    }


RIGHT_BUT_OLD = {
    "hash",
    "rules version",
    "rules version is a list",
    "size",
    "only what is asked for",
}


def test_resume_believes_no_line_that_is_damaged_or_forged(check: Check) -> None:
    _write("a.pdf", **SCRIPT)
    check("a.pdf", "--resume", "r.jsonl")
    honest = Path("r.jsonl").read_text()
    row = json.loads(honest)
    assert row["verdict"] == "refused"
    for kind, line in _forged(row).items():
        for before in ("", honest.replace("a.pdf", "b.pdf")):
            Path("r.jsonl").write_text(before + line)
            result = check("a.pdf", "--resume", "r.jsonl", "--quiet")
            assert isinstance(result.exception, SystemExit | None), kind
            assert result.exit_code == 1, kind
            # What was there stays; the document was checked again.
            assert Path("r.jsonl").read_text() == before + line + honest, kind
            if kind not in RIGHT_BUT_OLD:
                assert "checked again" in result.stderr, kind
    Path("r.jsonl").write_text(honest)
    assert "checked again" not in check("a.pdf", "--resume", "r.jsonl").stderr
    assert Path("r.jsonl").read_text() == honest


def test_two_runs_do_not_write_to_one_file(check: Check) -> None:
    _write("a.pdf")
    check("a.pdf", "--resume", "r.jsonl")
    before = Path("r.jsonl").read_bytes()
    code = (
        "import sys\nfrom nextgen_pdf.cli.resume import _locked\n"
        "file = open('r.jsonl', 'a+b')\nprint(_locked(file), flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        result = check("a.pdf", "--resume", "r.jsonl")
        other.communicate()
    assert result.exit_code == 2
    assert "Another run is writing to r.jsonl" in result.stderr
    assert Path("r.jsonl").read_bytes() == before
    assert check("a.pdf", "--resume", "r.jsonl").exit_code == 0


@pytest.mark.parametrize(
    ("held", "args", "said"),
    [
        ("A letter to the court\n", [], "line 1 is not a report"),
        ("A letter", [], "line 1 is not a report"),
        ('{"a": 1}\n', [], "line 1 is not a report"),
        (
            "",
            ["--format", "json"],
            "leave out --output, --report, --open, and any other --format",
        ),
        (
            "",
            ["--output", "x"],
            "leave out --output, --report, --open, and any other --format",
        ),
    ],
)
def test_resume_touches_nothing_else(
    check: Check, held: str, args: list[str], said: str
) -> None:
    _write("a.pdf")
    Path("letter").write_text(held)
    result = check("a.pdf", "--resume", "letter", *args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert Path("letter").read_text() == held


def test_the_summary(check: Check) -> None:
    _write("in/a.pdf", 1)
    _write("in/b.pdf", 2, **SCRIPT)
    told = (
        "Documents: 2 (1 refused, 1 ready)\n"
        "Found:     javascript in 1\n"
        "Made with: program not named (1 of 2 not ready)\n"
    )
    assert check("in", "--format", "jsonl").stderr == told
    assert check("in").stderr == told.partition("\n")[2]  # the text counts them
    assert check("in", "--quiet").stderr == ""
    assert check("in/a.pdf").stderr == ""


def test_the_program_that_made_it_is_told(check: Check) -> None:
    pdf = RawPdf()
    pdf.page()
    info = pdf.add("<< /Producer (Scan-O-Matic 3) >>")
    pdf.trailer["Info"] = f"{info} 0 R"
    Path("a.pdf").write_bytes(pdf.to_bytes())
    result = check("a.pdf", "--format", "jsonl")
    assert json.loads(result.stdout)["producer"] == "Scan-O-Matic 3"


def test_lines_are_as_the_schema_says_and_can_be_read_back(check: Check) -> None:
    _write("a.pdf", **SCRIPT)
    result = check("a.pdf", "--format", "jsonl")
    row = json.loads(result.stdout)
    schema = Path(formats.__path__[0]) / "report.schema.json"
    whole = json.loads(schema.read_text("utf-8"))
    jsonschema.validate(row, {**whole["$defs"]["document"], "$defs": whole["$defs"]})
    assert document(restored(row), row["rules_version"], row["reader"]) == row
    report = Report(
        path="é\udcff", sha256=None, size_bytes=3, pdf_version=None, page_count=None,
        rules=(RuleOutcome("x", "not-checked", "so"),),
        findings=(Finding("m", Location(2, (2, 3), "1 0", "/A"), code="c", alike=4),),
    )  # fmt: skip
    there = json.loads(json.dumps(document(report)))
    assert restored(there) == report


def test_the_version_of_the_rules(check: Check) -> None:
    _write("a.pdf")

    def version(*args: str) -> str:
        text = check("a.pdf", "--format", "jsonl", *args).stdout
        return str(json.loads(text)["rules_version"])

    known = [
        version(),
        version("--ignore", "fonts"),
        version("--court", "almd"),
        version("--max-size", "1MB"),
    ]
    assert len(set(known)) == len(known)
    assert version() == known[0]
    assert (version("--reader", "pypdf") in known) != has_pikepdf()


def _start(folder: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "nextgen_pdf", "check", str(folder), "--jobs", "2", *args],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _wait_for_lines(file: Path, count: int) -> None:
    until = time.monotonic() + 30
    while not file.exists() or file.read_bytes().count(b"\n") < count:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_killed_or_stopped_and_gone_on_with(tmp_path: Path) -> None:
    folder, file = tmp_path / "in", tmp_path / "r.jsonl"
    count = 3000
    for n in range(count):
        _write(folder / f"{n}.pdf", n)
    killed = _start(folder, "--resume", str(file))
    _wait_for_lines(file, 200)
    killed.kill()
    killed.communicate()
    after_the_kill = file.read_bytes().count(b"\n")
    assert 200 <= after_the_kill < count

    stopped = _start(folder, "--resume", str(file))
    _wait_for_lines(file, after_the_kill + 200)
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate()
    assert stopped.returncode == 130
    assert f"of {count:,}. To continue: nextgen-pdf check ... --resume" in said
    assert "Traceback" not in said
    assert file.read_text().endswith("\n")
    assert after_the_kill < len(_rows(file.read_text())) < count

    ended = _start(folder, "--resume", str(file))
    _, said = ended.communicate()
    assert ended.returncode == 0
    assert f"Documents: {count:,} ({count:,} ready)" in said
    rows = Counter(json.loads(line)["path"] for line in file.read_text().splitlines())
    assert rows == {str(folder / f"{n}.pdf"): 1 for n in range(count)}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_stopped_json_is_whole(tmp_path: Path) -> None:
    folder, file = tmp_path / "in", tmp_path / "r.json"
    for n in range(2000):
        _write(folder / f"{n}.pdf", n)
    stopped = _start(folder, "--format", "json", "--output", str(file))
    _wait_for_lines(file, 1000)
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate()
    assert stopped.returncode == 130
    assert "add --resume FILE, and you can continue" in said
    whole = json.loads(file.read_text())
    assert 0 < len(whole["documents"]) < 2000
    assert whole["complete"] is False


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_progress_on_a_terminal(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415  (not on Windows)

    for n in range(500):
        _write(tmp_path / f"{n}.pdf", n)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "nextgen_pdf", "check", str(tmp_path), "--jobs=1"]
    with subprocess.Popen(  # noqa: S603
        [*command, "--format", "jsonl"], stdout=subprocess.DEVNULL, stderr=theirs
    ):
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 10_000):
                said += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    drawn = said.decode().partition("Documents:")[0].split("\r")
    _, first, *_, last, cleared, _ = drawn
    assert first == "0 of 500"
    assert cleared == " " * len(last.rstrip())
    assert re.match(r"\d+ of 500, \d+ \w+ left, \d+ ready, [\d,]+/s  \d+\.pdf", last)
    assert said.decode().splitlines()[-1] == "Documents: 500 (500 ready)"


def test_one_file_loads_nothing_for_many(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.pdf")
    code = (
        "import sys\nfrom nextgen_pdf.cli import main\n"
        f"try: main(['check', {str(path)!r}])\nexcept SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.startswith(('multiprocessing',"
        " 'concurrent', 'pickle', 'nextgen_pdf.workers.processes', 'fsspec'))))"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.endswith("[]\n")
