"""What a check of one small file costs beside importing the libraries it stands on.

    python benchmarks/startup.py [FILE] [--rounds N]

Runs ``nextgen-pdf check FILE`` and ``python -c "import click, pikepdf"`` in turn, and
prints the medians of their processor time and of the ratio, pair by pair. Not for Windows,
which does not tell the time of a process that ended.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ONE_PAGE = Path(__file__).parent.parent / "samples/page-size/pass-inherited.pdf"


def cpu_seconds(*command: str) -> float:
    """User and system time of a finished process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", default=str(ONE_PAGE))
    parser.add_argument("--rounds", type=int, default=31)
    args = parser.parse_args()
    check = (sys.executable, "-m", "nextgen_pdf", "check", args.file)
    floor = (sys.executable, "-c", "import click, pikepdf")
    pairs = [(cpu_seconds(*check), cpu_seconds(*floor)) for _ in range(args.rounds + 1)]
    del pairs[0]  # the first fills the caches
    checks, floors = zip(*pairs, strict=True)
    print(f"check             {statistics.median(checks) * 1000:6.0f} ms")
    print(f"the imports alone {statistics.median(floors) * 1000:6.0f} ms")
    print(f"ratio             {statistics.median(c / f for c, f in pairs):6.2f}")


if __name__ == "__main__":
    main()
