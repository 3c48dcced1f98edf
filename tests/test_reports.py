"""Several reports of one run: ``--report FORMAT=FILE``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nextgen_pdf.cli import main
from nextgen_pdf.cli.reports import in_step

SAMPLES = Path(__file__).parent.parent / "samples"
PATHS = ["brief/several-problems.pdf", "brief/pass-clean.pdf"]
Check = Callable[..., Result]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.chdir(SAMPLES)

    def invoke(*args: str | Path) -> Result:
        return CliRunner().invoke(main, ["check", "--jobs=0", *map(str, args)])

    return invoke


def test_each_is_what_a_run_of_its_own_would_write(
    check: Check, tmp_path: Path
) -> None:
    files = {name: tmp_path / name for name in ("json", "sarif", "csv", "markdown")}
    options = [f"--report={name}={file}" for name, file in files.items()]
    result = check(*PATHS, *options)
    assert result.exit_code == 1
    assert result.stdout == check(*PATHS).stdout
    for name, file in files.items():
        alone = tmp_path / "alone"
        check(*PATHS, "--format", name, "--output", alone)
        assert file.read_bytes() == alone.read_bytes()
    assert json.loads(files["json"].read_text("utf-8"))["documents"][0]["sha256"]
    assert files["csv"].read_bytes().startswith(b"\xef\xbb\xbfpath,")  # for Excel


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--report", "sarif"], "is not FORMAT=FILE. Example: sarif=results.sarif"),
        (["--report", "sarf=x"], "did you mean 'sarif'?"),
        (["--report", "csv=x", "--report", "json=./x"], "one file: ./x"),
        (["--output", "x", "--report", "csv=x"], "one file: x"),
        (["--report", f"csv={PATHS[0]}"], "is an input of this run"),
        (["--report", "csv=gone/x"], "gone/x cannot be written"),
        (["--resume", "x", "--report", "csv=y"], "leave out --output, --report"),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(
    check: Check, options: list[str], said: str
) -> None:
    before = {path: path.stat().st_size for path in SAMPLES.rglob("*")}
    result = check(*PATHS, *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert before == {path: path.stat().st_size for path in SAMPLES.rglob("*")}


def test_no_more_items_are_kept_than_a_reader_needs() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    def each(stream: Iterator[int]) -> Iterator[str]:
        for number in stream:
            yield str(number)

    def pairs(stream: Iterator[int]) -> Iterator[str]:
        for number in stream:
            yield f"{number}+{next(stream)}"

    said: list[str] = []
    for reader, piece in in_step(items(), [each, pairs]):
        if reader == 0:
            said.append(piece)
            assert len(taken) - int(piece) <= 3
    assert said == [str(number) for number in range(100)]
