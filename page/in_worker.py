"""The page's Python: what its worker asks for, document after document.

Text goes to the worker as JSON. It knows nothing of the browser, so that it can be tested
without one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, NamedTuple

from pypdfium2 import raw

from nextgen_pdf import Report
from nextgen_pdf.app import telling
from nextgen_pdf.app.choices import Choices, Chosen
from nextgen_pdf.app.telling import told
from nextgen_pdf.findings import Box
from nextgen_pdf.formats._wording import grouped
from nextgen_pdf.formats.html.pictures import Album
from nextgen_pdf.formats.html.view import versions
from nextgen_pdf.readers import reader as _reader  # noqa: F401  (not with the first file)
from nextgen_pdf.readers.backends import pypdf as _pypdf  # noqa: F401  (as said)
from nextgen_pdf.thumbnails import Painter, Thumbnail
from nextgen_pdf.thumbnails.draw import Drawer

_choices = Choices(reader="pypdf")
_NAMED = ("License-Expression", "License")
_LICENSE = re.compile(r"dist-info/.*(LICEN[CS]E|COPYING|NOTICE)", re.IGNORECASE)


class Picture(NamedTuple):
    """A page as PDFium draws it, before it is a JPEG."""

    width: int
    height: int
    spots: tuple[Box, ...]
    pixels: bytes
    """Red, green, blue and alpha, line by line."""


class Recorder(Painter):
    """Draws pages and keeps them, for the worker to make JPEGs of."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file
        self._drawer = Drawer()
        self.pictures: dict[Any, Picture] = {}

    def draw(
        self, path: str, sha256: str, page: int, boxes: Iterable[Box] = ()
    ) -> Thumbnail | None:
        """Draw a page, and say nothing of it yet."""
        del path  # what the person calls it
        boxes = tuple(boxes)
        try:
            bitmap, spots = self._drawer.bitmap(
                self._file,
                sha256,
                page,
                boxes,
                force_bitmap_format=raw.FPDFBitmap_BGRA,
                rev_byteorder=True,
            )
            pixels = bytes(bitmap.buffer)
            drawn = Picture(bitmap.width, bitmap.height, tuple(spots), pixels)
            self.pictures[page, boxes] = drawn
        except Exception:  # noqa: BLE001  (a page that cannot be drawn costs a picture)
            return None
        return None


class Shower(Painter):
    """Gives the pages that were drawn before, as JPEGs."""

    def __init__(self, thumbnails: dict[Any, Thumbnail]) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    def draw(
        self, path: str, sha256: str, page: int, boxes: Iterable[Box] = ()
    ) -> Thumbnail | None:
        """The picture of a page."""
        del path, sha256
        return self._thumbnails.get((page, tuple(boxes)))


class Desk:
    """Where one document at a time is checked."""

    def __init__(self) -> None:
        self._chosen = Chosen()
        self._report: Report | None = None
        self._pictures: dict[Any, Picture] = {}

    def check(self, file: str, name: str, password: str, chosen: str) -> None:
        """Check a document.

        Args:
            file: where it is.
            name: what the report calls it.
            password: opens it; may be empty.
            chosen: a ``Chosen``, as JSON.
        """
        self._pictures = {}
        self._chosen = Chosen(**json.loads(chosen))
        self._report = _choices.checker(self._chosen).check(
            Path(file), name=name, password=password or None
        )

    def give_up(self, name: str, reason: str, chosen: str) -> None:
        """Say of a document that it could not be checked."""
        self._pictures = {}
        self._chosen = Chosen(**json.loads(chosen))
        self._report = _choices.checker(self._chosen).unchecked(name, reason)

    def draw(self, file: str) -> list[tuple[int, int, bytes]]:
        """The pages to be shown: width, height and pixels of each."""
        assert self._report is not None  # noqa: S101  (checked before)
        recorder = Recorder(file)
        Album(recorder).of(self._report, grouped(self._report))
        self._pictures = recorder.pictures
        return [(p.width, p.height, p.pixels) for p in self._pictures.values()]

    def tell(self, number: int, images: Iterable[str]) -> str:
        """What the page shows and keeps of the document, as JSON.

        Args:
            number: of the document, counted from 1.
            images: the pages that were drawn, each as a JPEG in base64.
        """
        assert self._report is not None  # noqa: S101  (checked before)
        run = _choices.run(self._chosen)
        thumbnails = {
            key: Thumbnail(image, drawn.width, drawn.height, drawn.spots)
            for (key, drawn), image in zip(self._pictures.items(), images, strict=False)
        }
        self._pictures = {}
        return json.dumps(told(self._report, run, Shower(thumbnails), number))


def whole(rows: str, sections: Iterable[str], chosen: str) -> str:
    """The HTML report on all documents, to be saved.

    Args:
        rows: those that were told, as JSON.
        sections: those that were told.
        chosen: a ``Chosen``, as JSON.
    """
    run = _choices.run(Chosen(**json.loads(chosen)))
    return telling.whole(json.loads(rows), list(sections), run)


def about() -> str:
    """What there is to choose from, and what stands behind the page, as JSON."""
    known = {"versions": versions(_choices.run(Chosen()))}
    return json.dumps(_choices.about() | known)


def court(code: str) -> str:
    """What a court sets, in a sentence or two."""
    return _choices.court(code)


def licenses() -> str:
    """What is in the page, and under which license."""
    pieces = [
        "Python (PSF License), built for browsers by Pyodide (MPL-2.0): see python.org and"
        " pyodide.org."
    ]
    for part in sorted(distributions(), key=lambda part: part.name.casefold()):
        about = part.metadata
        name = next((about[key] for key in _NAMED if key in about), "see below")
        pieces.append(f"{part.name} {part.version}: {name.splitlines()[0]}")
        pieces += [
            path.read_text(encoding="utf-8", errors="replace").strip()
            for file in part.files or ()
            if _LICENSE.search(file.as_posix())
            and (path := Path(file.locate())).is_file()
        ]
    return "\n\n".join(pieces)
