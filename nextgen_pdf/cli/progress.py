"""A line on the terminal that tells how far a long run is."""

from __future__ import annotations

import time
from typing import IO

from nextgen_pdf.cli.summary import Summary

_EVERY = 0.2
"""Seconds between two looks of the line."""


class Progress:
    """The line; nothing where there is no terminal.

    Args:
        total: how many documents there are.
        stream: where the line goes.
        shown: whether there is to be one at all.
    """

    def __init__(self, total: int, stream: IO[str], *, shown: bool) -> None:
        self._total = total
        self._stream = stream
        self._shown = shown and stream.isatty()
        self._began = self._looked = time.monotonic()
        self._width = 0

    def show(self, summary: Summary, skipped: int) -> None:
        """Tell how far it is.

        Args:
            summary: of what is done.
            skipped: how many of these an earlier run has done.
        """
        now = time.monotonic()
        if not self._shown or now - self._looked < _EVERY:
            return
        self._looked = now
        done = summary.verdicts.total()
        rate = (done - skipped) / (now - self._began)
        parts = [
            f"{done:,} of {self._total:,}",
            f"{summary.verdicts['refused']:,} refused",
            f"{summary.verdicts['unchecked']:,} unchecked",
        ]
        if rate:
            left = _duration((self._total - done) / rate)
            parts += [f"{rate:,.0f} a second" if rate >= 1 else "", f"{left} left"]
        line = ", ".join(part for part in parts if part)
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Make room for something else."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


def _duration(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"  # noqa: PLR2004
