"""The proof: is the second document the first one, but for what the courts do not take?

It knows nothing of how the second one was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pikepdf
from pikepdf import Pdf

from nextgen_pdf.errors import UnreadableError
from nextgen_pdf.findings import Box
from nextgen_pdf.proof import fields, look, structure, words
from nextgen_pdf.proof.comparison import Comparison, Difference, Placed
from nextgen_pdf.proof.digests import PaintedPages, content
from nextgen_pdf.proof.objects import ERRORS, annotations_of, shown_box
from nextgen_pdf.proof.reasons import needs_appearances, prints, widgets
from nextgen_pdf.proof.viewer import Viewer


class _Pages:
    """What came of the pages."""

    def __init__(self) -> None:
        self.differences: list[Difference] = []
        self.blank: list[int] = []
        self.unreadable: list[int] = []
        self.drawn = 0


def prove(
    before: Path,
    after: Path,
    *,
    password: str | None = None,
    reference: Path | None = None,
    placed: Mapping[int, Placed] = MappingProxyType({}),
    coarse: Collection[int] = (),
) -> Comparison:
    """Compare two documents in all that people and programs can see of them.

    Args:
        before: the first document.
        after: the second one.
        password: opens them, where they do not open without one.
        reference: the first one with the appearances that its fields lack. It may look
            different from it only where a field gives a reason; the second one has to
            look like it.
        placed: pages whose content is said to be elsewhere on the sheet, by number; that
            it is, gets proved.
        coarse: pages that may have pictures with less detail.

    Returns:
        The comparison; a document that cannot be read is a difference.
    """
    try:
        with (
            pikepdf.open(before, password=password or "") as one,
            pikepdf.open(after, password=password or "") as two,
            TemporaryDirectory() as folder,
        ):
            compared = _Compared(one, two, Path(folder), dict(placed), coarse)
            return compared.by_all(before, after, reference, password)
    except pikepdf.PasswordError:
        return _unread("One of the documents needs a password")
    except UnreadableError as error:
        return _unread(str(error))
    except ERRORS:
        return _unread("One of the documents cannot be read")


def _unread(message: str) -> Comparison:
    return Comparison(0, (Difference("document", message),))


class _Compared:
    """Two documents that are being compared."""

    def __init__(
        self,
        one: Pdf,
        two: Pdf,
        folder: Path,
        placed: dict[int, Placed],
        coarse: Collection[int],
    ) -> None:
        self._one = one
        self._two = two
        self._folder = folder
        self._placed = placed
        self._coarse = coarse
        self._count = min(len(one.pages), len(two.pages))

    def by_all(
        self, before: Path, after: Path, reference: Path | None, password: str | None
    ) -> Comparison:
        found = []
        pages = _Pages()
        if len(self._one.pages) != len(self._two.pages):
            message = f"It had {len(self._one.pages)} pages and now has "
            found.append(Difference("pages", message + str(len(self._two.pages))))
        found += structure.differences(self._one, self._two, self._placed)
        changed = list(self._changed(pages))
        with ExitStack() as stack:
            old = stack.enter_context(Viewer(before, password))
            new = stack.enter_context(Viewer(after, password))
            if len(old) != len(self._one.pages) or len(new) != len(self._two.pages):
                found.append(
                    Difference("pages", "Programs count the pages differently")
                )
            elif changed:
                self._draw(changed, old, new, reference, pages)
        return Comparison(
            page_count=len(self._one.pages),
            differences=(*found, *pages.differences),
            blank=tuple(sorted(pages.blank)),
            unreadable=tuple(sorted(set(pages.unreadable))),
            drawn=pages.drawn,
        )

    def _changed(self, pages: _Pages) -> Iterator[int]:
        """The pages that are not painted from the very same things."""
        one, two = PaintedPages(self._one), PaintedPages(self._two)
        for page in range(1, self._count + 1):
            try:
                digest = one.digest(page)
                same = digest is not None and digest == two.digest(page)
            except UnreadableError:
                pages.unreadable.append(page)
                continue
            if not same or page in self._placed:
                yield page
            elif self._is_empty(page):
                pages.blank.append(page)

    def _is_empty(self, page: int) -> bool:
        its = self._two.pages[page - 1].obj
        return not content(its).split() and not annotations_of(its)

    def _draw(
        self,
        changed: list[int],
        old: Viewer,
        new: Viewer,
        reference: Path | None,
        pages: _Pages,
    ) -> None:
        """Compare the pictures and the words of pages that are not the same objects."""
        with ExitStack() as stack:
            model, like = old, self._one
            if reference is not None:
                like = stack.enter_context(pikepdf.open(reference))
                model = stack.enter_context(Viewer(reference))
            # Damaged appearances cannot be copied out: then there are none.
            shown = stack.enter_context(fields.Appearances(like, changed, self._folder))
            fillable = widgets(self._one)
            reasons = defaultdict(list)
            printed = {
                (number, index)
                for number, page in enumerate(self._one.pages, 1)
                for index, each in enumerate(annotations_of(page.obj))
                if prints(each)
            }
            for number, reason in fields.reasons(
                [each for each in fillable if each.page in set(changed)],
                shown,
                need=needs_appearances(self._one),
                prints=printed,
            ):
                reasons[number].append(reason)
            for number in changed:
                pages.drawn += 1
                try:
                    if reference is not None:
                        pages.differences += self._like(
                            old, model, number, reasons[number]
                        )
                        pages.differences += self._look(model, new, number, [])
                    else:
                        pages.differences += self._look(
                            old, new, number, reasons[number]
                        )
                    if look.ink(new.picture(number, look.DPI / 4)) is None:
                        pages.blank.append(number)
                    pages.differences += words.differences(
                        number, old.text(number), new.text(number), shown.text(number)
                    )
                except UnreadableError:
                    pages.unreadable.append(number)
            gone = [each for each in fillable if each.page not in pages.unreadable]
            pages.differences += fields.missing_values(
                [each for each in gone if each.page in set(changed)],
                widgets(self._two),
                new,
                shown,
                self._placed,
            )

    def _like(
        self, old: Viewer, model: Viewer, page: int, reasons: list[fields.Reason]
    ) -> Iterator[Difference]:
        """Whether the reference looks like the first document."""
        yield from _seen(old, model, page, reasons)

    def _look(
        self, old: Viewer, new: Viewer, page: int, reasons: list[fields.Reason]
    ) -> Iterator[Difference]:
        """Whether the second document looks as it should."""
        placed = self._placed.get(page)
        shown: Box | None = None
        if placed is not None:
            shown = shown_box(self._two.pages[page - 1].obj)
        elif old.size(page) != new.size(page):
            yield Difference("boxes", f"Page {page} has another size", page)
            return
        found = list(_seen(old, new, page, reasons, placed, shown))
        if found and page in self._coarse and look.resemble(old, new, page):
            message = f"Page {page} has pictures with less detail"
            found = [
                Difference("look", message, page, "smaller pictures were asked for")
            ]
        yield from found


def _seen(
    one: Viewer,
    two: Viewer,
    page: int,
    reasons: list[fields.Reason],
    placed: Placed | None = None,
    shown: Box | None = None,
) -> Iterator[Difference]:
    found = look.compare(one, two, page, placed=placed, shown=shown)
    if found.same:
        return
    if reasons:
        covered = [each.box for each in reasons]
        rest = look.compare(one, two, page, covered=covered, placed=placed, shown=shown)
        # a button may go; a field may look different, and must not be gone
        fields_only = [each.box for each in reasons if each.why != fields.BUTTON]
        gone = look.vanished(one, two, page, fields_only) if rest.same else 0
        if gone:
            message = f"Page {page} no longer shows {gone} of its form fields"
            yield Difference("look", message, page)
            return
        if rest.same:
            why = ", ".join(sorted({each.why for each in reasons}))
            message = f"Page {page} looks different where it has fields"
            yield Difference("look", message, page, why)
            return
    yield Difference("look", f"Page {page} looks different", page)
