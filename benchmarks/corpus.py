"""Recall and precision of every rule on real PDFs whose contents are known.

    python benchmarks/corpus.py TRUTH.jsonl FOLDER [--reader pypdf]

Each line of the truth is an object: ``path`` (within FOLDER), ``facts`` on which several
other programs agree, ``disagree`` where they do not, ``unreachable`` for what is only in
unused objects, ``wf.class`` for the condition of the file. From the facts it follows for
each rule whether a file must be reported, must not be, or is left out.

The profile is ``nextgen-1.6-strict``, by which every restriction counts. Every miss and
every false alarm is listed; one that is right all the same is explained in
``corpus-notes.toml``. The exit status is 1 when one is not explained.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nextgen_pdf import Checker, Report
from nextgen_pdf.readers import READERS

NOTES = Path(__file__).with_name("corpus-notes.toml")
OLD_VERSIONS = {"1.3", "1.4", "1.5", "1.6", "1.7"}

# The facts that a rule rests on: where one is disputed, or true of unused objects only,
# the file is left out.
RESTS_ON = {
    "attachments": {"attachments", "attach_nametree", "embeddedfile_stream"},
    "encryption": {"encrypted"},
    "external-actions": {"launch", "submitform", "importdata", "gotor", "gotoe"},
    "external-content": {"external_stream", "reference_xobject"},
    "fonts": {"page_fonts_not_embedded", "fonts_not_embedded"},
    "javascript": {"javascript", "js_action", "js_key"},
    "forms": {"form_fields", "xfa", "widgets"},
    "multimedia": {"multimedia"},
    "page-size": {"page_sizes", "pages"},
    "pdf-version": {"pdf_version"},
}


@dataclass(frozen=True)
class Truth:
    """What is known of one file."""

    line: dict[str, Any]

    def __getitem__(self, fact: str) -> Any:
        return self.line["facts"].get(fact)

    def none(self, *facts: str) -> bool:
        """Whether all these facts are known to be false."""
        return all(self[fact] is not None and not self[fact] for fact in facts)

    def any(self, *facts: str, unless: tuple[str, ...] = ()) -> bool | None:
        """Whether one of these facts is true; ``None`` where that is not known.

        Args:
            facts: which.
            unless: where one of these is true as well, "none" is in doubt.
        """
        if any(self[fact] for fact in facts):
            return True
        doubtful = any(self[fact] for fact in unless) or not self.none(*facts)
        return None if doubtful else False

    def expected(self) -> dict[str, bool | None]:
        """For each rule: must be reported, must not be, or left out."""
        condition = self.line["wf"]["class"]
        damaged = condition in (
            "unreadable",
            "mostly_unreadable",
            "damaged_recoverable",
        )
        out = {
            "encryption": self["encrypted"],
            "malformed": True if damaged else False if condition == "clean" else None,
        }
        readable = condition not in ("unreadable", "mostly_unreadable")
        if readable and not self["needs_password"]:
            out |= {
                "javascript": self._javascript(),
                "attachments": self._attachments(),
                "external-actions": self.any(
                    *RESTS_ON["external-actions"],
                    unless=("uri", "thread_action", "named_action", "xfa"),
                ),
                "external-content": self.any(*RESTS_ON["external-content"]),
                "forms": self._forms(),
                "multimedia": self.any("multimedia"),
                "fonts": self._fonts(),
                "pdf-version": self._version(),
                "page-size": self._page_size(),
            }
        unused = set(self.line.get("unreachable") or ())
        disputed = set(self.line.get("disagree") or ())
        for rule, facts in RESTS_ON.items():
            if facts & (disputed | unused):
                out.pop(rule, None)
        return out

    def _javascript(self) -> bool | None:
        doubtful = self.line.get("xfa_js") or self.line.get("js_poppler") or self["xfa"]
        return None if self["javascript"] is False and doubtful else self["javascript"]

    def _attachments(self) -> bool | None:
        beside = ("embeddedfile_stream", "af_key", "collection", "attach_nametree")
        return self.any("attachments", unless=(*beside, "fileattachment_annot"))

    def _forms(self) -> bool | None:
        if self["form_fields"] or self["xfa"]:
            return True
        return False if self.none("form_fields", "xfa", "widgets") else None

    def _fonts(self) -> bool | None:
        if self.line.get("nonembedded_used") and self["page_fonts_not_embedded"]:
            return True
        clear = self.none("page_fonts_not_embedded", "fonts_not_embedded")
        doubtful = self.line.get("dr_nonembedded") or self["widgets"]
        return False if clear and not doubtful else None

    def _version(self) -> bool | None:
        named = self["pdf_version"]
        return True if named == "2.0" else False if named in OLD_VERSIONS else None

    def _page_size(self) -> bool | None:
        sizes = self["page_sizes"]
        if not sizes or self.line.get("userunit_pages") != 0:
            return None
        off = max(max(abs(min(s) - 612), abs(max(s) - 792)) for s in sizes)
        clear = off >= 12 and len(sizes) < 50  # noqa: PLR2004
        return False if off <= 7 else True if clear else None  # noqa: PLR2004


def reported(report: Report) -> set[str]:
    """The rules that found an error or a warning."""
    return {f.rule for f in report.findings if f.severity != "info"}


def compare(truth: Path, folder: Path, reader: str) -> Iterator[tuple[str, str, str]]:
    """For each file and rule: path, rule, and ``hit``, ``miss``, ``alarm`` or ``silence``."""
    lines = [Truth(json.loads(line)) for line in truth.read_text("utf-8").splitlines()]
    paths = [folder / known.line["path"] for known in lines]
    checker = Checker.installed("nextgen-1.6-strict", reader=reader, digest=False)
    for known, report in zip(
        lines, checker.check_many(paths, ordered=True), strict=True
    ):
        found = reported(report)
        for rule, must in known.expected().items():
            if must is not None:
                kinds = ("hit", "miss") if must else ("alarm", "silence")
                yield known.line["path"], rule, kinds[rule not in found]


def main() -> int:
    """Print the table, then what is wrong and why."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    args = parser.parse_args()
    results = list(compare(args.truth, args.folder, args.reader))
    tally = Counter((rule, kind) for _, rule, kind in results)
    print(f"{'rule':<18}{'recall':>8}{'precision':>11}   hits misses alarms silences")
    for rule in sorted({rule for rule, _ in tally}):
        hit, miss, alarm, silence = (
            tally[rule, kind] for kind in ("hit", "miss", "alarm", "silence")
        )
        recall = hit / (hit + miss) if hit + miss else 1
        precision = hit / (hit + alarm) if hit + alarm else 1
        print(
            f"{rule:<18}{recall:>8.2%}{precision:>11.2%}"
            f"{hit:>7}{miss:>7}{alarm:>7}{silence:>9}"
        )
    notes = tomllib.loads(NOTES.read_text("utf-8"))
    unexplained = 0
    for path, rule, kind in results:
        if kind in ("miss", "alarm"):
            note = notes.get(path, {}).get(rule)
            unexplained += note is None
            print(f"\n{kind} of {rule}: {path}\n    {note or 'NOT EXPLAINED'}")
    print(f"\n{unexplained} not explained")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
