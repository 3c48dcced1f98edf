"""Processes that read documents: what they may do and say, and who survives what."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf
from misbehaving import behaviour
from misdeeds import Lies, Misdeeds
from nextgen_pdf import Checker, InputError, Profile, Rulebook, UsageError
from nextgen_pdf.apart import decoded
from nextgen_pdf.profile import RuleSetting
from nextgen_pdf.report import Report
from nextgen_pdf.shape import ShapeError, shaped
from nextgen_pdf.workers import Failure, processes, stream
from nextgen_pdf.workers.limits import UNREADABLE, Limits
from nextgen_pdf.workers.processes import Processes
from rawpdf import RawPdf

HERE = Path(__file__).parent
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
LIMITS = Limits(timeout=60, max_memory=1 << 30)


def _pdf() -> bytes:
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()


@pytest.fixture
def checker() -> Checker:
    """A checker whose one rule does what the document's name says."""
    rules = {"behaviour": RuleSetting(severity="warning")}
    return Checker(Profile(name="t", title="T", rules=rules), Rulebook([behaviour]))


def _paths(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.pdf" for name in names]
    for path in paths:
        path.write_bytes(_pdf())
    return paths


def _answers(work: Any, *items: str, decode: Callable[[bytes], Any]) -> list[Any]:
    pool: Processes[str, Any] = Processes(work, decode, jobs=1, limits=LIMITS)
    return [done.result for done in stream(items, pool, ordered=True)]


def _run(code: str, *args: object) -> str:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, args)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return result.stdout


@pytest.fixture(scope="module")
def kernel() -> dict[str, bool]:
    """What this system can deny to a process."""
    return json.loads(  # type: ignore[no-any-return]
        _run("""
        import json
        from nextgen_pdf.confinement import confine
        print(json.dumps(confine()._asdict()))
    """)
    )


@LINUX
def test_a_worker_cannot_write_or_reach_the_network(
    tmp_path: Path, kernel: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not all(kernel.values()):
        pytest.skip(f"this kernel denies only some of it: {kernel}")
    (tmp_path / "there").write_text("as it was")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.delenv("LC_ALL", raising=False)
    (worked,) = _answers(Misdeeds(str(tmp_path)), "LC_CTYPE", decode=json.loads)
    for may in ("LANG", "PYTHONUTF8", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH"):
        if may in os.environ and "environment" in worked:
            worked.remove("environment")
    # Signals can be denied from Linux 6.12 on.
    assert [name for name in worked if name != "signal"] == [
        "read", "list", "throw away", "limits"
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "as it was"


@LINUX
def test_a_fork_is_confined_as_well(tmp_path: Path, kernel: dict[str, bool]) -> None:
    if not all(kernel.values()):
        pytest.skip(f"this kernel denies only some of it: {kernel}")
    (tmp_path / "there").write_text("as it was")
    said = _run(
        """
        import json, sys
        sys.path.insert(0, sys.argv[1])
        from misdeeds import Misdeeds
        from nextgen_pdf.workers.forked import Forked, can_fork
        from nextgen_pdf.workers.limits import Limits
        assert can_fork(1 << 30)
        left_open = open(sys.argv[2] + "/there", "ab", buffering=0)
        forked = Forked(Misdeeds(sys.argv[2]), json.loads, Limits(60, 1 << 30))
        forked.submit(0, "")
        print(json.dumps(forked.take().result))
        """,
        HERE,
        tmp_path,
    )
    worked = [name for name in json.loads(said) if name != "signal"]
    assert worked == ["read", "list", "throw away", "limits"]
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_nothing_that_a_worker_says_is_unpickled(tmp_path: Path) -> None:
    bomb = tmp_path / "unpickled"
    lies = ("pickle", "deep", "digits", "nothing", "other", "null")
    found = _answers(Lies(str(bomb)), *lies, decode=decoded)
    assert found == [Failure(UNREADABLE)] * len(lies)
    assert not bomb.exists()


@LINUX
def test_too_much_processor_time_is_too_long() -> None:
    (found,) = _answers(Lies(""), "processor", decode=decoded)
    assert found == Failure("it took longer than 60 seconds (see --timeout)")


def test_a_report_survives_the_way_and_others_do_not(checker: Checker) -> None:
    report = nextgen_pdf.check(
        HERE.parent / "samples" / "javascript" / "fail-open-action.pdf"
    )
    plain = json.loads(json.dumps(report))
    assert shaped(Report, plain) == report
    others: list[Any] = [[], 1, "1", 1.5, True, None, [None], [["x", "passed"]], {}]
    for wrong in others:
        for at in range(len(plain)):
            changed = [*plain[:at], wrong, *plain[at + 1 :]]
            with suppress(ShapeError):
                assert isinstance(shaped(Report, changed), Report)
    for wrong in ([], plain[:-1], [*plain, 1], {}, None, "x" * 8):
        with pytest.raises(ShapeError):
            shaped(Report, wrong)
    with pytest.raises(ShapeError):
        shaped(Report, [*plain[:5], [["javascript", "fine", None]], *plain[6:]])


def _killing(times: int, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Kill so many children as they start; those that were are in the list."""
    killed: list[bool] = []
    left = [True] * times
    start = processes._Child.start  # noqa: SLF001

    def killed_first(self: Any) -> None:
        with suppress(IndexError):
            killed.append(left.pop())  # by one thread after the other
            self._process.kill()
            self._process.wait()
        start(self)

    monkeypatch.setattr(processes._Child, "start", killed_first)  # noqa: SLF001
    return killed


def test_a_worker_killed_while_it_starts_is_replaced(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = _killing(3, monkeypatch)
    paths = _paths(tmp_path, *(f"good-{n}" for n in range(20)))
    reports = list(checker.check_many(paths, jobs=2, timeout=60))
    assert {report.path for report in reports} == set(map(str, paths))
    assert {report.verdict for report in reports} == {"ready"}
    assert len(killed) == 3


@LINUX
def test_no_more_workers_on_the_way_costs_reports_not_the_run(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "STARTS", 2)
    paths = _paths(tmp_path, "good", "exit", "good-2", "good-3")
    reports = checker.check_many(paths, jobs=1, timeout=60, ordered=True)
    found = [next(reports)]
    _killing(10_000, monkeypatch)
    found += list(reports)
    assert found[0].verdict == "ready"
    assert [report.path for report in found] == list(map(str, paths))
    assert "no process to check it in could be started" in str(
        found[-1].rules[0].reason
    )


def test_workers_that_never_start_end_the_run(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "STARTS", 2)
    killed = _killing(10_000, monkeypatch)
    with pytest.raises(UsageError, match="does not start"):
        list(checker.check_many(_paths(tmp_path, "good"), jobs=1))
    assert len(killed) == 2


@LINUX
def test_workers_killed_on_the_way_cost_nothing(
    checker: Checker, tmp_path: Path
) -> None:
    paths = _paths(tmp_path, *(f"good-{n}" for n in range(400)))
    reports = checker.check_many(paths, jobs=2, timeout=60)
    found = []
    for report in reports:
        found.append(report)
        if len(found) % 100 == 1:
            for pid in _children():
                os.kill(pid, signal.SIGKILL)
    assert {report.path for report in found} == set(map(str, paths))
    assert {report.verdict for report in found} == {"ready"}


def _children() -> list[int]:
    """The processes that check, among those that this one has started."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"nextgen_pdf.workers.child" in command:
                found.append(int(pid))
    return found


_ALONE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from misbehaving import behaviour
from nextgen_pdf import Checker, Profile, Rulebook
from nextgen_pdf.profile import RuleSetting
from nextgen_pdf.workers import forked
assert forked.can_fork(1 << 30)
rules = {"behaviour": RuleSetting(severity="warning")}
checker = Checker(Profile(name="t", title="T", rules=rules), Rulebook([behaviour]))
found = {}
for path in sys.argv[2:]:
    (report,) = checker.check_alone([path], timeout=2)
    found[path.rpartition("/")[2]] = [report.verdict, report.rules[0].reason]
print(json.dumps(found))
"""


@LINUX
def test_one_document_has_limits_too(tmp_path: Path) -> None:
    names = "good hang spin crash exit eat gossip raise chatter".split()
    found = json.loads(_run(_ALONE, HERE, *_paths(tmp_path, *names)))
    late = "it took longer than 2 seconds (see --timeout)"
    assert found == {
        "good.pdf": ["ready", None],
        "hang.pdf": ["unchecked", late],
        "spin.pdf": ["unchecked", late],
        "crash.pdf": ["unchecked", "the process that checked it died (signal 11)"],
        "exit.pdf": ["unchecked", "the process that checked it died (status 3)"],
        "eat.pdf": [
            "unchecked",
            "it needed more memory than 1,074 MB (see --max-memory)",
        ],
        "gossip.pdf": ["unchecked", "its report has more than 64 MB"],
        "raise.pdf": found["raise.pdf"],
        "chatter.pdf": ["ready", None],
    }
    assert "ZeroDivisionError" in found["raise.pdf"][1]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_python_can_have_one_document_apart(checker: Checker, tmp_path: Path) -> None:
    good, crash = _paths(tmp_path, "good", "crash")
    with good.open("rb") as file:
        for given in (good, str(good), good.read_bytes(), file):
            report = checker.check(given, isolated=True, timeout=60)
            named = str(good) if isinstance(given, str | Path) else ""
            assert (report.path, report.verdict) == (named, "ready")
    assert checker.check(good.read_bytes(), name="a", isolated=True).path == "a"
    report = checker.check(crash, isolated=True, timeout=60)
    assert report.rules[0].reason == "the process that checked it died (signal 11)"
    with pytest.raises(InputError, match="There is no file"):
        checker.check(tmp_path / "gone.pdf", isolated=True)
    assert nextgen_pdf.check(good, isolated=True) == nextgen_pdf.check(good)


def test_what_takes_too_long_to_fetch_is_unchecked(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsspec")
    over = threading.Event()
    monkeypatch.setattr("nextgen_pdf.given._fetched", lambda _: over.wait())
    url = "memory://court/brief.pdf"
    (report,) = checker.check_many([url], jobs=1, timeout=0.2)
    over.set()
    reason = "it took longer than 0.2 seconds (see --timeout)"
    assert (report.path, report.rules[0].reason) == (url, reason)


@LINUX
def test_what_does_not_end_is_said_at_once(tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe.pdf", tmp_path / "large.pdf"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(5 << 30)
    for path, said in (
        (pipe, "neither a file nor a folder"),
        (Path("/dev/zero"), "neither a file nor a folder"),
        (large, "5,369 MB; files over 1,074 MB are not read"),
    ):
        with pytest.raises(InputError, match=said):
            nextgen_pdf.check(path)
    with Path("/dev/zero").open("rb") as zeros, pytest.raises(InputError, match="MB"):
        nextgen_pdf.check(zeros)
