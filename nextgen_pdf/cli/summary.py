"""What a run over many documents comes to: verdicts, rules, programs, exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from textwrap import TextWrapper
from typing import get_args

from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.sanitize import sanitize_text

FAIL_ON: dict[str, frozenset[Verdict]] = {
    "error": frozenset({"refused"}),
    "warning": frozenset({"refused", "caution"}),
    "never": frozenset(),
}
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_SHOWN = 5
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

    def note(self, report: Report) -> None:
        """Count a report."""
        self.verdicts[report.verdict] += 1
        counting = (f for f in report.findings if f.waived is None)
        self._rules.update({f.rule for f in counting if f.severity != "info"})
        program = sanitize_text(report.producer or "", 40) or "not named"
        if program not in self._made and len(self._made) >= _PROGRAMS:
            program = "others"
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

    def lines(self, *, verdicts: bool = True) -> Iterator[str]:
        """In words; where the verdicts are counted already, without them."""
        counts = [f"{self.verdicts[v]:,} {v}" for v in VERDICTS if self.verdicts[v]]
        if verdicts:
            of_which = f"{self.verdicts.total():,}, of which {', '.join(counts)}"
            yield _line("Documents:", of_which)
        if self._rules:
            yield _line(
                "Found:", _most(self._rules, lambda rule, n: f"{rule} in {n:,}")
            )
        if +self._not_ready:
            yield _line(
                "Made by:",
                _most(
                    self._not_ready,
                    lambda name, n: f"{name} ({n:,} of {self._made[name]:,} not ready)",
                ),
            )


def _most(counts: Counter[str], say: Callable[[str, int], str]) -> str:
    """The first few, the most frequent first, and how many more there are."""
    shown = [say(name, n) for name, n in (+counts).most_common(_SHOWN)]
    more = len(+counts) - len(shown)
    return ", ".join(shown) + (f", and {more:,} more" if more else "")


def _line(label: str, text: str) -> str:
    wrapper = TextWrapper(
        80,
        initial_indent=f"{label:<11}",
        subsequent_indent=" " * 11,
        break_on_hyphens=False,
    )
    return wrapper.fill(text)
