"""A pool that stays open: for web applications."""

from __future__ import annotations

import asyncio
import gzip
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf
from misbehaving import behaviour
from nextgen_pdf import Checker, InputError, Pool, Profile, Report, Rulebook, UsageError
from nextgen_pdf.profile import RuleSetting
from rawpdf import RawPdf

SAMPLES = Path(__file__).parent.parent / "samples"


def _pdf() -> bytes:
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()


PDF = _pdf()


@pytest.fixture(scope="module")
def odd() -> Checker:
    """A checker whose one rule does what the document's name says."""
    rules = {"behaviour": RuleSetting(severity="warning")}
    return Checker(Profile(name="t", title="T", rules=rules), Rulebook([behaviour]))


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Checker.installed().pool(jobs=2, timeout=60) as opened:
        yield opened


def test_reports_are_those_of_check(pool: Pool, tmp_path: Path) -> None:
    path = SAMPLES / "javascript" / "fail-open-action.pdf"
    expected = nextgen_pdf.check(path)
    assert pool.check(path) == expected
    assert pool.check(path).to_html().count("<h1") == 1
    assert pool.check(path.read_bytes()) == expected._replace(path="")
    upload = io.BytesIO(path.read_bytes())
    upload.seek(9)
    report = pool.check(upload, name="Motion.pdf")
    assert report == expected._replace(path="Motion.pdf")
    assert report.to_dict()["path"] == "Motion.pdf"
    assert upload.tell() == 9


def test_each_document_can_have_its_own_password(pool: Pool) -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.encrypt(user=b"secret")
    locked, opened = (
        pool.check(pdf.to_bytes(), password=password) for password in (None, "secret")
    )
    assert "not-checked" in {rule.outcome for rule in locked.rules}
    assert "not-checked" not in {rule.outcome for rule in opened.rules}


def test_misuse_raises_and_leaves_the_pool_as_it_was(
    pool: Pool, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="There is no file"):
        pool.check(tmp_path / "gone.pdf")
    with pytest.raises(UsageError, match="not as int"):
        pool.check(5)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="name must be text"):
        asyncio.run(pool.acheck(PDF, name=5))  # type: ignore[arg-type]
    assert pool.check(PDF).verdict == "ready"


def test_threads_share_a_pool(pool: Pool) -> None:
    names = [f"{number}.pdf" for number in range(100)]
    with ThreadPoolExecutor(16) as threads:
        reports = list(threads.map(lambda name: pool.check(PDF, name=name), names))
    assert [report.path for report in reports] == names
    assert {report.verdict for report in reports} == {"ready"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory, signals")
def test_a_bad_document_costs_its_own_report(odd: Checker) -> None:
    names = "good hang crash exit eat good.2 gossip raise good.3".split()

    async def all_at_once(pool: Pool) -> list[Report]:
        return await asyncio.gather(
            *(pool.acheck(PDF, name=f"{name}.pdf") for name in names)
        )

    with odd.pool(jobs=2, timeout=2) as pool:
        reports = asyncio.run(all_at_once(pool))
        assert pool.check(PDF).verdict == "ready"
    assert [report.path for report in reports] == [f"{name}.pdf" for name in names]
    reasons = {r.path[:-4]: r.rules[0].reason for r in reports if r.verdict != "ready"}
    assert reasons.keys() == {"hang", "crash", "exit", "eat", "gossip", "raise"}
    assert reasons["hang"] == "it took longer than 2 seconds (see --timeout)"
    assert reasons["crash"] == "the process that checked it died (signal 11)"
    assert reasons["gossip"] == "its report has more than 64 MB"


def test_the_event_loop_does_nothing_but_wait(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever takes time is done by other threads: reading, sending, parsing."""
    busy: list[str] = []
    loop_thread = threading.get_ident()

    def watched(place: str) -> None:
        whole = sys.modules[place.rpartition(".")[0]]
        name = place.rpartition(".")[2]
        function = getattr(whole, name)

        def watching(*args: Any, **kwargs: Any) -> Any:
            if threading.get_ident() == loop_thread:
                busy.append(place)
            return function(*args, **kwargs)

        monkeypatch.setattr(whole, name, watching)

    for place in (
        "nextgen_pdf.checker.Source",
        "nextgen_pdf.workers.wire.send",
        "nextgen_pdf.workers.wire.answered",
        "nextgen_pdf.apart.shaped",
    ):
        watched(place)

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert threading.get_ident() != loop_thread
            return super().read(size)

    async def check() -> Report:
        return await pool.acheck(Slow(PDF), name="brief.pdf")

    assert asyncio.run(check()).verdict == "ready"
    assert busy == []


def test_a_large_file_is_checked_as_it_is_read(pool: Pool, tmp_path: Path) -> None:
    """Its process gets it from the disk, if that is what reading it gives."""
    large = RawPdf()
    large.page()
    large.stream(b"%" * 2_000_000)
    data = large.to_bytes()
    path = tmp_path / "Motion.pdf"
    path.write_bytes(data)
    packed = tmp_path / "Motion.pdf.gz"
    packed.write_bytes(gzip.compress(os.urandom(2_000_000)))
    with (
        path.open("rb") as plain,
        gzip.open(packed) as unpacked,
        tempfile.NamedTemporaryFile() as named,
        tempfile.SpooledTemporaryFile(max_size=1) as spooled,
    ):
        files: list[Any] = [plain, named, spooled, unpacked]
        for file in files[1:3]:
            file.write(data[:-9])
            file.write(data[-9:])  # not on disk yet
        plain.seek(9)
        for file in files:
            at = file.tell()
            expected = nextgen_pdf.check(file, name="a.pdf")
            assert pool.check(file, name="a.pdf") == expected
            assert file.tell() == at
        assert pool.check(plain) == nextgen_pdf.check(plain)  # called as the file


@pytest.mark.long
def test_twenty_uploads_never_hold_up_the_event_loop(pool: Pool) -> None:
    """The longest gap of a task that ticks; the aim is 50 ms on a machine that is idle."""
    large = RawPdf()
    large.page()
    large.stream(b"%" * 20_000_000)
    documents = [PDF, large.to_bytes()] * 10

    async def ticking(gaps: list[float]) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            gaps.append(time.perf_counter() - began)

    async def all_at_once(uploads: list[Any]) -> tuple[list[Report], list[float]]:
        gaps: list[float] = []
        ticker = asyncio.create_task(ticking(gaps))
        reports = await asyncio.gather(
            *(pool.acheck(upload, name="a.pdf") for upload in uploads)
        )
        ticker.cancel()
        return reports, gaps

    with ExitStack() as files:
        uploads = []
        for data in documents:  # as web frameworks keep them
            file = files.enter_context(tempfile.SpooledTemporaryFile(max_size=1 << 20))
            file.write(data)
            uploads.append(file)
        reports, gaps = asyncio.run(all_at_once(uploads))
    assert len(reports) == 20
    assert max(gaps) < 0.5


def test_who_does_not_wait_any_more_is_forgotten(odd: Checker) -> None:
    async def impatient(pool: Pool) -> Report:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(pool.acheck(PDF, name="hang.pdf"), 0.2)
        return await pool.acheck(PDF, name="good.pdf")

    with odd.pool(jobs=1, timeout=1) as pool:
        assert asyncio.run(impatient(pool)).verdict == "ready"


def test_what_is_under_way_when_the_pool_is_closed_is_unchecked(odd: Checker) -> None:
    pool = odd.pool(jobs=1, timeout=60)
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(pool.check, PDF, name="hang.pdf") for _ in range(2)]
        while len(pool._staying._waiting) < 2:  # noqa: SLF001
            time.sleep(0.01)
        pool.close()
        reports = [future.result(10) for future in waiting]
    reason = "the pool was closed before it was done"
    assert [report.verdict for report in reports] == ["unchecked"] * 2
    assert {report.rules[0].reason for report in reports} == {reason}
    pool.close()
    with pytest.raises(UsageError, match="The pool is closed"):
        pool.check(PDF)


def test_a_pool_from_before_a_fork_says_so(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: -1)
        with pytest.raises(UsageError, match="a pool of its own"):
            pool.check(PDF)
        pool.close()  # not its to close
    assert pool.check(PDF).verdict == "ready"


@pytest.mark.parametrize(
    "wrong", [{"jobs": 0}, {"jobs": -1}, {"timeout": 0}, {"max_memory": 0}]
)
def test_a_bound_that_is_none_is_wrong_use(odd: Checker, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        odd.pool(**wrong)


def test_processes_that_do_not_start_are_said_at_once(
    odd: Checker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("nextgen_pdf.workers.processes.STARTS", 2)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(UsageError, match="does not start"):
        odd.pool(jobs=2)


def test_many_findings_come_whole(pool: Pool) -> None:
    sample = RawPdf()
    for _ in range(350):
        sample.page(
            MediaBox="[0 0 900 900]", AA="<< /O << /S /JavaScript /JS (x) >> >>"
        )
    data = sample.to_bytes()
    report = pool.check(data)
    assert report == nextgen_pdf.check(data)
    assert len(report.findings) > 100  # more than fit on a line of the answer
