"""Which pages are pictured, and how many: so that a report stays small and quick."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from nextgen_pdf.facts import page_list
from nextgen_pdf.findings import Finding
from nextgen_pdf.report import Report
from nextgen_pdf.thumbnails import Painter, Thumbnail

A_FINDING = 3
A_DOCUMENT = 5
A_RUN = 200
BUDGET = 6_000_000
"""Of all pictures together, in bytes of the report."""


class Picture(NamedTuple):
    """A page as it is shown; ``None`` where it could not be drawn."""

    page: int
    thumbnail: Thumbnail | None

    @property
    def address(self) -> Markup:
        """The picture itself, as an address."""
        image = self.thumbnail.image if self.thumbnail else ""
        if not re.fullmatch(r"[A-Za-z0-9+/=]*", image):
            image = ""
        return Markup("data:image/jpeg;base64,{}").format(image)


class Pictures(NamedTuple):
    """The pictures of one finding."""

    shown: tuple[Picture, ...] = ()
    note: str = ""
    """What is not pictured, and why."""


class Album:
    """The pictures of a run.

    Args:
        painter: draws the pages.
        drawable: whether the reports' paths are files that may be opened.
    """

    def __init__(self, painter: Painter, *, drawable: bool = True) -> None:
        self._painter = painter
        self._drawable = drawable
        self._left = A_RUN
        self._budget = BUDGET

    def of(self, report: Report, groups: list[list[Finding]]) -> list[Pictures]:
        """The pictures for each group of a document's findings."""
        pages = [_pages(group) for group in groups]
        no_file = not self._drawable or report.path in {"", "-"}
        if report.sha256 is None or no_file:
            note = "No page pictures: the document was not read from a file on disk."
            return [Pictures(note=note if each else "") for each in pages]
        chosen = self._chosen(pages)
        found = []
        lost = self._painter.lost
        for group, wanted, some in zip(groups, pages, chosen, strict=True):
            shown = []
            for page in some:
                # one page that crashed or hung is enough of this document
                thumbnail = (
                    self._draw(report, page, group)
                    if self._painter.lost == lost
                    else None
                )
                shown.append(Picture(page, thumbnail))
            found.append(Pictures(tuple(shown), _left_out(wanted, some)))
        return found

    def _chosen(self, pages: list[list[int]]) -> list[list[int]]:
        """Which pages: the first of each finding, then the second, while there is room."""
        room = min(A_DOCUMENT, self._left) if self._budget > 0 else 0
        chosen: list[list[int]] = [[] for _ in pages]
        for rank in range(A_FINDING):
            for some, wanted in zip(chosen, pages, strict=True):
                if rank < len(wanted) and room:
                    some.append(wanted[rank])
                    room -= 1
        return [sorted(some) for some in chosen]

    def _draw(
        self, report: Report, page: int, group: list[Finding]
    ) -> Thumbnail | None:
        areas = [area for finding in group for area in finding.location.areas]
        thumbnail = self._painter.draw(
            report.path,
            report.sha256 or "",
            page,
            [area.box for area in areas if area.page == page],
        )
        self._left -= 1
        self._budget -= len(thumbnail.image) if thumbnail else 0
        return thumbnail


def _pages(group: list[Finding]) -> list[int]:
    """The pages of findings: those with a spot to outline first."""
    outlined = {area.page for finding in group for area in finding.location.areas}
    pages = {page for finding in group for page in finding.location.all_pages}
    return sorted(pages, key=lambda page: (page not in outlined, page))


def _left_out(wanted: list[int], shown: list[int]) -> str:
    rest = sorted({*wanted} - {*shown})
    return (
        f"Not pictured, to keep this report small: {page_list(rest)}." if rest else ""
    )
