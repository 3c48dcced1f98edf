"""Many documents: each apart from the others, whatever it does to the process."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf
from misbehaving import behaviour
from nextgen_pdf import (
    Checker,
    Document,
    Finding,
    InputError,
    Named,
    PluginError,
    Profile,
    Report,
    Rulebook,
    UsageError,
    rule,
)
from nextgen_pdf.profile import RuleSetting
from rawpdf import RawPdf

HERE = Path(__file__).parent


def _pdf() -> bytes:
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()


@pytest.fixture
def checker() -> Checker:
    """A checker whose one rule does what the document's name says."""
    profile = Profile(
        name="test", title="Test", rules={"behaviour": RuleSetting(severity="warning")}
    )
    return Checker(profile, Rulebook([behaviour]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def _documents(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.pdf" for name in names]
    for path in paths:
        path.write_bytes(_pdf())
    return paths


def _reasons(reports: list[Report]) -> dict[str, str | None]:
    """Why documents were not checked, by the first word of their names."""
    return {
        Path(report.path).stem: report.rules[0].reason
        for report in reports
        if report.verdict == "unchecked"
    }


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory, signals")
def test_a_bad_document_costs_its_own_report(checker: Checker, folder: Path) -> None:
    bad = "hang spin crash exit eat raise recurse".split()
    names = [f"good-{n}" for n in range(47)]
    for place, name in enumerate(bad):
        names.insert(7 * place + 3, name)
    paths = _documents(folder, *names)
    began = time.monotonic()
    reports = list(checker.check_many(paths, jobs=2, timeout=2))
    assert time.monotonic() - began < 20
    assert sorted(report.path for report in reports) == sorted(map(str, paths))
    assert sum(report.verdict == "ready" for report in reports) == 47
    reasons = _reasons(reports)
    assert reasons.keys() == set(bad)
    assert reasons["hang"] == "it took longer than 2 seconds (see --timeout)"
    assert reasons["spin"] == reasons["hang"]
    assert reasons["crash"] == "the process that checked it died (signal 11)"
    assert reasons["exit"] == "the process that checked it died (status 3)"
    assert reasons["eat"] == "it needed more memory than 1,074 MB (see --max-memory)"
    assert "ZeroDivisionError" in str(reasons["raise"])
    assert "RecursionError" in str(reasons["recurse"])


def test_what_a_document_prints_or_floods_is_kept_apart(
    checker: Checker, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = _documents(folder, "chatter", "good", "gossip", "good-too")
    reports = list(checker.check_many(paths, jobs=1))
    assert [report.path for report in reports] == list(map(str, paths))
    assert _reasons(reports) == {"gossip": "its report has more than 64 MB"}
    assert capfd.readouterr().out == ""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory, /proc")
def test_a_process_that_grew_is_replaced(checker: Checker, folder: Path) -> None:
    paths = _documents(folder, "leak", "leak.2", "leak.3")
    reports = list(checker.check_many(paths, jobs=1, max_memory=500_000_000))
    assert [report.verdict for report in reports] == ["ready"] * 3


def test_no_python_to_start_is_said(
    checker: Checker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "gone"))
    with pytest.raises(UsageError, match="does not start"):
        list(checker.check_many(_documents(folder, "good"), jobs=1))


def test_reports_are_those_of_one_process(folder: Path) -> None:
    samples = sorted((HERE.parent / "samples").glob("*/*.pdf"))
    alone = list(nextgen_pdf.check_many(samples, jobs=0))
    apart = list(nextgen_pdf.check_many(samples, jobs=2, ordered=True))
    assert apart == alone
    assert alone == [nextgen_pdf.check(path) for path in samples]


def test_reports_come_as_they_finish_or_in_order(
    checker: Checker, folder: Path
) -> None:
    paths = _documents(folder, "hang", *(f"good-{n}" for n in range(200)))
    as_they_finish = checker.check_many(paths, jobs=2, timeout=1.5)
    in_order = checker.check_many(paths, jobs=2, timeout=1.5, ordered=True)
    assert [r.path for r in in_order] == list(map(str, paths))
    assert [r.path for r in as_they_finish][-1] == str(paths[0])


@pytest.mark.parametrize("jobs", [0, 1])
def test_files_that_cannot_be_read_are_reports(
    checker: Checker, folder: Path, jobs: int
) -> None:
    (good,) = _documents(folder, "good")
    given: list[Path | Named] = [folder / "gone.pdf", folder, good, Named("pipe", _pdf()),
             Named("lost", InputError("it was lost"))]  # fmt: skip
    reports = list(checker.check_many(given, jobs=jobs, ordered=True))
    verdicts = [report.verdict for report in reports]
    assert verdicts == ["unchecked", "unchecked", "ready", "ready", "unchecked"]
    assert [r.path for r in reports[3:]] == ["pipe", "lost"]
    assert reports[4].rules[0].reason == "it was lost"


def test_paths_are_taken_as_they_are_needed(checker: Checker, folder: Path) -> None:
    (path,) = _documents(folder, "good")
    taken = 0

    def endless() -> Iterator[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield path

    reports = checker.check_many(endless(), jobs=2)
    for given, _ in enumerate(reports, 1):
        assert taken - given <= 128
        if given == 500:
            break
    reports.close()  # type: ignore[attr-defined]  # ends the processes


def test_an_error_of_the_callers_own_reaches_the_caller(checker: Checker) -> None:
    def broken() -> Iterator[str]:
        yield "gone.pdf"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(checker.check_many(broken(), jobs=1))


@pytest.mark.parametrize("wrong", [{"jobs": -1}, {"timeout": 0}, {"max_memory": 0}])
def test_a_bound_that_is_none_is_wrong_use(
    checker: Checker, wrong: dict[str, Any]
) -> None:
    with pytest.raises(UsageError):
        checker.check_many([], **wrong)


def test_a_rule_that_cannot_be_sent_is_said(checker: Checker, folder: Path) -> None:
    @rule("local", codes={"odd": "odd"})
    def local(document: Document) -> Iterator[Finding]:
        """Odd.

        ## Why

        So.

        ## Fix

        Thus.
        """
        yield from ()

    own = Checker(Profile(name="own", title="Own"), Rulebook([local]))
    with pytest.raises(PluginError, match=r"local .*test_many\.py.* cannot be sent"):
        own.check_many([])
    assert list(own.check_many(_documents(folder, "good"), jobs=0))


def test_a_process_that_does_not_start_is_said(
    checker: Checker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [p for p in sys.path if p != str(HERE)])
    with pytest.raises(UsageError, match=r"does not start.*misbehaving"):
        list(checker.check_many(_documents(folder, "good"), jobs=1))


def test_a_script_needs_no_guard(folder: Path) -> None:
    """Processes of our own do not run the caller's script again."""
    script = folder / "script.py"
    script.write_text(
        textwrap.dedent("""
        import nextgen_pdf
        print("once")
        for report in nextgen_pdf.check_many(["good.pdf", "gone.pdf"], jobs=2):
            print(report.path, report.verdict)
        """)
    )
    _documents(folder, "good")
    # What lies beside the documents must not be taken for a part of Python.
    (folder / "pickle.py").write_text("raise SystemExit('hijacked')")
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-P", str(script)],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    assert result.stderr == ""
    assert sorted(result.stdout.splitlines()) == [
        "gone.pdf unchecked",
        "good.pdf ready",
        "once",
    ]


class _Unreliable(Executor):
    """Loses every batch of several, and whatever has a bad document."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        items = args[1]
        if len(items) > 1 or "bad" in str(items[0]):
            future.set_exception(ConnectionError("lost"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_any_executor_will_do(checker: Checker, folder: Path) -> None:
    paths = _documents(folder, *(f"good-{n}" for n in range(50)))
    with ThreadPoolExecutor(2) as threads:
        in_threads = list(checker.check_many(paths, executor=threads, ordered=True))
        assert threads.submit(int).result() == 0  # it is still the caller's
    with ProcessPoolExecutor(1) as processes:
        in_processes = list(checker.check_many(paths, executor=processes, ordered=True))
    assert in_threads == in_processes == list(checker.check_many(paths, jobs=0))


def test_what_an_executor_loses_is_sent_again(checker: Checker, folder: Path) -> None:
    paths = _documents(folder, *(f"good-{n}" for n in range(30)), "bad")
    reports = list(checker.check_many(paths, executor=_Unreliable()))
    assert len(reports) == 31
    assert _reasons(reports) == {
        "bad": "the executor could not do it (ConnectionError)"
    }


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_an_executor_that_breaks_loses_no_row(checker: Checker, folder: Path) -> None:
    paths = _documents(folder, "good", "exit", "good-too")
    with ProcessPoolExecutor(1) as processes:
        reports = list(checker.check_many(paths, executor=processes))
    assert sorted(report.path for report in reports) == sorted(map(str, paths))
    assert "BrokenProcessPool" in str(_reasons(reports)["exit"])


def test_addresses_are_read_through_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").pipe("/court/brief.pdf", _pdf())
    url = "memory://court/brief.pdf"
    found, gone = nextgen_pdf.check_many([url, "memory://court/gone.pdf"], jobs=0)
    assert (found.path, found.verdict, found.page_count) == (url, "ready", 1)
    assert gone.verdict == "unchecked"
    assert gone.rules[0].reason == (
        "memory://court/gone.pdf cannot be read (FileNotFoundError)"
    )
    with pytest.raises(InputError):
        nextgen_pdf.check("nowhere://brief.pdf")


def test_what_is_behind_an_address_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec = pytest.importorskip("fsspec")
    monkeypatch.setattr("nextgen_pdf.readers.file.source.MOST_IN_MEMORY", 1000)
    fsspec.filesystem("memory").pipe("/court/long.pdf", _pdf() + b"%" * 1000)
    with pytest.raises(InputError, match="more than"):
        nextgen_pdf.check("memory://court/long.pdf")


def test_addresses_are_read_in_processes_too(folder: Path) -> None:
    pytest.importorskip("fsspec")
    (path,) = _documents(folder, "good")
    (report,) = nextgen_pdf.check_many([path.as_uri()], jobs=1)
    assert report.verdict == "ready"


def test_without_fsspec_an_address_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r'pip install "nextgen-pdf\[remote\]"'):
        nextgen_pdf.check("s3://court/brief.pdf")
    with pytest.raises(UsageError, match="remote"):
        list(nextgen_pdf.check_many(["s3://court/brief.pdf"], jobs=1))


def test_processes_end_with_their_parent(folder: Path) -> None:
    """Also when it is killed in the middle of something."""
    if sys.platform != "linux":
        pytest.skip("needs /proc")
    paths = [str(path) for path in _documents(folder, "hang", "good")]
    code = textwrap.dedent(f"""
        import sys
        sys.path.insert(0, {str(HERE)!r})
        from misbehaving import behaviour
        from nextgen_pdf import Checker, Profile, Rulebook
        from nextgen_pdf.profile import RuleSetting
        rules = {{"behaviour": RuleSetting(severity="warning")}}
        checker = Checker(Profile(name="t", title="T", rules=rules), Rulebook([behaviour]))
        for report in checker.check_many({paths}, jobs=2, timeout=1):
            print(report.path, flush=True)
    """)
    parent = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert "good" in parent.stdout.readline()
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    pids = [
        int(pid)
        for task in Path(f"/proc/{parent.pid}/task").iterdir()
        for pid in (task / "children").read_text().split()
    ] if children.exists() else []  # fmt: skip
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 15
    while any(_runs(pid) for pid in pids):
        assert time.monotonic() < until
        time.sleep(0.1)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_the_folder_is_left_as_it_was(folder: Path) -> None:
    paths = _documents(folder, "good", "good-too")
    list(nextgen_pdf.check_many(paths, jobs=2))
    assert sorted(folder.iterdir()) == sorted(paths)
