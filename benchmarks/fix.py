"""How many refused documents can be fixed, and why the others cannot.

    python benchmarks/fix.py samples ../corpus > table.md

For every rule: how many documents it refuses, how many of them have a proved copy, and
what became of the rest. A document that several rules refuse counts for each of them. With
--check, other programs look at every copy: qpdf finds nothing wrong, poppler draws and
reads the same, and the pypdf reader reports what the pikepdf reader does.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from opinions import differences

import nextgen_pdf
from nextgen_pdf import Fixed

_ONLY = "fail-"


def main() -> None:
    """Print a table for each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--check", action="store_true", help="ask other programs too")
    parser.add_argument("--unrestricted", action="store_true")
    args = parser.parse_args()
    for folder in args.folders:
        print(f"### {folder.name}\n")
        report(folder, args.jobs, check=args.check, unrestricted=args.unrestricted)


def refused_by(path: Path) -> set[str]:
    """The rules that refuse a document."""
    found = nextgen_pdf.check(path).findings
    return {finding.rule for finding in found if finding.severity == "error"}


def report(folder: Path, jobs: int | None, *, check: bool, unrestricted: bool) -> None:
    """Fix all that is refused in a folder, and print what came of it."""
    rules = {path: refused_by(path) for path in sorted(folder.rglob("*.pdf"))}
    refused = [path for path, its in rules.items() if its]
    with TemporaryDirectory() as name:
        work = Path(name)
        numbered = {}
        for number, path in enumerate(refused):
            copy = work / f"{number}.pdf"
            shutil.copyfile(path, copy)
            numbered[str(copy)] = path
        began = time.perf_counter()
        results = {
            numbered[result.path]: result
            for result in nextgen_pdf.fix_many(
                numbered, work / "fixed", jobs=jobs, unrestricted=unrestricted
            )
        }
        seconds = time.perf_counter() - began
        table(results, rules)
        status = Counter(result.status for result in results.values())
        proved = status["fixed"]
        free = [r for r in results.values() if r.refusal not in ("signed", "password")]
        print(f"\n{len(refused)} refused, {proved} proved, in {seconds:.0f} s;")
        print(f"neither signed nor locked: {proved} of {len(free)}.\n")
        if check:
            for path, result in results.items():
                if result.output is not None:
                    for said in differences(path, result):
                        print(f"- {path.name}: {said}")


def table(results: dict[Path, Fixed], rules: dict[Path, set[str]]) -> None:
    """A line for each rule."""
    of_rule: dict[str, list[Fixed]] = defaultdict(list)
    for path, result in results.items():
        for rule in rules[path]:
            of_rule[rule].append(result)
    print("| rule | refused | proved | must not or cannot be fixed |")
    print("|---|---|---|---|")
    for rule, its in sorted(of_rule.items()):
        proved = sum(result.status == "fixed" for result in its)
        rest = Counter(why(result) for result in its if result.status != "fixed")
        told = ", ".join(f"{what} {count}" for what, count in rest.most_common())
        print(f"| {rule} | {len(its)} | {proved} | {told or '-'} |")


def why(result: Fixed) -> str:
    """Why there is no copy, in a word or two; the code of an error that would stay."""
    if result.refusal is not None:
        return result.refusal
    findings = result.report.findings if result.report else ()
    errors = [finding.code for finding in findings if finding.severity == "error"]
    if result.status == "unmended" and errors:
        return f"`{errors[0]}` would stay"
    return result.status


if __name__ == "__main__":
    main()
