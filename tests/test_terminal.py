"""What somebody sees on a terminal: its width, the progress, and a browser."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import wcwidth
from click.testing import CliRunner, Result

from nextgen_pdf.cli import main
from rawpdf import RawPdf

SAMPLES = Path(__file__).parent.parent / "samples"
REFUSED = SAMPLES / "javascript/fail-open-action.pdf"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")

Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run the command ``check`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ["check", *map(str, args)])


def _on_terminal(
    args: Iterable[str | Path], columns: int, *, output: bool = True
) -> str:
    """What the command writes to a terminal so wide.

    Args:
        args: of the command.
        columns: of the terminal.
        output: whether its standard output goes there too.
    """
    import fcntl  # noqa: PLC0415  (not on Windows)
    import pty  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "nextgen_pdf", *map(str, args)]
    with subprocess.Popen(  # noqa: S603
        command, stdout=theirs if output else subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    ):  # fmt: skip
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 10_000):
                said += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def _left_standing(said: str) -> list[str]:
    """The lines of a terminal: what comes after a ``\\r`` is written over what was there."""
    lines = []
    for written in said.split("\n"):
        line = ""
        for part in written.split("\r"):
            line = part + line[len(part) :]
        lines.append(line.rstrip())
    return lines


def _folder(path: Path, count: int) -> Path:
    pdf = RawPdf()
    pdf.page()
    path.mkdir()
    for n in range(count):
        pdf.catalog["Mark"] = f"({n})"
        (path / f"exhibit {n}.pdf").write_bytes(pdf.to_bytes())
    return path


@UNIX
@pytest.mark.parametrize("option", ["--output", "--resume"])
def test_progress_stays_while_a_file_is_written(tmp_path: Path, option: str) -> None:
    folder = _folder(tmp_path / "in", 200)
    file = tmp_path / "r.jsonl"
    said = _on_terminal(["check", folder, "--jobs=1", option, file], 40, output=False)
    drawn, _, told = said.partition("Documents:")
    _, first, *counts, cleared, end = drawn.split("\r")
    assert first == "0 of 200"
    assert counts
    for line in counts:  # it is nowhere cleared, only written over
        assert re.fullmatch(r"\d+ of 200(, \d+ \w+ left.*)? *", line)
        assert len(line) < 40
    assert not cleared.strip()
    assert not end
    assert f"Report:    {tmp_path}" in told


@UNIX
def test_progress_and_reports_share_a_terminal(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "in", 40)
    said = _on_terminal(["check", folder, "--jobs=1", "--format=jsonl"], 100)
    assert "0 of 40" in said
    *rows, summary, end = _left_standing(said)
    assert len({json.loads(row)["path"] for row in rows}) == 40
    assert summary == "Documents: 40 (40 ready)"
    assert not end


@UNIX
@pytest.mark.parametrize(("columns", "widest"), [(40, 40), (100, 100), (300, 120)])
def test_text_fits_the_terminal(tmp_path: Path, columns: int, widest: int) -> None:
    path = tmp_path / "a.pdf"
    pdf = RawPdf()
    pdf.page()
    name = f"<feff{('証拠書類' * 30).encode('utf-16-be').hex()}>"
    file = pdf.add(f"<< /Type /Filespec /UF {name} /EF << /F {pdf.stream('x')} >> >>")
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {file}] >> >>"
    path.write_bytes(pdf.to_bytes())
    lines = _on_terminal(["check", path], columns).splitlines()
    assert "証拠" in "".join(lines)
    taken = [
        wcwidth.width(line) for line in lines[1:-2]
    ]  # the first and last have paths
    assert widest - 12 <= max(taken) <= widest


@UNIX
def test_the_page_of_a_rule_fits_the_terminal() -> None:
    said = _on_terminal(["explain", "page-size"], 50)
    assert all(len(line) <= 50 or "://" in line for line in said.splitlines())
    whole = CliRunner().invoke(main, ["explain", "page-size"]).stdout
    bare = re.sub(r"\[([^]]*)\]\(([^)]*)\)", r"\1 (\2)", whole)
    assert said.split() == bare.split()
    starts = [line.split()[:2] for line in whole.splitlines() if line[:1] in {"#", "*"}]
    assert starts == [
        line.split()[:2] for line in said.splitlines() if line[:1] in {"#", "*"}
    ]


def test_a_pipe_is_as_wide_as_ever(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = check(REFUSED).stdout
    monkeypatch.setenv("COLUMNS", "40")
    assert check(REFUSED).stdout == before


def test_where_the_report_is(check: Check) -> None:
    result = check(REFUSED, "--output", "r.txt")
    assert result.stderr == f"WILL BE REFUSED: {REFUSED}\nReport: r.txt\n"
    assert "WILL BE REFUSED" in Path("r.txt").read_text(encoding="utf-8")
    result = check(REFUSED, REFUSED.with_name("fail-link.pdf"), "--output", "r.txt")
    assert "Documents: 2 (2 refused)\n" in result.stderr
    assert result.stderr.endswith("Report:    r.txt\n")
    assert check(REFUSED, "--quiet", "--output", "r.txt").stderr == ""


@pytest.mark.parametrize("args", [[], ["--output", "r.html"]])
def test_a_report_opens_in_the_browser(
    check: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, args: list[str]
) -> None:
    opened: list[str] = []

    def note(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(webbrowser, "open", note)
    result = check(REFUSED, "--open", *args)
    assert result.exit_code == 1
    (page,) = tmp_path.glob("*.html")
    assert opened == [page.as_uri()]
    assert "<html" in page.read_text(encoding="utf-8")
    assert "Report: " in result.stderr
    assert "No browser" not in result.stderr


def test_where_no_browser_is_the_file_is_named(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = check(REFUSED, "--open", "--quiet", "--output", "r.html")
    assert result.exit_code == 1
    assert result.stderr == (
        "No browser could be opened here. Open this file yourself: r.html\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--open", "--format", "json"], "--open shows a web page"),
        (["--open", "--resume", "r"], "leave out --output, --report, --open"),
    ],
)
def test_open_is_for_pages(check: Check, args: list[str], said: str) -> None:
    result = check(REFUSED, *args)
    assert result.exit_code == 2
    assert said in result.stderr
