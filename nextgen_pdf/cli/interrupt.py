"""Ctrl-C between two reports, so that what is written stays whole."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Self

from nextgen_pdf.report import Report

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


class Interrupt:
    """While it is entered, the first Ctrl-C ends the reports instead of the program."""

    def __init__(self) -> None:
        self.happened = False
        self._waiting = False
        self._before: Any = None

    def __enter__(self) -> Self:
        with suppress(ValueError):  # only the main thread hears of signals
            self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def until(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports that come before it."""
        coming = iter(reports)
        while not self.happened:
            self._waiting = True
            try:
                report = next(coming)
            except StopIteration:
                return
            except KeyboardInterrupt:
                self.happened = True
                return
            finally:
                self._waiting = False
            yield report

    def _heard(self, *_: object) -> None:
        again, self.happened = self.happened, True
        if self._waiting or again:
            raise KeyboardInterrupt
