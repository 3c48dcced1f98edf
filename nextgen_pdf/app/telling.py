"""What the page shows and keeps of a document. It needs what the extra html brings."""

from __future__ import annotations

from typing import Any, NamedTuple

from nextgen_pdf.app import plain
from nextgen_pdf.formats import Run, html
from nextgen_pdf.formats.html.view import Row
from nextgen_pdf.report import Report
from nextgen_pdf.shape import shaped
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


class _Told(NamedTuple):
    rows: tuple[Row, ...]
    sections: tuple[str, ...]


def whole(rows: Any, sections: Any, run: Run) -> str:
    """The HTML report on all documents, to be saved.

    Args:
        rows: a list of those that were told.
        sections: a list of those that were told.
        run: what the documents were checked by.

    Raises:
        ShapeError: they are something else.
    """
    all_told = shaped(_Told, (rows, sections))
    top = html.top([*all_told.rows], run)
    return "".join((*top, *all_told.sections, *html.bottom(run)))
