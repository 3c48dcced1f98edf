"""Many tiny documents: how fast, how much memory, and what a kill costs.

    python benchmarks/batch.py [--documents N] [--jobs N]

Makes N small PDFs (100,000 by default), each unlike the others, in a temporary folder.
First ``check_many`` checks them all: prints the throughput, and the memory of this process
after a tenth, a half and all of them. Then the command checks them with ``--resume``, is
killed on the way, and goes on: every document must be in its file once, and none twice.
Needs ``/proc``, as on Linux.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import nextgen_pdf

ROOT = Path(__file__).parent.parent
A_FOLDER = 1000


def make(folder: Path, count: int) -> None:
    """Small documents of one page, told apart by a comment of fixed length."""
    model = (ROOT / "samples/page-size/pass-inherited.pdf").read_bytes()
    for number in range(count):
        if number % A_FOLDER == 0:
            (folder / f"{number // A_FOLDER:04}").mkdir()
        path = folder / f"{number // A_FOLDER:04}" / f"{number:07}.pdf"
        path.write_bytes(model.replace(b"%%EOF", b"%%%07d\n%%%%EOF" % number))


def paths(folder: Path) -> Iterator[Path]:
    """The documents, one folder after the other."""
    for below in sorted(folder.iterdir()):
        yield from sorted(below.iterdir())


def memory() -> float:
    """The memory of this process now, in megabytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def check(folder: Path, count: int, jobs: int | None) -> None:
    """Check all in this program, and print what it takes."""
    marks = {count // 10: "a tenth", count // 2: "a half", count: "all"}
    began = time.perf_counter()
    verdicts: Counter[str] = Counter()
    for done, report in enumerate(nextgen_pdf.check_many(paths(folder), jobs=jobs), 1):
        verdicts[report.verdict] += 1
        if done in marks:
            print(f"memory of this process after {marks[done]}: {memory():.1f} MiB")
    seconds = time.perf_counter() - began
    print(f"{count:,} documents in {seconds:.1f} s: {count / seconds:,.0f} a second")
    print(f"verdicts: {dict(verdicts)}")


def kill_and_go_on(folder: Path, count: int, jobs: int | None) -> None:
    """Kill the command on the way, go on, and see that nothing is lost or repeated."""
    file = folder.parent / "reports.jsonl"
    command = [sys.executable, "-m", "nextgen_pdf", "check", str(folder)]
    command += ["--resume", str(file), *(["--jobs", str(jobs)] if jobs else [])]
    first = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while not file.exists() or file.stat().st_size < 500 * count:
        time.sleep(0.1)
        assert first.poll() is None, "it ended before it was killed"
    first.kill()
    first.wait()
    lines = file.read_bytes().count(b"\n")
    print(f"killed after {lines:,} lines")
    began = time.perf_counter()
    subprocess.run(command, check=True)
    print(f"the others in {time.perf_counter() - began:.1f} s")
    with file.open() as rows:
        seen = Counter(json.loads(row)["path"] for row in rows)
    lost = count - len(seen)
    repeated = seen.total() - len(seen)
    print(f"lost: {lost}, repeated: {repeated}")
    assert (lost, repeated) == (0, 0)
    began = time.perf_counter()
    subprocess.run([*command, "--quiet"], check=True)
    print(f"once more, with nothing to check: {time.perf_counter() - began:.1f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--jobs", type=int)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "documents"
        folder.mkdir()
        make(folder, args.documents)
        check(folder, args.documents, args.jobs)
        kill_and_go_on(folder, args.documents, args.jobs)


if __name__ == "__main__":
    main()
