"""Small files that take much work: each within ten seconds of processor time and 1 GiB,
and never ready where something was not looked at.

The process that checks a file must not be stopped: the reader sees by itself that it is
too much, and says so, or finds what there is.
"""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

import pytest

import nextgen_pdf
from kinds import hostile
from kinds.kind import Kind, made, wrong
from places.cases import READERS

SECONDS = 10
MEMORY = 1 << 30
STOPPED = re.compile(r"--timeout|--max-memory|memory|process|itself failed|its report")
"""In a reason: the process was stopped, or the rule was."""


OFTEN = 1
"""So many of each kind are checked in every run; the others, and pypdf, are for the long one."""


def processor_time() -> float:
    """What the processes that ended have used: a busy machine does not make it more."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
@pytest.mark.parametrize(
    ("kind", "reader"),
    [
        pytest.param(
            kind,
            reader,
            id=f"{kind.id} {reader}",
            marks=pytest.mark.long if reader == "pypdf" or at >= OFTEN else (),
        )
        for table in hostile.TABLES.values()
        for at, kind in enumerate(table)
        for reader in READERS
    ],
)
def test_it_is_bounded(kind: Kind, reader: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made(kind))
    assert path.stat().st_size < 5_000_000
    before = processor_time()
    (report,) = nextgen_pdf.check_many(
        [path], jobs=1, timeout=20 * SECONDS, max_memory=MEMORY, reader=reader
    )
    used = processor_time() - before
    reasons = {rule.reason for rule in report.rules if rule.outcome == "not-checked"}
    seen = [reason for reason in reasons if reason and STOPPED.search(reason)]
    if used > SECONDS:
        seen.append(f"it took {used:.0f} seconds")
    if seen := seen + wrong(kind, report, reader):
        pytest.fail("; ".join(seen), pytrace=False)
