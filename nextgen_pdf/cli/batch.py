"""The documents of one run on their way: what is left to check, and what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nextgen_pdf.cli.inputs import STDIN
from nextgen_pdf.cli.output import clean
from nextgen_pdf.cli.progress import Progress
from nextgen_pdf.cli.summary import Summary
from nextgen_pdf.errors import InputError
from nextgen_pdf.given import Named
from nextgen_pdf.readers import Source
from nextgen_pdf.report import Report

if TYPE_CHECKING:
    from nextgen_pdf.cli.resume import Earlier


class Batch:
    """One run over documents.

    Args:
        documents: what there is to check.
        earlier: what an earlier run has found out, if there was one.
        progress: is kept up to date.
    """

    def __init__(
        self,
        documents: list[str | Named],
        earlier: Earlier | None,
        progress: Progress,
    ) -> None:
        self.summary = Summary()
        self._documents = documents
        self._earlier = earlier
        self._progress = progress
        self._skipped = 0

    def to_check(self) -> Iterator[str | Named]:
        """The documents that no earlier report holds for."""
        for document in self._documents:
            if document == STDIN:
                yield Named(STDIN, _piped())
            elif isinstance(document, Named) or not self._skip(document):
                yield document

    def _skip(self, path: str) -> bool:
        report = self._earlier and self._earlier.report(path)
        if not report:
            return False
        self._skipped += 1
        self._note(report)
        self._progress.draw()
        return True

    def noted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports, each noted on its way."""
        self._progress.draw()
        for report in reports:
            self._note(report)
            yield report
            self._progress.draw()

    def _note(self, report: Report) -> None:
        self.summary.note(report)
        self._progress.note(self.summary, report, self._skipped)

    def unfinished(self) -> str:
        """What to say of reports on only a part of the documents; empty: on all."""
        done, total = self.summary.verdicts.total(), len(self._documents)
        return f"Stopped after {done:,} of {total:,}." if done < total else ""

    def stopped(self, written: str | None) -> str:
        """What to say when it was stopped, and how to go on.

        Args:
            written: the file of JSON lines that it wrote, if it did.
        """
        said = self.unfinished() or "Stopped after the last one."
        if written is None:
            return f"{said} Next time, add --resume FILE, and you can continue."
        return clean(f'{said} To continue: nextgen-pdf check ... --resume "{written}"')


def _piped() -> bytes | InputError:
    try:
        return Source(sys.stdin.buffer).data
    except InputError as reason:
        return reason
