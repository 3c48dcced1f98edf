"""A line on the terminal that tells how far a long run is."""

from __future__ import annotations

import os
import sys
import time
from typing import Self

from nextgen_pdf.cli.summary import Summary
from nextgen_pdf.cli.terminal import is_terminal, width
from nextgen_pdf.formats._columns import columns, cut
from nextgen_pdf.report import Report
from nextgen_pdf.sanitize import sanitize_text

_EVERY = 0.1
"""Seconds between two looks of the line."""
_SHORTEST_NAME = 8


class Progress:
    """The line, on the error stream; nothing where that is no terminal.

    It stands while the program waits for a report, and makes room for what is written.

    Args:
        total: how many documents there are.
        shown: whether there is to be a line at all.
    """

    def __init__(self, total: int, *, shown: bool) -> None:
        self._total = total
        self._shown = shown and is_terminal(sys.stderr)
        self._began = self._looked = time.monotonic()
        self._line = f"0 of {total:,}"
        self._on_screen = ""
        self._mid_line = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.make_room()

    def note(self, summary: Summary, report: Report, skipped: int) -> None:
        """Remember how far it is.

        Args:
            summary: of what is done.
            report: what was done last.
            skipped: how many of these an earlier run has done.
        """
        now = time.monotonic()
        if not self._shown or now - self._looked < _EVERY:
            return
        self._looked = now
        done = summary.verdicts.total()
        rate = (done - skipped) / (now - self._began)
        parts = [f"{done:,} of {self._total:,}"]
        if rate:
            parts.append(f"{_duration((self._total - done) / rate)} left")
        parts += summary.counts()
        if rate >= 1:
            parts.append(f"{rate:,.0f}/s")
        name = sanitize_text(os.path.basename(report.path), 500)  # noqa: PTH119
        # The last column stays free: to write there moves some terminals to a new line.
        self._line = _fitted(parts, name, width(sys.stderr, least=1) - 1)

    def draw(self) -> None:
        """Show the line, unless something else stands where it would be."""
        if not self._shown or self._mid_line or self._line == self._on_screen:
            return
        over = " " * (columns(self._on_screen) - columns(self._line))
        sys.stderr.write(f"\r{self._line}{over}")
        sys.stderr.flush()
        self._on_screen = self._line

    def make_room(self, piece: str = "\n") -> None:
        """Take the line away.

        Args:
            piece: what will be written to the same terminal.
        """
        if not piece:
            return
        if self._on_screen:
            sys.stderr.write(f"\r{' ' * columns(self._on_screen)}\r")
            sys.stderr.flush()
            self._on_screen = ""
        self._mid_line = not piece.endswith("\n")


def _fitted(parts: list[str], name: str, room: int) -> str:
    """As many of the parts as there is room for, the first first, and then the name."""
    line = ""
    for part in parts:
        longer = f"{line}, {part}" if line else part
        if len(longer) > room:
            return line
        line = longer
    left = room - len(line) - 2
    return f"{line}  {cut(name, left)}" if left >= _SHORTEST_NAME else line


def _duration(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"  # noqa: PLR2004
