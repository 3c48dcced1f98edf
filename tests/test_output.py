"""What is written, and what happens where it cannot be; what is shown of a name."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

import hostile
from nextgen_pdf import formats
from nextgen_pdf.cli import main
from rawpdf import RawPdf

Check = Callable[..., Result]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="not on Windows")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
COMMAND = [sys.executable, "-m", "nextgen_pdf"]
STOPPED = "Stopped after 1 of 3."


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run the command ``check`` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str | Path) -> Result:
        return CliRunner().invoke(main, ["check", *map(str, args)])

    return invoke


def _write(path: Path | str) -> Path:
    path = Path(path)
    pdf = RawPdf()
    pdf.page()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf.to_bytes())
    return path


@FULL
@pytest.mark.parametrize("format_name", ["text", "json", "jsonl", "html", "junit"])
def test_a_full_disk_is_no_verdict(tmp_path: Path, format_name: str) -> None:
    path = str(_write(tmp_path / "a.pdf"))
    command = [*COMMAND, "check", path, path, "--format", format_name]
    with Path("/dev/full").open("w") as full:
        piped = subprocess.run(  # noqa: S603
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    kept = subprocess.run(  # noqa: S603
        [*command, "--output", "/dev/full"], capture_output=True, text=True, check=False
    )
    for result, where in ((piped, "The output"), (kept, "/dev/full")):
        assert result.returncode == 4
        assert result.stderr == (
            f"Error: {where} cannot be written: No space left on device.\n"
        )


@FULL
def test_where_nothing_can_be_said_the_status_says_it(tmp_path: Path) -> None:
    path = str(_write(tmp_path / "in/a.pdf").parent)
    for command in (["check", path, path + "/a.pdf"], ["rules"]):
        with Path("/dev/full").open("w") as full:
            result = subprocess.run(  # noqa: S603
                [*COMMAND, *command], stdout=full, stderr=full, check=False
            )
        assert result.returncode == 4


@UNIX
@pytest.mark.parametrize("command", ["check", "rules"])
def test_a_closed_pipe_is_no_verdict(tmp_path: Path, command: str) -> None:
    args = [str(_write(tmp_path / "a.pdf"))] if command == "check" else []
    ours, theirs = os.pipe()
    os.close(ours)  # the program behind the pipe has ended already
    result = subprocess.run(  # noqa: S603
        [*COMMAND, command, *args],
        stdout=theirs, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(theirs)
    assert result.returncode == 4
    assert result.stderr == "Error: The output cannot be written: Broken pipe.\n"


@UNIX
def test_a_closed_output_is_no_verdict(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.pdf")
    result = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", '"$@" >&-', "sh", *COMMAND, "check", str(path)],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 4
    assert (
        result.stderr == "Error: The output cannot be written: Bad file descriptor.\n"
    )


@UNIX
def test_a_full_disk_on_the_way_leaves_lines_to_go_on_with(tmp_path: Path) -> None:
    for n in range(20):
        _write(tmp_path / f"in/{n}.pdf")
    file = tmp_path / "r.jsonl"
    command = [*COMMAND, "check", str(tmp_path / "in"), "--resume", str(file)]
    # Python itself would leave half a compiled module behind.
    small = (
        "import resource as r, os, sys; os.environ['PYTHONDONTWRITEBYTECODE'] = '1';"
    )
    small += " r.setrlimit(r.RLIMIT_FSIZE, (9000, 9000));"
    full = subprocess.run(  # noqa: S603
        [sys.executable, "-c", small + " os.execv(sys.argv[1], sys.argv[1:])", *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert full.returncode == 4
    assert full.stderr == f"Error: {file} cannot be written: File too large.\n"
    again = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert again.returncode == 0
    rows = [json.loads(line)["path"] for line in file.read_text().splitlines()]
    assert len(rows) == len(set(rows)) == 20


@UNIX
def test_ctrl_c_is_no_verdict_whenever_it_comes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list")
    command = [*COMMAND, "check", "--files-from", str(tmp_path / "list")]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE) as process,  # noqa: S603
        (tmp_path / "list").open("wb"),  # it has begun to read
    ):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (130, b"")


def _rendered(format_name: str, unfinished: str) -> str:
    reports = [hostile.report("a.pdf"), hostile.report("b.pdf")]
    run = hostile.run(unfinished=lambda: unfinished)
    return "".join(formats.load(format_name).render(reports, run))


@pytest.mark.parametrize("format_name", ["text", "html", "junit", "github", "sarif"])
def test_a_stopped_run_says_so(format_name: str) -> None:
    assert STOPPED in _rendered(format_name, STOPPED)
    assert "Stopped" not in _rendered(format_name, "")


def test_a_stopped_run_is_well_formed() -> None:
    assert json.loads(_rendered("json", STOPPED))["complete"] is False
    assert json.loads(_rendered("json", ""))["complete"] is True
    invocation = json.loads(_rendered("sarif", STOPPED))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    suites = ET.fromstring(_rendered("junit", STOPPED))  # noqa: S314  (our own)
    assert [suite.get("name") for suite in suites] == ["a.pdf", "b.pdf", "nextgen-pdf"]
    assert suites[2].get("errors") == "1"
    assert "</html>" in _rendered("html", STOPPED)


EVIL = "a\x1b[31m\x07\x9b2J\u202efdp.exe"
UNFIT = set("\x1b\x07\x9b\u202e")


@UNIX
def test_a_name_does_not_write_to_the_terminal(check: Check) -> None:
    good = _write(f"in/{EVIL}.pdf")
    _write("in/b.pdf")
    Path(f"in/{EVIL}-broken.pdf").write_bytes(b"no PDF")
    Path(f"in/{EVIL}-gone.pdf").symlink_to(f"gone-{EVIL}")
    Path("list").write_bytes(f"in/{EVIL}-not-there.pdf\n".encode())
    Path(f"{EVIL}.toml").write_text("[")
    Path(f"{EVIL}-empty").mkdir()
    said = [
        check(*args)
        for args in (
            ["in"],
            ["in", "--quiet"],
            ["in", "--format", "github"],
            ["in", "--format", "jsonl", "--resume", f"{EVIL}.jsonl"],
            ["in", "--resume", f"{EVIL}.jsonl"],
            ["in", "--resume", good],
            [good],
            ["--files-from", "list"],
            ["--files-from", EVIL],
            [EVIL],
            [f"{EVIL}-empty"],
            ["in", "--profile", f"{EVIL}.toml"],
            ["in", "--profile", EVIL],
            ["in", "--court", EVIL],
            ["in", "--select", EVIL],
            ["in", "--format", EVIL],
            ["in", "--reader", EVIL],
            ["in", "--password-file", EVIL],
            ["in", "--output", f"{EVIL}/x/y"],
            ["in", f"--{EVIL}"],
            ["in", "--jobs", EVIL],
        )
    ]
    for number, result in enumerate(said):
        assert isinstance(result.exception, SystemExit | None), number
        assert not UNFIT & set(result.stdout + result.stderr), number
    for args in (["explain", EVIL], ["courts", EVIL], [EVIL]):
        result = CliRunner().invoke(main, args)
        assert not UNFIT & set(result.stdout + result.stderr), args


@UNIX
def test_notes_of_a_mac_are_passed_over_and_said(check: Check) -> None:
    _write("in/a.pdf")
    notes = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        "
    Path("in/._a.pdf").write_bytes(notes)
    said = "Skipped: 1 file that a Mac uses for notes on other files"
    result = check("in", "--format", "jsonl")
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == [
        "in/a.pdf"
    ]
    assert said in result.stderr
    assert check("in", "--quiet").stderr == ""
    # A document may have such a name; and what is named is checked.
    _write("in/._b.pdf")
    assert len(check("in", "--format", "jsonl").stdout.splitlines()) == 2
    assert check("in/._a.pdf").exit_code == 1
    Path("only").mkdir()
    Path("only/._a.pdf").write_bytes(notes)
    assert "no PDFs in the folder only" in check("only").stderr


@UNIX
def test_lists_and_folders_that_cannot_be_read(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write("shut/a.pdf")
    given = [["--files-from", "shut"], ["--files-from", "none"]]
    if Path("/dev/zero").exists():
        given.append(["--files-from", "/dev/zero"])
    for args in given:
        result = check(*args)
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1

    # Root can read everything, so it is not left to the file system.
    def refused(path: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    result = check("shut")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: The folder shut cannot be read: Permission denied.\n"
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_what_does_not_end_is_unchecked_at_once(check: Check) -> None:
    os.mkfifo("pipe.pdf")
    with Path("large.pdf").open("wb") as file:
        file.truncate(5 << 30)
    for path, said in (
        ("pipe.pdf", "neither a file nor a folder"),
        ("/dev/zero", "neither a file nor a folder"),
        ("large.pdf", "files over 1,074 MB are not read"),
    ):
        result = check(path)
        assert result.exit_code == 3
        assert said in " ".join(result.stdout.split())


def test_a_pipe_that_does_not_end_is_given_up(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nextgen_pdf.readers.file.source.MOST_IN_MEMORY", 1000)
    result = CliRunner().invoke(main, ["check", "-"], input=b"%PDF-1.7" * 1000)
    assert result.exit_code == 3
    assert "save it as a file" in " ".join(result.stdout.split())
