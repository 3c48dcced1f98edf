"""Pages as PDFium shows them: pictures, and the characters on them."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from nextgen_pdf.errors import UnreadableError
from nextgen_pdf.findings import Box
from nextgen_pdf.proof.comparison import Placed

POINTS = 72
_MOST = 3000
"""A picture has no side longer than that, in pixels."""


class Viewer:
    """A document in PDFium, its fields drawn as a viewer draws them. Use as a context.

    Args:
        path: the document.
        password: opens it.

    Raises:
        UnreadableError: PDFium cannot open it.
    """

    def __init__(self, path: Path, password: str | None = None) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(path, password=password)
            if self._pdf.get_formtype():
                self._pdf.init_forms()
        except pypdfium2.PdfiumError:
            raise UnreadableError("The document cannot be opened to draw it") from None
        self._open: tuple[int, Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the document."""
        self._leave()
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def _page(self, number: int) -> Any:
        if self._open is None or self._open[0] != number:
            self._leave()
            try:
                self._open = number, self._pdf[number - 1]
            except pypdfium2.PdfiumError:
                raise UnreadableError(f"Page {number} cannot be drawn") from None
        return self._open[1]

    def _leave(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page as shown, in points."""
        its = self._page(page)
        return its.get_width(), its.get_height()

    def picture(self, page: int, dpi: float) -> Image.Image:
        """What a page shows; coarser where it would have too many pixels.

        Raises:
            UnreadableError: it cannot be drawn.
        """
        its = self._page(page)
        scale = min(dpi / POINTS, _MOST / max(*self.size(page), 1))
        # Fields are always drawn so; else what becomes content would look different.
        bitmap = its.render(scale=scale, optimize_mode="lcd")
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return image

    def placed(
        self, page: int, dpi: float, size: tuple[int, int], at: Placed, shown: Box
    ) -> Image.Image:
        """What a page shows, where it is to be on a sheet.

        Args:
            page: its number.
            dpi: pixels in an inch.
            size: of the sheet, in pixels.
            at: where the content is to be.
            shown: what of the sheet is shown.

        Raises:
            UnreadableError: it cannot be drawn.
        """
        its = self._page(page)
        zoom = at.scale * dpi / POINTS
        left, top, right, bottom = self.edges(page, dpi, at, shown)
        bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
        raw.FPDF_RenderPageBitmapWithMatrix(
            bitmap,
            its,
            raw.FS_MATRIX(zoom, 0, 0, zoom, left, top),
            raw.FS_RECTF(left, top, right, bottom),  # what is beyond is not shown
            raw.FPDF_ANNOT | raw.FPDF_LCD_TEXT,
        )
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return image

    def edges(self, page: int, dpi: float, at: Placed, shown: Box) -> Box:
        """Where the sides of a page are on a sheet, in pixels; see ``placed``."""
        its = self._page(page)
        scale = dpi / POINTS
        x0, y0, x1, y1 = its.get_cropbox()
        sides = (
            at.scale * x0 + at.right - shown[0],
            at.scale * y0 + at.up - shown[1],
            shown[2] - at.scale * x1 - at.right,
            shown[3] - at.scale * y1 - at.up,
        )
        # the page is turned before it is drawn: which of its sides are left and top?
        turned = its.get_rotation()
        left = sides[{0: 0, 90: 1, 180: 2, 270: 3}[turned]] * scale
        top = sides[{0: 3, 90: 0, 180: 1, 270: 2}[turned]] * scale
        wide, high = self.size(page)
        zoom = at.scale * scale
        return left, top, left + wide * zoom, top + high * zoom

    def spot(self, page: int, box: Box, size: tuple[int, int]) -> Box:
        """Where a rectangle of a page is in a picture of it, in pixels."""
        from ctypes import byref, c_int  # noqa: PLC0415

        its = self._page(page)
        across, down = [], []
        for x, y in (box[:2], box[2:]):
            left, top = c_int(), c_int()
            raw.FPDF_PageToDevice(its, 0, 0, *size, 0, x, y, byref(left), byref(top))
            across.append(left.value)
            down.append(top.value)
        return min(across), min(down), max(across), max(down)

    def text(self, page: int, box: Box | None = None) -> str:
        """The characters on a page, or in a rectangle of it.

        Raises:
            UnreadableError: it cannot be read.
        """
        its = self._page(page)
        try:
            shown = its.get_textpage()
        except pypdfium2.PdfiumError:
            raise UnreadableError(f"Page {page} cannot be read") from None
        found = shown.get_text_range() if box is None else shown.get_text_bounded(*box)
        shown.close()
        return str(found)
