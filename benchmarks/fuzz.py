"""Very many damaged files: does every one get its report?

    python benchmarks/fuzz.py --count 200000 --jobs 2 --seed 1
    python benchmarks/fuzz.py --compare --count 100000 --jobs 2 --seed 1
    python benchmarks/fuzz.py --atheris [-- options of libFuzzer]

Samples and real files are damaged by chance (tests/mutations.py) and checked in child
processes that are watched. What must hold of every report is in tests/reports.py; each
tenth file is checked twice, and must get the same report. Files for which it does not
hold, on which a child dies, or that take longer than ``--seconds`` are written into the
folder ``--keep``, each under the number by which it can be made again.

With ``--compare`` each file is checked with both readers, and one of them must not call
*ready* what the other finds an error in. Where that is right, ``fuzz-notes.toml`` says why:
by the reader that is content, the code of the error, words of its message, and what must
be in the file. Every error of a report must be explained.

With ``--atheris`` the package of that name decides what to try next, by the code that was
reached.

The exit status is 1 when there is such a file. Ctrl-C ends it early, and it still says
what it saw.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import re
import sys
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, NamedTuple

from nextgen_pdf import Checker, Report
from nextgen_pdf.readers import READERS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from mutations import chance, mutated  # noqa: E402
from reports import faults  # noqa: E402

NOTES = Path(__file__).with_name("fuzz-notes.toml")
FOLDERS = (ROOT / "samples", ROOT / "tests" / "real", ROOT / "tests" / "regressions")
LARGEST = 100_000
"""Larger files are no starts: they only make it slow."""
TWICE = 10
PROGRESS = 10_000
MEMORY = 4 << 30
PATIENCE = 3
"""A busy machine may take so many times as long as the processor is used."""


class Result(NamedTuple):
    """What came of one file."""

    number: int
    verdict: str
    seconds: float
    """Of the processor, if the process lived."""
    problem: str = ""
    explained: str = ""
    """Why it is none that the readers disagree."""


class Note(NamedTuple):
    """An error that the other reader rightly does not see, or cannot."""

    content: str
    """The reader that calls the file ready."""
    error: str
    """The rule and the code of what the other one finds."""
    says: str
    """A pattern for its message."""
    file: str
    """A pattern for what must be in the file."""
    why: str

    def explains(self, content: str, error: str, message: str, data: bytes) -> bool:
        """Whether this is about an error of a report."""
        return (
            (content, error) == (self.content, self.error)
            and re.search(self.says, message) is not None
            and re.search(self.file.encode(), data, re.DOTALL) is not None
        )


def notes() -> list[Note]:
    """What is known of the readers."""
    return [Note(**note) for note in tomllib.loads(NOTES.read_text("utf-8"))["notes"]]


def disagreement(
    content: str, report: Report, data: bytes, known: Sequence[Note]
) -> Disagreement:
    """What is wrong with a file that one reader calls ready, and why, if it is known.

    Args:
        content: that reader.
        report: the report of the other one.
        data: the file.
        known: the notes.
    """
    errors = [
        (f"{finding.rule}/{finding.code}", finding.message)
        for finding in report.findings
        if finding.severity == "error"
    ]
    reasons = [
        next((note.why for note in known if note.explains(content, *error, data)), None)
        for error in errors
    ]
    for (code, message), reason in zip(errors, reasons, strict=True):
        if reason is None:
            return Disagreement(f"{content} is content with {code}: {message}", "")
    return Disagreement("", "; ".join(dict.fromkeys(filter(None, reasons))))


class Disagreement(NamedTuple):
    """One reader calls a file ready, the other finds an error."""

    problem: str
    """The first error that is not explained."""
    explained: str


class Check:
    """Checks damaged files; a file has a number.

    Args:
        seed: gives other files.
        readers: who reads them; two are compared.
    """

    def __init__(self, seed: int, readers: Sequence[str]) -> None:
        paths = sorted(path for folder in FOLDERS for path in folder.rglob("*.pdf"))
        self.starts = [p.read_bytes() for p in paths if 0 < p.stat().st_size < LARGEST]
        self.seed = seed
        self.checkers = {name: Checker.installed(reader=name) for name in readers}
        self.notes = notes() if len(readers) > 1 else []

    def made(self, number: int) -> bytes:
        """The file with this number."""
        random = chance(f"{self.seed}/{number}")
        return mutated(random.choice(self.starts), random, self.starts)

    def __call__(self, number: int) -> Result:
        data = self.made(number)
        started = time.process_time()
        verdict = explained = ""
        try:
            reports, problem = self.judged(data, twice=number % TWICE == 0)
            verdict = ", ".join(report.verdict for report in reports.values())
            if not problem and reports:
                problem, explained = self.compared(reports, data)
        except Exception as error:  # noqa: BLE001  (any is what is looked for)
            last = traceback.extract_tb(error.__traceback__)[-1]
            verdict, problem = "raised", f"{error!r} in {last.filename}:{last.lineno}"
        seconds = time.process_time() - started
        return Result(number, verdict, seconds, problem, explained)

    def judged(self, data: bytes, *, twice: bool) -> tuple[dict[str, Report], str]:
        """The report of each reader on a file, and what is wrong with any of them."""
        reports: dict[str, Report] = {}
        seen: list[str] = []
        for name, checker in self.checkers.items():
            report = reports[name] = checker.check(data)
            seen += faults(report, checker)
            if twice and checker.check(data) != report:
                seen.append(f"another report of {name} the second time")
        return reports, "; ".join(seen)

    def compared(self, reports: dict[str, Report], data: bytes) -> Disagreement:
        """Whether one reader is content with what the other finds an error in."""
        for content, report in reports.items():
            if report.verdict != "ready":
                continue
            for other in reports.values():
                if other.verdict == "refused":
                    return disagreement(content, other, data, self.notes)
        return Disagreement("", "")


def work(orders: Connection, seed: int, readers: Sequence[str]) -> None:
    """Check what is asked for, until nothing is."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:
        pass
    check = Check(seed, readers)
    while (number := orders.recv()) is not None:
        orders.send(check(number))


class Worker:
    """A child process, and the file that it has been given."""

    def __init__(self, seed: int, readers: Sequence[str]) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, orders = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=work, args=(orders, seed, readers), daemon=True
        )
        self.process.start()
        orders.close()
        self.number: int | None = None
        self.since = time.monotonic()

    def give(self, number: int | None) -> None:
        """Let it check a file; ``None`` ends it."""
        self.number, self.since = number, time.monotonic()
        self.link.send(number)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.link.close()


def results(
    start: int, count: int, jobs: int, seed: int, readers: Sequence[str], seconds: float
) -> Iterator[Result]:
    """What came of each file; a child that hangs or dies is replaced."""
    numbers = iter(range(start, start + count))
    workers = [Worker(seed, readers) for _ in range(jobs)]
    for worker in workers:
        worker.give(next(numbers, None))
    while workers := [worker for worker in workers if worker.number is not None]:
        ready = wait([worker.link for worker in workers], timeout=1.0)
        for at, worker in enumerate(workers):
            assert worker.number is not None
            waited = time.monotonic() - worker.since
            if worker.link in ready:
                try:
                    result: Result = worker.link.recv()
                    slow = result.seconds > seconds and not result.problem
                    yield (
                        result._replace(problem="it took too long") if slow else result
                    )
                except EOFError:
                    yield Result(worker.number, "died", waited, "the process died")
                    worker.kill()
                    workers[at] = Worker(seed, readers)
            elif waited > PATIENCE * seconds:
                yield Result(worker.number, "hung", waited, "it took too long")
                worker.kill()
                workers[at] = Worker(seed, readers)
            else:
                continue
            workers[at].give(next(numbers, None))


def run(options: argparse.Namespace) -> int:
    readers = READERS if options.compare else (options.reader,)
    check = Check(options.seed, readers)
    verdicts: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    explained: Counter[str] = Counter()
    slowest = Result(0, "", 0.0)
    found = results(
        options.start,
        options.count,
        options.jobs,
        options.seed,
        readers,
        options.seconds,
    )
    with suppress(KeyboardInterrupt):
        for result in found:
            verdicts[result.verdict] += 1
            slowest = max(slowest, result, key=lambda one: one.seconds)
            if result.explained:
                explained[result.explained] += 1
            if result.problem:
                problems[result.problem] += 1
                options.keep.mkdir(parents=True, exist_ok=True)
                name = f"{'-'.join(readers)}-{options.seed}-{result.number}.pdf"
                (options.keep / name).write_bytes(check.made(result.number))
            if verdicts.total() % PROGRESS == 0:
                tried, wrong = verdicts.total(), problems.total()
                print(f"{tried} of {options.count}, {wrong} kept", file=sys.stderr)
    said = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    print(f"{verdicts.total()} files: {said}")
    print(f"slowest: {slowest.seconds:.2f} s, number {slowest.number}")
    for reason, count in explained.most_common():
        print(f"{count} explained: {reason}")
    for problem, count in problems.most_common():
        print(f"{count} × {problem}")
    return 1 if problems else 0


def run_atheris(options: argparse.Namespace) -> int:
    """Let atheris choose, by the code that is reached."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["nextgen_pdf", "nextgen_pdf_rules"]):
        for name in ("reader", f"backends.{options.reader}"):
            importlib.import_module(f"nextgen_pdf.readers.{name}")
    check = Check(options.seed, [options.reader])

    def one(data: bytes) -> None:
        _, problem = check.judged(data, twice=False)
        if problem:
            raise AssertionError(problem)

    def change(data: bytes, largest: int, seed: int) -> bytes:
        random = chance(seed)
        start = data if len(data) > 1 else random.choice(check.starts)
        return mutated(start, random, check.starts)[:largest]

    options.keep.mkdir(parents=True, exist_ok=True)
    arguments = [sys.argv[0], f"-artifact_prefix={options.keep}/", *options.rest]
    atheris.Setup(arguments, one, custom_mutator=change)
    atheris.Fuzz()
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0, help="the first number")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    parser.add_argument("--compare", action="store_true", help="both readers")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("rest", nargs="*", help="options of libFuzzer")
    options = parser.parse_args(arguments)
    return run_atheris(options) if options.atheris else run(options)


if __name__ == "__main__":
    sys.exit(main())
