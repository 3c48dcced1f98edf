"""The first words that are set in a font, read by pdfminer.six.

A courtesy for the message, so it is cheap: one page, without layout, stopped as soon as
every font has its words; and where pdfminer fails there are none.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdfinterp import (
    PDFGraphicState,
    PDFPageInterpreter,
    PDFResourceManager,
    PDFTextState,
)
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, Rect

from nextgen_pdf.facts import Font
from nextgen_pdf.readers.backends.captured_logs import captured
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.fonts.font_programs import without_subset_tag
from nextgen_pdf.readers.facts.fonts.single_page_pdf import page_alone
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.sanitize import sanitize_text

MAX_PAGES = 10
"""So many pages are read of a document: a page takes tenths of a second."""
MAX_WORDS = 4
MAX_FIGURES = 50
"""So many forms are read."""
_ENOUGH = 60


def words_of(
    fonts: Iterable[Font], parser: Parser, graph: Graph, contents: DecodedContents
) -> dict[Font, str]:
    """The first words in each of some fonts, as far as they are read."""
    by_page: dict[int, list[Font]] = {}
    for font in fonts:
        by_page.setdefault(font.location.page or 1, []).append(font)
    words: dict[Font, str] = {}
    for page, wanted in list(by_page.items())[:MAX_PAGES]:
        names = {font.name for font in wanted}
        ref = graph.pages[page - 1]
        read = first_words(page_alone(parser, graph, contents, ref, names), names)
        words |= {font: read[font.name] for font in wanted if font.name in read}
    return words


def first_words(page: bytes, names: Collection[str]) -> dict[str, str]:
    """The first words in each font.

    Args:
        page: a PDF of one page.
        names: the names of the fonts, without subset tags.
    """
    device = _Listener(names)
    try:
        with captured("pdfminer"):
            for only in PDFPage.get_pages(io.BytesIO(page)):
                PDFPageInterpreter(device.rsrcmgr, device).process_page(only)
    except Exception:  # noqa: BLE001, S110  (pdfminer documents no errors; see above)
        pass
    return {name: words for name in names if (words := device.words(name))}


def _is_enough(heard: str) -> bool:
    return len(heard) > _ENOUGH or len(heard.split()) > MAX_WORDS


class _HeardEnoughError(Exception):
    """Every font has its words."""


class _Listener(PDFDevice):
    """Hears the characters that a page paints, and in which font."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(PDFResourceManager(caching=False))
        self._heard = dict.fromkeys(names, "")
        self._line: tuple[float, float] | None = None
        self._figures = 0

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:  # noqa: ARG002
        """Enter a form, which may be in others many times over."""
        self._figures += 1
        if self._figures > MAX_FIGURES:
            raise _HeardEnoughError

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,  # noqa: ARG002  (pdfminer's signature)
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> None:
        font = textstate.font
        name = without_subset_tag(str(getattr(font, "basefont", "")))
        if font is None or name not in self._heard:
            return
        line = (textstate.matrix[5], textstate.linematrix[1])
        heard = "".join(
            font.to_unichr(code)
            for text in seq
            if isinstance(text, bytes)
            for code in font.decode(text)
        )
        self._heard[name] += heard if line == self._line else " " + heard
        self._line = line
        if all(map(_is_enough, self._heard.values())):
            raise _HeardEnoughError

    def words(self, name: str) -> str:
        """The first words heard in a font."""
        return sanitize_text(" ".join(self._heard[name].split()[:MAX_WORDS]), _ENOUGH)
