"""What a check costs, as ratios to what the libraries under it cost in the same run.

    python benchmarks/make_workload.py WORKLOAD
    python benchmarks/speed.py WORKLOAD [--folder FOLDER] [--rounds N]

For each file of the workload, in turn, medians of processor time: opening it with pikepdf
and making its list of pages (the floor), reading all its objects as well, and the check of
the whole profile; each is the second run in a process that was started for it. Then the peak
memory of a process that does the first and of one that does the last. Then how the time
grows with pages and objects. With
``--folder``, the check of all its PDFs in one process against ``qpdf --check``,
``pdffonts``, ``pdfinfo -js`` and ``pdfdetach -list`` of each; needs qpdf and poppler.

Not for Windows, which does not tell the time and memory of a process that ended.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf

from nextgen_pdf.checker import Checker

TOOLS = (
    ("qpdf", "--check"),
    ("pdffonts",),
    ("pdfinfo", "-js"),
    ("pdfdetach", "-list"),
)


def floor(path: Path) -> None:
    """Open a file and make the list of its pages."""
    with pikepdf.open(path, conversion_mode="explicit") as pdf:
        len(pdf.pages)


def all_objects(path: Path) -> None:
    """As the floor, and read every object."""
    with pikepdf.open(path, conversion_mode="explicit") as pdf:
        len(pdf.pages)
        len(pdf.objects)


def seconds(action: Callable[[], object]) -> float:
    """The processor time of an action."""
    start = time.process_time()
    action()
    return time.process_time() - start


def check(path: Path) -> None:
    """The check of the default profile, as a long process runs it."""
    CHECKER.check(path)


CHECKER = Checker.installed(digest=False)
ACTIONS: dict[str, Callable[[Path], None]] = {
    "floor": floor,
    "objects": all_objects,
    "check": check,
}


def alone(action: str, path: Path) -> float:
    """The processor time of the second run of an action, in a process of its own.

    The memory that one leaves behind would slow the next by up to two fifths.
    """
    command = [sys.executable, __file__, "--one", action, str(path)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(ran.stdout)


def one(action: str, path: Path) -> None:
    """What the process of ``alone`` does."""
    ACTIONS[action](path)
    print(seconds(partial(ACTIONS[action], path)))


def peak_mebibytes(code: str, path: Path) -> float:
    """The peak memory of a process that runs some code on a file."""
    tell = (
        "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    command = [sys.executable, "-c", code.format(path=str(path)) + tell]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(ran.stdout.split()[-1]) / 1024


def of_children(command: list[str]) -> float:
    """The processor time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def workload(folder: Path, rounds: int) -> None:
    """The files of the workload: medians, the actions in turn."""
    print(
        f"{'':14}{'floor':>9}{'+ objects':>11}{'check':>9}{'/ floor':>9}{'/ objects':>11}"
    )
    for path in sorted(folder.glob("*.pdf")):
        times = [[alone(action, path) for action in ACTIONS] for _ in range(rounds)]
        low, high, ours = map(statistics.median, zip(*times, strict=True))
        print(
            f"{path.stem:14}{low * 1e3:6.1f} ms{high * 1e3:8.1f} ms{ours * 1e3:6.1f} ms"
            f"{ours / low:9.2f}{ours / high:11.2f}"
        )


def memory(folder: Path) -> None:
    """The peak memory on the largest file of the workload, by objects."""
    path = folder / "iv_appendix.pdf"
    low = peak_mebibytes("import pikepdf; len(pikepdf.open('{path}').pages)", path)
    high = peak_mebibytes(
        "from nextgen_pdf.checker import Checker;"
        "Checker.installed(digest=False).check('{path}')",
        path,
    )
    print(f"\npeak memory, {path.stem}: floor {low:.0f} MiB, check {high:.0f} MiB,")
    print(f"ratio {high / low:.2f}")


def growth() -> None:
    """How the time grows with pages and with objects."""
    print("\npages, and objects on none of them: milliseconds, microseconds for each")
    for pages, others in (
        (500, 0),
        (2000, 0),
        (8000, 0),
        (1, 10_000),
        (1, 40_000),
        (1, 160_000),
    ):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            pdf = pikepdf.new()
            for _ in range(pages):
                page = pdf.add_blank_page(page_size=(612, 792))
                page.Contents = pdf.make_stream(b"0 0 100 100 re f")
            kept = [pdf.make_indirect(pikepdf.Dictionary(N=n)) for n in range(others)]
            pdf.Root.Kept = pikepdf.Array(kept)
            pdf.save(file.name, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            took = statistics.median(alone("check", Path(file.name)) for _ in range(3))
        print(
            f"{pages:6} {others:8} {took * 1e3:9.1f} {took * 1e6 / max(pages, others):8.1f}"
        )


def real_files(folder: Path) -> None:
    """A folder of real files, in one process, against four tools for each file."""
    paths = sorted(folder.rglob("*.pdf"))
    ours = sum(seconds(partial(check, path)) for path in paths)
    theirs = {
        command[0]: sum(of_children([*command, str(path)]) for path in paths)
        for command in TOOLS
        if shutil.which(command[0])
    }
    total = sum(theirs.values())
    print(f"\n{len(paths)} files: check {ours:.1f} s, {json.dumps(theirs)}")
    print(f"together {total:.1f} s, {total / ours:.1f} times the check")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("workload", type=Path, help="a folder, see make_workload.py")
    parser.add_argument("--folder", type=Path, help="real files, to check as well")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--one", choices=ACTIONS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        one(args.one, args.workload)
        return
    memory(args.workload)
    workload(args.workload, args.rounds)
    growth()
    if args.folder:
        real_files(args.folder)


if __name__ == "__main__":
    main()
