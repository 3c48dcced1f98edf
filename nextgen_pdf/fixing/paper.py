"""Puts pages on Letter paper (14.11.2): by moving their boxes, not what is on them.

Only what is too large is made smaller, and only where no link or note would have to move.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pikepdf import Array, Page

from nextgen_pdf.findings import Box
from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.fixing.flatten import guard
from nextgen_pdf.proof import Placed
from nextgen_pdf.proof.look import ink
from nextgen_pdf.proof.objects import (
    annotations_of,
    get,
    inherited,
    number,
    real,
    shown_box,
)
from nextgen_pdf.proof.viewer import Viewer

SHORT, LONG = 612.0, 792.0
_TOLERANCE = 9.0
"""Scans are off by a little."""
_MARGIN = 9.0
"""So much white stays around what is on a page."""
_DETAIL = 72


class _Sheet(NamedTuple):
    """A page, what is shown of it, and the sheet that it is to be on."""

    number: int
    page: Page
    shown: Box
    wide: float
    high: float


def put_on_letter(copy: Copy, drawn: Path) -> dict[int, Placed]:
    """Put the pages that are not Letter on Letter paper, where they fit.

    Args:
        copy: the document.
        drawn: a file of it, to see what is on the pages.

    Returns:
        The pages that are on other paper now, and where their content is.

    Raises:
        RefusedError: the content of a page cannot be read.
    """
    sheets = list(_sheets(copy))
    moved: dict[int, Placed] = {}
    if not sheets:
        return moved
    with Viewer(drawn) as viewer:
        for sheet in sheets:
            if _fit(sheet, viewer):
                moved[sheet.number] = Placed()
                copy.did("put a page on Letter paper, not scaled")
            elif not annotations_of(sheet.page.obj):
                moved[sheet.number] = _scale(sheet)
                copy.did("made a page smaller to fit on Letter paper")
            else:
                copy.did(
                    f"left page {sheet.number} as it was: it does not fit on Letter paper"
                )
    return moved


def _sheets(copy: Copy) -> Iterator[_Sheet]:
    for at, page in enumerate(copy.pdf.pages, 1):
        shown = shown_box(page.obj)
        if shown is None:
            continue
        unit = number(get(page.obj, "/UserUnit")) or 1.0
        wide, high = shown[2] - shown[0], shown[3] - shown[1]
        short, long = sorted((wide * unit, high * unit))
        if abs(short - SHORT) <= _TOLERANCE and abs(long - LONG) <= _TOLERANCE:
            continue
        across, up = (LONG, SHORT) if wide > high else (SHORT, LONG)
        yield _Sheet(at, page, shown, across / unit, up / unit)


def _fit(sheet: _Sheet, viewer: Viewer) -> bool:
    """Move the boxes of a page, if all that is on it fits."""
    x0, y0, x1, y1 = sheet.shown
    left = x0 - (sheet.wide - (x1 - x0)) / 2
    low = y0 - (sheet.high - (y1 - y0)) / 2
    used = _used(sheet, viewer)
    if used is not None:
        too_wide = used[2] - used[0] > sheet.wide - 2 * _MARGIN
        if too_wide or used[3] - used[1] > sheet.high - 2 * _MARGIN:
            return False
        left = min(max(left, used[2] - sheet.wide + _MARGIN), used[0] - _MARGIN)
        low = min(max(low, used[3] - sheet.high + _MARGIN), used[1] - _MARGIN)
    # by whole pixels, so that the picture stays the same one
    left = x0 - round((x0 - left) * 2) / 2
    high = y1 + round((low + sheet.high - y1) * 2) / 2
    box = (left, high - sheet.high, left + sheet.wide, high)
    _move(sheet, box)
    return True


def _scale(sheet: _Sheet) -> Placed:
    """Make a page smaller, so that it is in the middle of the sheet."""
    x0, y0, x1, y1 = sheet.shown
    scale = min(sheet.wide / (x1 - x0), sheet.high / (y1 - y0))
    scale = int(scale * 1000) / 1000
    right = (sheet.wide - scale * (x1 - x0)) / 2 - scale * x0
    up = (sheet.high - scale * (y1 - y0)) / 2 - scale * y0
    placed = Placed(scale, round(right, 3), round(up, 3))
    before, after = guard(sheet.page)
    matrix = b" ".join(map(real, (scale, 0, 0, scale, placed.right, placed.up)))
    clip = b" ".join(map(real, (x0, y0, x1 - x0, y1 - y0)))
    start = b"q %s cm %s re W n " % (matrix, clip)
    sheet.page.contents_add(start + before + b"\n", prepend=True)
    sheet.page.contents_add(b"\n" + after + b"Q")
    _set_boxes(sheet, (0, 0, sheet.wide, sheet.high))
    return placed


def _move(sheet: _Sheet, box: Box) -> None:
    page = sheet.page
    x0, y0, x1, y1 = sheet.shown
    if box[0] < x0 or box[1] < y0 or box[2] > x1 or box[3] > y1:
        # what lay outside of the page must not come into view
        before, after = guard(page)
        sides = b" ".join(map(real, (x0, y0, x1 - x0, y1 - y0)))
        page.contents_add(b"q %s re W n " % sides + before + b"\n", prepend=True)
        page.contents_add(b"\n" + after + b"Q")
    _set_boxes(sheet, box)


def _set_boxes(sheet: _Sheet, box: Box) -> None:
    page = sheet.page
    for key in ("/CropBox", "/TrimBox", "/ArtBox", "/BleedBox"):
        if get(page.obj, key) is not None:
            del page.obj[key]
    for key in ("/MediaBox", "/CropBox"):
        page.obj[key] = Array([round(side, 3) for side in box])


def _used(sheet: _Sheet, viewer: Viewer) -> Box | None:
    """The part of a page that is not white, in its user space."""
    picture = viewer.picture(sheet.number, _DETAIL)
    found = ink(picture)
    if found is None:
        return None
    x0, y0, x1, y1 = sheet.shown
    wide, high = x1 - x0, y1 - y0
    left, right = found[0] / picture.width, found[2] / picture.width
    top, bottom = found[1] / picture.height, found[3] / picture.height
    turned = int(number(inherited(sheet.page.obj, "/Rotate")) or 0) % 360
    if turned == 90:  # noqa: PLR2004
        return x0 + top * wide, y0 + left * high, x0 + bottom * wide, y0 + right * high
    if turned == 180:  # noqa: PLR2004
        return x1 - right * wide, y0 + top * high, x1 - left * wide, y0 + bottom * high
    if turned == 270:  # noqa: PLR2004
        return x1 - bottom * wide, y1 - right * high, x1 - top * wide, y1 - left * high
    return x0 + left * wide, y1 - bottom * high, x0 + right * wide, y1 - top * high
