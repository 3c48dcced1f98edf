"""What the page shows and keeps of a document. It needs what the extra html brings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nextgen_pdf.app import plain
from nextgen_pdf.formats import Run, html
from nextgen_pdf.formats.html.view import Row
from nextgen_pdf.report import Report
from nextgen_pdf.thumbnails import Painter


def told(report: Report, run: Run, painter: Painter, number: int) -> dict[str, Any]:
    """A document, for the page.

    Args:
        report: on it.
        run: what it was checked by.
        painter: draws its pages.
        number: of the document on the page, counted from 1.
    """
    ((row, section),) = html.sections([report], run, painter, number)
    return plain.in_short(report, run) | {"row": row, "section": "".join(section)}


def whole(rows: Iterable[Iterable[Any]], sections: Iterable[str], run: Run) -> str:
    """The HTML report on all documents, to be saved.

    Args:
        rows: those that were told.
        sections: those that were told.
        run: what the documents were checked by.
    """
    lines = [Row(*row) for row in rows]
    return "".join((*html.top(lines, run), *sections, *html.bottom(run)))
