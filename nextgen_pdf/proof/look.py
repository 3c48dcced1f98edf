"""Do pages look the same? Their pictures tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

from nextgen_pdf.findings import Box
from nextgen_pdf.proof.comparison import Placed
from nextgen_pdf.proof.viewer import POINTS, Viewer

DPI = 144
CLOSER = 288
_CELL = 8
"""A cell has so many pixels on a side."""
_CELL_MOST = 4
"""Gray levels by which the mean of a cell may differ: the edges of letters do."""
_COARSE_MOST = 16
"""As much for pictures that have lost detail, in larger cells."""
_PIXEL_LEVELS = 32
_PIXELS_MOST = 10
"""So many pixels may differ by more gray levels than that."""
_RETRIED_MOST = 80  # a cell that differs by more will not come right when seen closer
_MARGIN = 2.0
_CUT = 1.0
_INK = 250


class Contrast(NamedTuple):
    """How much two pictures differ."""

    cell: int
    """The largest difference between the means of two cells, in gray levels."""
    pixels: int
    """How many pixels differ much."""
    where: Box | None
    """The part in which they differ, in pixels."""

    @property
    def same(self) -> bool:
        """Whether nobody can see it."""
        return self.cell <= _CELL_MOST and self.pixels <= _PIXELS_MOST


NOTHING = Contrast(0, 0, None)


def contrast(
    one: Image.Image,
    two: Image.Image,
    *,
    covered: Iterable[Box] = (),
    cell: int = _CELL,
) -> Contrast:
    """How much two pictures differ.

    Args:
        one: a picture.
        two: another one.
        covered: rectangles that do not count, in pixels.
        cell: pixels on the side of a cell.
    """
    if one.size != two.size:
        return Contrast(
            255, one.width * one.height, (0.0, 0.0, float(one.width), float(one.height))
        )
    if one.tobytes() == two.tobytes():
        return NOTHING
    difference = ImageChops.difference(one, two)
    covered = list(covered)
    brush = ImageDraw.Draw(difference)
    for box in covered:
        brush.rectangle(box, fill=(0, 0, 0))
    where = difference.getbbox()
    if where is None:
        return NOTHING
    # of the three colors the one that differs most: red on green must not cancel out
    red, green, blue = difference.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    pixels = sum(strongest.histogram()[_PIXEL_LEVELS + 1 :])
    if covered:  # the means of cells must not see what is covered
        one, two = one.copy(), two.copy()
        for image in (one, two):
            brush = ImageDraw.Draw(image)
            for box in covered:
                brush.rectangle(box, fill=(255, 255, 255))
    means = ImageChops.difference(one.reduce(cell), two.reduce(cell))
    extremes = [int(channel.getextrema()[1]) for channel in means.split()]  # type: ignore[arg-type]
    left, top, right, bottom = where
    return Contrast(
        max(extremes),
        pixels,
        (float(left), float(top), float(right), float(bottom)),
    )


def compare(
    before: Viewer,
    after: Viewer,
    page: int,
    *,
    covered: Iterable[Box] = (),
    placed: Placed | None = None,
    shown: Box | None = None,
) -> Contrast:
    """How much a page of two documents differs.

    Args:
        before: the first document.
        after: the second one.
        page: counted from 1.
        covered: rectangles that do not count, in the user space of the page.
        placed: where the content of the first is said to be in the second.
        shown: what of the page of the second is shown; only with ``placed``.

    Raises:
        UnreadableError: a page cannot be drawn.
    """
    covered = list(covered)
    first = _at(before, after, page, covered, placed, shown, DPI)
    if first.same or first.cell > _RETRIED_MOST:
        return first
    cell = _CELL * CLOSER // DPI
    closer = _at(before, after, page, covered, placed, shown, CLOSER, cell)
    # at twice the resolution there are four times the pixels
    if closer.cell <= _CELL_MOST and closer.pixels <= 4 * _PIXELS_MOST:
        return NOTHING
    return first


def resemble(before: Viewer, after: Viewer, page: int) -> bool:
    """Whether a page is the same but for the detail of its pictures.

    Raises:
        UnreadableError: a page cannot be drawn.
    """
    one, two = before.picture(page, POINTS), after.picture(page, POINTS)
    return contrast(one, two).cell <= _COARSE_MOST


def _at(
    before: Viewer,
    after: Viewer,
    page: int,
    covered: list[Box],
    placed: Placed | None,
    shown: Box | None,
    dpi: int,
    cell: int = _CELL,
) -> Contrast:
    spots = []
    if placed is not None and shown is not None:
        wide = round((shown[2] - shown[0]) * dpi / POINTS)
        high = round((shown[3] - shown[1]) * dpi / POINTS)
        turned = after.size(page)[0] > after.size(page)[1] and wide < high
        turned = turned or (after.size(page)[0] < after.size(page)[1] and wide > high)
        size = (high, wide) if turned else (wide, high)
        one = before.placed(page, dpi, size, placed, shown)
        two = after.placed(page, dpi, size, Placed(), shown)
        # where a page is cut off, its pixels are half on it
        left, top, right, bottom = before.edges(page, dpi, placed, shown)
        spots += [
            (left - _CUT, top - _CUT, left + _CUT, bottom + _CUT),
            (left - _CUT, top - _CUT, right + _CUT, top + _CUT),
            (right - _CUT, top - _CUT, right + _CUT, bottom + _CUT),
            (left - _CUT, bottom - _CUT, right + _CUT, bottom + _CUT),
        ]
    else:
        one, two = before.picture(page, dpi), after.picture(page, dpi)
    for box in covered:
        left, top, right, bottom = before.spot(page, box, one.size)
        spots.append(
            (
                max(left - 2 * _MARGIN, 0.0),
                max(top - 2 * _MARGIN, 0.0),
                right + 2 * _MARGIN,
                bottom + 2 * _MARGIN,
            )
        )
    return contrast(one, two, covered=spots, cell=cell)


def vanished(before: Viewer, after: Viewer, page: int, boxes: Iterable[Box]) -> int:
    """In how many rectangles something was to be seen, and nothing is any more.

    Raises:
        UnreadableError: a page cannot be drawn.
    """
    one, two = before.picture(page, DPI), after.picture(page, DPI)
    gone = 0
    for box in boxes:
        left, top, right, bottom = before.spot(page, box, one.size)
        spot = int(left), int(top), int(right) + 1, int(bottom) + 1
        gone += ink(one.crop(spot)) is not None and ink(two.crop(spot)) is None
    return gone


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The part of a picture that is not white, in pixels; ``None`` if all is."""
    dark = image.convert("L").point([255 if v < _INK else 0 for v in range(256)])
    return dark.getbbox()
