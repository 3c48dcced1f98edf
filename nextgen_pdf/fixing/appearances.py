"""What fields show: every one gets the appearance that a viewer gives it (12.7.3.3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream
from pypdfium2 import raw

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.fixing.refused import RefusedError
from nextgen_pdf.fixing.result import Dropped
from nextgen_pdf.proof.fields import SHORT, Appearances
from nextgen_pdf.proof.objects import (
    annotations_of,
    appearance,
    get,
    has_entries,
    identity,
    integer,
    items,
    keys,
    text,
)
from nextgen_pdf.proof.reasons import (
    READ_BY_PEOPLE,
    Widget,
    needs_appearances,
    prints,
    widgets,
)
from nextgen_pdf.proof.words import squashed

Fate = Literal["draw", "drop"]


class Shown(NamedTuple):
    """An annotation that will not be one any more."""

    page: int
    """Counted from 1."""
    annotation: Any
    fate: Fate
    """Whether its appearance becomes part of the page."""


class Fields:
    """The fields of a copy, and what they will show.

    Args:
        copy: the document.
    """

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._orphans: list[Any] = []
        self.shown: list[Shown] = []

    def settle(self) -> None:
        """Decide what becomes of each field, and give it the appearance it lacks.

        Raises:
            RefusedError: the pages are only made when the document is opened.
        """
        copy = self._copy
        found = widgets(copy.pdf)
        self._check_xfa(found)
        need = needs_appearances(copy.pdf)
        form = get(copy.root, "/AcroForm")
        if get(form, "/NeedAppearances") is not None:
            del form["/NeedAppearances"]
        pages = {each.page for each in found}
        missing = []
        with Appearances(copy.pdf, pages, copy.folder) as seen:
            for each in found:
                note = annotations_of(copy.pdf.pages[each.page - 1].obj)[each.at]
                fate = self._fate(each, note, seen)
                self.shown.append(Shown(each.page, note, fate))
                if fate == "drop":
                    continue
                if not each.in_form:
                    self._orphans.append(note)
                if _is_stale(each, seen, need=need) and get(note, "/AP") is not None:
                    del note["/AP"]
                if self._lacks(each, note):
                    missing.append((each.page, note))
        if missing:
            self._draw(missing)

    def _check_xfa(self, found: list[Widget]) -> None:
        copy = self._copy
        rendering = get(copy.root, "/NeedsRendering")
        if rendering is True or text(rendering).lower() == "true":
            raise RefusedError(
                "made-on-opening", "Print it to PDF with Acrobat, and file the copy."
            )
        form = get(copy.root, "/AcroForm")
        if get(form, "/XFA") is None:
            return
        if not found:
            raise RefusedError(
                "made-on-opening", "Print it to PDF with Acrobat, and file the copy."
            )
        del form["/XFA"]
        copy.did("removed the second description of the form (XFA)")

    def _fate(self, widget: Widget, note: Any, seen: Appearances) -> Fate:
        """Whether a field is drawn; the words of one that is not are kept."""
        if not widget.shown:
            self._drop(widget, "a hidden field", widget.value)
            return "drop"
        if not widget.push_button or prints(note):
            return "draw"
        area = widget.box
        caption = " ".join(seen.text(widget.page, area).split()) if area else ""
        if len(squashed(caption)) > SHORT:
            return "draw"  # it may be a notice
        self._drop(widget, "a button that does not print", caption)
        self._copy.did("removed a button that does not print")
        return "drop"

    def _drop(self, widget: Widget, what: str, said: str) -> None:
        if said:
            self._copy.dropped.append(Dropped(widget.page, what, said))

    def _lacks(self, widget: Widget, note: Any) -> bool:
        """Whether PDFium has to make the appearance; check boxes get an empty one."""
        if appearance(note) is not None:
            return False
        normal = get(get(note, "/AP"), "/N")
        is_button = widget.kind == "/Btn" and not widget.push_button
        states = [get(normal, key) for key in keys(normal)]
        if is_button and any(isinstance(each, Stream) for each in states):
            state = text(get(note, "/AS")) or "/Off"
            empty = self._copy.pdf.make_stream(b"")
            empty["/Type"], empty["/Subtype"] = Name.XObject, Name.Form
            empty["/BBox"] = Array([0, 0, 1, 1])
            normal[state] = empty
            note["/AS"] = Name(state)
            return False
        if get(note, "/AP") is not None:
            del note["/AP"]
        return widget.kind != "/Sig"

    def _draw(self, missing: list[tuple[int, Any]]) -> None:
        """Have PDFium make the appearances that are missing."""
        copy = self._copy
        bare, drawn = copy.folder / "bare.pdf", copy.folder / "drawn.pdf"
        copy.pdf.save(bare, encryption=False, fix_metadata_version=False)
        _have_drawn(bare, drawn, {page for page, _ in missing})
        made = 0
        with pikepdf.open(drawn) as other:
            for page, note in missing:
                its = annotations_of(copy.pdf.pages[page - 1].obj)
                at = next(n for n, each in enumerate(its) if _is_same(each, note))
                theirs = annotations_of(other.pages[page - 1].obj)
                new: Any = get(theirs[at], "/AP") if at < len(theirs) else None
                if not has_entries(new):
                    continue
                own = copy.pdf.copy_foreign(other.make_indirect(new))
                note["/AP"] = own
                state = get(theirs[at], "/AS")
                if isinstance(state, Name) and get(note, "/AS") is None:
                    note["/AS"] = Name(text(state))
                made += 1
        if made:
            copy.did("drew a form field from its value", made)

    def reference(self, path: Path) -> None:
        """Write the document as it is to look, its fields still fields."""
        copy = self._copy
        form = get(copy.root, "/AcroForm")
        listed = [each for each in self._orphans if identity(each)]
        if listed:  # viewers draw only the fields that the form lists
            new = Dictionary()
            for key in keys(form):
                new[key] = get(form, key)
            new["/Fields"] = Array([*items(get(form, "/Fields")), *listed])
            copy.root["/AcroForm"] = new
        flags = [(each, get(each, "/F")) for *_, each in self._dropped()]
        for note, before in flags:
            note["/F"] = integer(before) | 2
        copy.pdf.save(path, encryption=False, fix_metadata_version=False)
        for note, before in flags:
            if before is None:
                del note["/F"]
            else:
                note["/F"] = before
        if listed and form is None:
            del copy.root["/AcroForm"]
        elif listed:
            copy.root["/AcroForm"] = form

    def _dropped(self) -> list[tuple[int, Any]]:
        return [(s.page, s.annotation) for s in self.shown if s.fate == "drop"]

    def remove_form(self) -> None:
        """Take out the form itself."""
        if get(self._copy.root, "/AcroForm") is not None:
            del self._copy.root["/AcroForm"]
            self._copy.did("removed the form")


def _is_stale(widget: Widget, seen: Appearances, *, need: bool) -> bool:
    """Whether an appearance shows something else than viewers do."""
    if need and widget.push_button:
        return True
    if widget.kind not in READ_BY_PEOPLE or not widget.has_appearance:
        return False
    value = squashed(widget.value)
    if not value or widget.box is None:
        return False
    there = squashed(seen.text(widget.page, widget.box))
    return value not in there if need else not there


def _is_same(one: Any, two: Any) -> bool:
    if identity(one) or identity(two):
        return identity(one) == identity(two)
    return bool(one == two)


def _have_drawn(bare: Path, drawn: Path, pages: set[int]) -> None:
    """Have PDFium draw pages, which makes the appearances, and write the document."""
    try:
        pdf = pypdfium2.PdfDocument(bare)
        pdf.init_forms()
        for page in sorted(pages):
            its = pdf[page - 1]
            its.render(scale=0.05, may_draw_forms=True).close()
            its.close()
        pdf.save(drawn, flags=raw.FPDF_NO_INCREMENTAL)
        pdf.close()
    except pypdfium2.PdfiumError:
        raise RefusedError("undrawable") from None
