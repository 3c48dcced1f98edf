"""What two workers gain, beside what this machine lets two processes gain at all.

    python benchmarks/workers.py [FOLDER] [--rounds N] [--copies N]

Checks the PDFs of a folder (by default the samples) many times over: in this process, with
one worker and with two. In turn with these it does plain arithmetic, in one process and
shared by two. Prints medians of the times, and of the gains round by round. The time to
start the workers is counted.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from nextgen_pdf import Checker

SAMPLES = Path(__file__).parent.parent / "samples"
ARITHMETIC = "sum(n * n % 7 for n in range(int({})))"


def check(paths: list[Path], jobs: int) -> float:
    """Seconds to check all."""
    checker = Checker.installed()
    began = time.perf_counter()
    assert sum(1 for _ in checker.check_many(paths, jobs=jobs)) == len(paths)
    return time.perf_counter() - began


def calculate(much: float, processes: int) -> float:
    """Seconds to do so much arithmetic, shared by so many processes."""
    began = time.perf_counter()
    command = [sys.executable, "-c", ARITHMETIC.format(much / processes)]
    running = [subprocess.Popen(command) for _ in range(processes)]
    for process in running:
        process.wait()
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--copies", type=int, default=40)
    args = parser.parse_args()
    paths = sorted(args.folder.rglob("*.pdf")) * args.copies
    much = 60e6
    runs = [
        (
            check(paths, 0),
            check(paths, 1),
            check(paths, 2),
            calculate(much, 1),
            calculate(much, 2),
        )
        for _ in range(args.rounds)
    ]
    names = ("in this process", "one worker", "two workers", "sums", "sums by two")
    for name, seconds in zip(names, zip(*runs, strict=True), strict=True):
        print(f"{name:<16} {statistics.median(seconds):6.2f} s")
    ideal = statistics.median(run[3] / run[4] for run in runs)
    print(f"\ntwo processes of arithmetic gain {ideal:.2f}")
    for base, name in ((0, "this process"), (1, "one worker")):
        gain = statistics.median(run[base] / run[2] for run in runs)
        print(
            f"two workers gain {gain:.2f} over {name}: {gain / ideal:.2f} of the ideal"
        )
    print(
        f"{len(paths)} documents, {len(paths) / statistics.median(r[2] for r in runs):,.0f} a second"
    )


if __name__ == "__main__":
    main()
