"""One line of JSON for each document, as it finishes: for long runs and pipes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from nextgen_pdf.formats import Run
from nextgen_pdf.formats._documents import document
from nextgen_pdf.report import Report

NEEDS_DIGEST = True


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """The object of each document, on a line."""
    for report in reports:
        yield json.dumps(document(report, run.rules_version, run.reader)) + "\n"
