"""One JSON object for the run; see ``report.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent

from nextgen_pdf.formats import Run
from nextgen_pdf.formats._documents import SCHEMA_VERSION, document
from nextgen_pdf.report import Report

NEEDS_DIGEST = True


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """The object, its documents as they come."""
    court = run.profile.court
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "nextgen-pdf", "version": run.version},
        "profile": {"name": run.profile.name, "court": court and court.code},
    }
    yield json.dumps(head, indent=1).removesuffix("\n}") + ',\n "documents": ['
    comma = "\n"
    for report in reports:
        data = document(report, run.rules_version, run.reader)
        yield comma + indent(json.dumps(data, indent=1), "  ")
        comma = ",\n"
    complete = json.dumps(not run.unfinished())
    yield f'\n ],\n "complete": {complete}\n}}\n'
