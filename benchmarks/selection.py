"""Does each rule, run alone, find what it finds when all run?

    python benchmarks/selection.py FOLDER... [--reader pypdf]

Every PDF in the folders is checked by the whole default profile, and then by each of its
rules alone. The exit status is 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from nextgen_pdf import Checker, Report
from nextgen_pdf.readers import READERS


class Compare:
    """The comparison with one reader."""

    def __init__(self, reader: str) -> None:
        self._every = Checker.installed(reader=reader, digest=False)
        rules = [
            rule
            for rule, setting in self._every.profile.rules.items()
            if setting.severity is not None
        ]
        self._alone = {
            rule: Checker.installed(select=[rule], reader=reader, digest=False)
            for rule in rules
        }

    def differences(self, path: Path) -> Iterator[str]:
        """What is different in one file."""
        every = self._every.check(path)
        for rule, checker in self._alone.items():
            if _said(every, rule) != _said(checker.check(path), rule):
                yield f"{path}: {rule}"


def _said(report: Report, rule: str) -> object:
    outcome = next(each for each in report.rules if each.rule == rule)
    return outcome, [f for f in report.findings if f.rule == rule]


def main() -> int:
    """Compare all files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    args = parser.parse_args()
    compare = Compare(args.reader)
    files = sorted(path for folder in args.folders for path in folder.rglob("*.pdf"))
    found = [said for path in files for said in compare.differences(path)]
    print(*found, f"{len(files)} files, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
