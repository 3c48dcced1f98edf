"""Documents checked in other processes: what goes there, and what comes back.

The processes know nothing of PDFs (``workers``), and the checker nothing of processes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from nextgen_pdf.errors import UsageError
from nextgen_pdf.findings import Finding
from nextgen_pdf.report import Report
from nextgen_pdf.shape import ShapeError, shaped
from nextgen_pdf.workers.limits import Limits

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from nextgen_pdf.workers import Pool
    from nextgen_pdf.workers.staying import Staying

Item = TypeVar("Item")

_READERS = "nextgen_pdf.readers"
_A_LINE = 100
"""Findings on a line of an answer."""
_FINDINGS = tuple[Finding, ...]


class Work(NamedTuple, Generic[Item]):
    """What a process does: checks a document, and says what came of it as JSON."""

    one: Callable[[Item], Report]
    """Checks one; must pickle, and not raise."""
    reader: str
    """The library that documents are read with."""

    def load(self) -> None:
        """Import what reads documents, and keep it compiled where it was not yet."""
        import_module(f"{_READERS}.reader")
        import_module(f"{_READERS}.backends.{self.reader}")

    def __call__(self, item: Item, /) -> bytes:
        """The report on a document; nothing, if a rule put into it what is no text."""
        report = self.one(item)
        found = report.findings
        parts = [
            report._replace(findings=()),
            *(found[at : at + _A_LINE] for at in range(0, len(found), _A_LINE)),
        ]
        try:
            return "\n".join(map(json.dumps, parts)).encode()
        except (TypeError, ValueError):
            return b""


def decoded(data: bytes) -> Report:
    """The report that a process gave; it may have been taken over, and say anything.

    Raises:
        ValueError: it is none.
    """
    # Line by line, for no other thread runs while a text is parsed.
    lines = data.split(b"\n")
    try:
        report = shaped(Report, json.loads(lines[0]))
        found = [
            finding
            for line in lines[1:]
            for finding in shaped(_FINDINGS, json.loads(line))
        ]
    except RecursionError:
        raise ShapeError from None
    return report._replace(findings=(*report.findings, *found))


def pool(
    work: Work[Item],
    *,
    jobs: int | None,
    timeout: float,
    max_memory: int,
    executor: Executor | None,
    prepare: Callable[[Item], Callable[[], Item] | None],
) -> Pool[Item, Report]:
    """Who checks many documents.

    Raises:
        UsageError: a bound that is none.
    """
    if jobs is not None and jobs < 0:
        raise UsageError("jobs must be 0 or more")
    if executor is not None:
        from nextgen_pdf.workers.executors import OnExecutor  # noqa: PLC0415

        return OnExecutor(work.one, executor, jobs)
    from nextgen_pdf.workers.processes import Processes, usable_cpus  # noqa: PLC0415

    return Processes(
        work,
        decoded,
        jobs=usable_cpus() if jobs is None else jobs,
        limits=_limits(timeout, max_memory),
        prepare=prepare,
    )


def staying(
    work: Work[Item],
    *,
    jobs: int | None,
    timeout: float,
    max_memory: int,
    prepare: Callable[[Item], Callable[[], Item] | None],
) -> Staying[Item, Report]:
    """Who checks for a program that runs on.

    Raises:
        UsageError: a bound that is none, or the processes do not start.
    """
    if jobs is not None and jobs < 1:
        raise UsageError("jobs must be 1 or more")
    from nextgen_pdf.workers.processes import Processes, usable_cpus  # noqa: PLC0415
    from nextgen_pdf.workers.staying import Staying  # noqa: PLC0415

    return Staying(
        Processes(
            work,
            decoded,
            jobs=usable_cpus() if jobs is None else jobs,
            limits=_limits(timeout, max_memory),
            prepare=prepare,
            at_once=1,
        )
    )


def pool_for_one(
    work: Work[Item],
    *,
    timeout: float,
    max_memory: int,
    prepare: Callable[[Item], Callable[[], Item] | None],
) -> Pool[Item, Report]:
    """Who checks the one document of a command: a fork, where one can be.

    Raises:
        UsageError: a bound that is none.
    """
    from nextgen_pdf.workers.forked import Forked, can_fork  # noqa: PLC0415

    if can_fork(max_memory):
        return Forked(work, decoded, _limits(timeout, max_memory))
    return pool(
        work,
        jobs=1,
        timeout=timeout,
        max_memory=max_memory,
        executor=None,
        prepare=prepare,
    )


def _limits(timeout: float, max_memory: int) -> Limits:
    if timeout <= 0 or max_memory <= 0:
        raise UsageError("timeout and max_memory must be more than 0")
    return Limits(timeout, max_memory)
