"""The process that draws: a line of JSON in, a line of JSON out; see ``Painter``.

The only module that knows PDFium. It may crash, hang, or be taken over: it draws what it
is told, and limits itself to little memory, no writing and no network where the system can
do that.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from ctypes import byref, c_int
from typing import Any

import pypdfium2
from pypdfium2 import raw

from nextgen_pdf.confinement import confine
from nextgen_pdf.findings import Box

WIDTH = 320
HEIGHT = 480
"""The picture is at most that wide and high, in pixels."""
QUALITY = 60
_MEMORY = 2**31
_MARGIN = 2.0
"""An outline stands so far around a spot."""


def main() -> None:
    """Answer requests until there are none."""
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    _limit()
    drawer = Drawer()
    print(json.dumps("ready"), file=answers, flush=True)
    for line in sys.stdin:
        answer = None
        with suppress(Exception):
            answer = drawer.draw(**json.loads(line))
        print(json.dumps(answer), file=answers, flush=True)


def _limit() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (not there on Windows)

        for kind, most in (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (most, most))
    confine()


class Drawer:
    """Draws pages. Keeps the last document open, for the next page of it."""

    def __init__(self) -> None:
        self._open: tuple[str, str] | None = None
        self._pdf: Any = None

    def draw(
        self, path: str, sha256: str, page: int, boxes: Iterable[Box]
    ) -> dict[str, Any]:
        """The answer to a request: a JPEG, its size, and where the boxes are in it."""
        bitmap, spots = self.bitmap(path, sha256, page, boxes)
        jpeg = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(jpeg, "JPEG", quality=QUALITY)
        return {
            "image": base64.b64encode(jpeg.getvalue()).decode("ascii"),
            "width": bitmap.width,
            "height": bitmap.height,
            "spots": spots,
        }

    def bitmap(
        self, path: str, sha256: str, page: int, boxes: Iterable[Box], **options: Any
    ) -> tuple[Any, list[Box]]:
        """The picture as PDFium has it, and where in it the boxes are.

        Args:
            path: the document.
            sha256: of its bytes.
            page: its number, counted from 1.
            boxes: rectangles of the page.
            options: for PDFium, such as the order of the colors.
        """
        shown = self._document(path, sha256)[page - 1]
        wide, high = shown.get_size()
        bitmap = shown.render(scale=min(WIDTH / wide, HEIGHT / high), **options)
        size = (bitmap.width, bitmap.height)
        spots = [_spot(shown.raw, box, *size) for box in boxes]
        shown.close()
        return bitmap, [spot for spot in spots if spot]

    def _document(self, path: str, sha256: str) -> Any:
        if self._open != (path, sha256):
            if self._pdf is not None:
                self._pdf.close()
            self._open = self._pdf = None
            with open(path, "rb") as file:  # noqa: PTH123  (a path may be odd)
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    raise ValueError
            self._pdf = pypdfium2.PdfDocument(path)
            self._pdf.init_forms()  # so that fields are seen; no script runs
            self._open = (path, sha256)
        return self._pdf


def _spot(page: Any, box: Box, width: int, height: int) -> Box | None:
    """Where a rectangle of the page is in the picture; ``None`` if it is not there."""
    across, down = [], []
    for x, y in (box[:2], box[2:]):
        left, top = c_int(), c_int()
        raw.FPDF_PageToDevice(
            page, 0, 0, width, height, 0, x, y, byref(left), byref(top)
        )
        across.append(left.value)
        down.append(top.value)
    spot = (
        max(min(across) - _MARGIN, 0),
        max(min(down) - _MARGIN, 0),
        min(max(across) + _MARGIN, width),
        min(max(down) + _MARGIN, height),
    )
    return spot if spot[0] < spot[2] and spot[1] < spot[3] else None
