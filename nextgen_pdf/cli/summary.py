"""What a run over many documents comes to: verdicts, rules, programs, exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import get_args

from nextgen_pdf.formats import WIDTH
from nextgen_pdf.formats._columns import wrapped
from nextgen_pdf.formats._wording import WORDS
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.sanitize import sanitize_text

FAIL_ON: dict[str, frozenset[Verdict]] = {
    "error": frozenset({"refused"}),
    "warning": frozenset({"refused", "caution"}),
    "never": frozenset(),
}
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_SHOWN = 5
_LONGEST = 500
_PROGRAMS = 1000
"""So many are told apart: documents can name whatever they like."""


class Summary:
    """Counts reports as they go by."""

    def __init__(self) -> None:
        self.verdicts: Counter[Verdict] = Counter()
        self._rules: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._not_ready: Counter[str] = Counter()
        self._all_checked = True
        self._first = ""

    def note(self, report: Report) -> None:
        """Count a report."""
        self._first = self._first or f"{WORDS[report.verdict]}: {report.path}"
        self.verdicts[report.verdict] += 1
        counting = (f for f in report.findings if f.waived is None)
        self._rules.update({f.rule for f in counting if f.severity != "info"})
        program = sanitize_text(report.producer or "", 40) or "program not named"
        if program not in self._made and len(self._made) >= _PROGRAMS:
            program = "other programs"
        self._made[program] += 1
        self._not_ready[program] += report.verdict != "ready"
        self._all_checked = self._all_checked and all(
            rule.outcome != "not-checked" for rule in report.rules
        )

    def status(self, fail_on: str) -> int:
        """The exit status. 3 outranks 1: a run that did not see everything says so."""
        if self.verdicts["unchecked"]:
            return 3
        if any(self.verdicts[verdict] for verdict in FAIL_ON[fail_on]):
            return 1
        return 0 if self._all_checked else 3

    def counts(self) -> list[str]:
        """How many documents have each verdict, the gravest first."""
        return [f"{self.verdicts[v]:,} {v}" for v in VERDICTS if self.verdicts[v]]

    def first(self) -> str:
        """The verdict and the name of the first document."""
        return sanitize_text(self._first, _LONGEST)

    def lines(self, *, verdicts: bool = True, width: int = WIDTH) -> Iterator[str]:
        """In words.

        Args:
            verdicts: with the verdicts, which may be counted already.
            width: columns of a line.
        """
        if verdicts:
            counts = ", ".join(self.counts())
            yield _line("Documents:", f"{self.verdicts.total():,} ({counts})", width)
        if self._rules:
            rules = _most(self._rules, lambda rule, n: f"{rule} in {n:,}")
            yield _line("Found:", rules, width)
        if +self._not_ready:
            programs = _most(
                self._not_ready,
                lambda name, n: f"{name} ({n:,} of {self._made[name]:,} not ready)",
            )
            yield _line("Made with:", programs, width)


def _most(counts: Counter[str], say: Callable[[str, int], str]) -> str:
    """The first few, the most frequent first, alike ones by name, and how many more."""
    ranked = sorted((+counts).items(), key=lambda each: (-each[1], each[0]))
    shown = [say(name, n) for name, n in ranked[:_SHOWN]]
    more = len(+counts) - len(shown)
    return ", ".join(shown) + (f", and {more:,} more" if more else "")


def _line(label: str, text: str, width: int) -> str:
    return wrapped(text, width, f"{label:<11}", " " * 11)
