"""What fields, notes and media show, and whether the other document shows it too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from nextgen_pdf.findings import Box
from nextgen_pdf.proof.comparison import Difference, Placed
from nextgen_pdf.proof.objects import (
    annotations_of,
    appearance,
    box,
    get,
    inherited,
    integer,
    placement,
    real,
    subtype,
)
from nextgen_pdf.proof.reasons import HIDDEN, READ_BY_PEOPLE, Widget
from nextgen_pdf.proof.viewer import Viewer
from nextgen_pdf.proof.words import squashed

_AROUND = 2.0
BUTTON = "a button that does not print"
SHORT = 40
"""So many characters of a button may go; a longer text may be a notice."""


class Reason(NamedTuple):
    """A rectangle in which a page may look different, and why."""

    box: Box
    why: str


class Appearances:
    """The appearances of a document's annotations, without the pages. Use as a context.

    Args:
        pdf: the document.
        pages: those that are asked about, counted from 1.
        folder: where a file may be written.
    """

    def __init__(self, pdf: Pdf, pages: Collection[int], folder: Path) -> None:
        path = folder / "appearances.pdf"
        _write_alone(pdf, pages, path)
        self._viewer = Viewer(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._viewer.__exit__(kind, error, trace)

    def text(self, page: int, area: Box | None = None) -> str:
        """The characters that they show, on a page or in a rectangle of it."""
        return self._viewer.text(page, area and _grown(area, 1.0))


def _write_alone(pdf: Pdf, pages: Collection[int], path: Path) -> None:
    with pikepdf.new() as alone:
        for number, page in enumerate(pdf.pages, 1):
            alone.add_blank_page(page_size=(612, 792))
            if number not in pages:
                continue
            copy = alone.pages[-1].obj
            for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"):
                value = inherited(page.obj, key)
                if value is not None:
                    copy[key] = pikepdf.Array(value) if key.endswith("Box") else value
            forms = Dictionary()
            parts = []
            for index, each in enumerate(annotations_of(page.obj)):
                form, area = appearance(each), box(get(each, "/Rect"))
                if form is None or area is None or _hidden(each):
                    continue
                how = placement(form, area)
                if how is None or subtype(each) in ("/Link", "/Popup"):
                    continue
                own = alone.copy_foreign(form if form.is_indirect else _own(pdf, form))
                own["/Subtype"] = Name.Form
                forms[f"/A{index}"] = own
                cm = b" ".join(map(real, how))
                parts.append(b"q %s cm /A%d Do Q" % (cm, index))
            copy["/Resources"] = Dictionary(XObject=forms)
            copy["/Contents"] = alone.make_stream(b"\n".join(parts))
        alone.save(path)


def _own(pdf: Pdf, form: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_indirect(form)


def _hidden(annotation: object) -> bool:
    return bool(integer(get(annotation, "/F")) & HIDDEN)


def _grown(area: Box, by: float) -> Box:
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


def reasons(
    widgets: Collection[Widget],
    shown: Appearances,
    *,
    need: bool,
    prints: Collection[tuple[int, int]],
) -> Iterator[tuple[int, Reason]]:
    """The rectangles in which a copy without fields may look different.

    Args:
        widgets: the fields of the document.
        shown: what it shows of them.
        need: whether it asks viewers to draw them anew.
        prints: page and index of those that are printed.

    Yields:
        The page, and the reason.
    """
    for each in widgets:
        if each.box is None:
            continue
        if not each.shown:
            continue
        if each.push_button and (each.page, each.at) not in prints:
            if len(squashed(shown.text(each.page, each.box))) <= SHORT:
                yield each.page, Reason(each.box, BUTTON)
        elif not each.in_form:
            yield each.page, Reason(each.box, "a field of no form")
        elif need:
            yield each.page, Reason(each.box, "viewers draw the field anew")
        elif not each.has_appearance:
            yield each.page, Reason(each.box, "a field without an appearance")
        elif each.kind in READ_BY_PEOPLE and each.value:
            text = squashed(shown.text(each.page, each.box))
            if not text:
                yield each.page, Reason(each.box, "a field that did not show its value")


def missing_values(
    before: Collection[Widget],
    after: Collection[Widget],
    pages: Viewer,
    shown: Appearances,
    placed: Mapping[int, Placed],
) -> Iterator[Difference]:
    """The values of fields that are not in their place any more.

    Args:
        before: the fields of the first document.
        after: those of the second.
        pages: the second document.
        shown: what the fields of the first show.
        placed: pages whose content is elsewhere.
    """
    kept = {(each.page, each.name, each.value) for each in after}
    for each in before:
        value = squashed(each.value)
        if not value or each.box is None or not each.shown:
            continue
        if (each.page, each.name, each.value) in kept:
            continue
        area = _moved(each.box, placed.get(each.page, Placed()))
        there = squashed(pages.text(each.page, _grown(area, _AROUND)))
        if value in there:
            continue
        # It is too long for its box, or a script has formatted it: as before will do.
        before_too = squashed(shown.text(each.page, each.box))
        if before_too and before_too in there:
            continue
        if len(there) > 1 and value.startswith(there):
            continue
        name = f"the field {each.name}" if each.name else "a field"
        message = f"The value of {name} is not in its place"
        yield Difference("values", message, each.page)


def _moved(area: Box, placed: Placed) -> Box:
    scale, right, up = placed
    left, low, far, high = (side * scale for side in area)
    return left + right, low + up, far + right, high + up
