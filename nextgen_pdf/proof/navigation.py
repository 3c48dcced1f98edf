"""Where a document leads: links, bookmarks, named destinations, and actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Array, Name, Pdf, String

from nextgen_pdf.findings import Box
from nextgen_pdf.proof import reasons
from nextgen_pdf.proof.comparison import Kind
from nextgen_pdf.proof.digests import Digests
from nextgen_pdf.proof.objects import (
    DEEPEST,
    annotations_of,
    box,
    get,
    has_entries,
    identity,
    integer,
    items,
    keys,
    number,
    overlap,
    subtype,
    text,
    tree,
)

_FLOWN = frozenset("/A /AA /PA /Dest /P /Parent /AP /AS /StructParent /AF".split())
# Pop-up windows and notes refer to each other, and not all of them stay.
_RELATED = frozenset("/Popup /IRT".split())


class Item(NamedTuple):
    """One thing that the other document must have as well."""

    kind: Kind
    page: int | None
    name: str
    """What it is, for a person."""
    value: object
    """Compared."""
    reason: str | None = None
    """Why the other document may lack it."""


_DRAWN = reasons.MEDIA | {"/Widget", "/FileAttachment"}


def _over(note: Any, drawn: list[Box]) -> str | None:
    """Why a note may be gone that lies over what becomes part of the page."""
    if subtype(note) == "/Link":
        return None
    if subtype(note) == "/Popup":
        note = get(note, "/Parent")
    area = box(get(note, "/Rect"))
    if area and any(overlap(area, each) for each in drawn):
        return "it lies over a field, and has to be in the page with it"
    return None


class Navigation:
    """All that leads somewhere in a document.

    Args:
        pdf: the document.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._digests = Digests(pdf)

    def items(self) -> Iterator[Item]:
        """Everything that leads somewhere, in order.

        Raises:
            UnreadableError: the data of a stream cannot be had.
        """
        yield from self._annotations()
        yield from self._bookmarks()
        yield from self._destinations()
        root = self._pdf.Root
        opened = get(root, "/OpenAction")
        if isinstance(opened, Array):
            where = self._destination(opened)
            yield Item("actions", None, "where the document opens", where)
        else:
            yield from self._chain("actions", None, "opening", opened, unasked=True)
        yield from self._events(root, None, "the document", unasked=True)
        for page, each in enumerate(self._pdf.pages, 1):
            yield from self._events(each.obj, page, f"page {page}", unasked=True)

    def _annotations(self) -> Iterator[Item]:
        for page, each in enumerate(self._pdf.pages, 1):
            notes = annotations_of(each.obj)
            drawn = [
                area
                for note in notes
                if subtype(note) in _DRAWN and (area := box(get(note, "/Rect")))
            ]
            for note in notes:
                kind = subtype(note)
                if kind == "/Widget":
                    continue
                reason = _over(note, drawn)
                if kind in reasons.MEDIA:
                    reason = "it plays something"
                elif kind == "/FileAttachment":
                    reason = "it holds a file"
                area = box(get(note, "/Rect"))
                where = area and tuple(round(side, 2) for side in area)
                link = kind == "/Link"
                skipped = _FLOWN | _RELATED | {"/FS"}
                its = self._digests.without(note, skipped)
                what: Kind = "links" if link else "notes"
                label = "a link" if link else f"a note ({kind[1:]})"
                yield Item(what, page, label, (kind, where, its), reason)
                yield from self._leads(what, page, where, note, label)

    def _leads(
        self, kind: Kind, page: int | None, key: object, holder: Any, label: str
    ) -> Iterator[Item]:
        """Where a link or bookmark leads."""
        where = get(holder, "/Dest")
        if where is not None:
            target = ("/GoTo", self._destination(where))
            yield Item(kind, page, f"the target of {label}", (key, target))
        yield from self._chain(kind, page, (key, label), get(holder, "/A"))
        yield from self._events(holder, page, label, key=key)

    def _events(
        self,
        holder: Any,
        page: int | None,
        label: str,
        *,
        key: object = None,
        unasked: bool = False,
    ) -> Iterator[Item]:
        events = get(holder, "/AA")
        for event in keys(events):
            action = get(events, event)
            at = (key, label, event)
            yield from self._chain("actions", page, at, action, unasked=unasked)

    def _chain(
        self,
        kind: Kind,
        page: int | None,
        key: object,
        action: Any,
        *,
        unasked: bool = False,
    ) -> Iterator[Item]:
        """An action and those after it (12.6.2)."""
        todo = [action]
        seen: set[tuple[int, int]] = set()
        while todo and len(seen) < 10 * DEEPEST:
            action = todo.pop(0)
            if not has_entries(action) or identity(action) in seen:
                continue
            seen.add(identity(action) or (-len(seen), 0))
            reason = reasons.of_action(action, unasked=unasked)
            name = f"an action ({text(get(action, '/S'))[1:] or 'script'})"
            yield Item(kind, page, name, (key, self._action(action)), reason)
            todo += items(get(action, "/Next"))

    def _action(self, action: Any) -> tuple[object, ...]:
        kind = text(get(action, "/S"))
        if kind == "/GoTo":
            return kind, self._destination(get(action, "/D"))
        skipped = {"/Next", "/JS", "/Type"}
        if reasons.of_action(action) is None and kind != "/URI":
            return kind, self._digests.without(action, skipped)
        return kind, text(get(action, "/URI"))

    def _destination(self, where: Any) -> object:
        """A destination (12.3.2) as values that compare."""
        if isinstance(where, String | Name):
            return text(where)
        if has_entries(where):
            return self._destination(get(where, "/D"))
        if not isinstance(where, Array):
            return None
        parts: list[object] = []
        for each in items(where):
            if has_entries(each):
                parts.append(self._digests.of(each))
            else:
                value = number(each)
                parts.append(text(each) if value is None else round(value, 2))
        return tuple(parts)

    def _bookmarks(self) -> Iterator[Item]:
        seen = set()
        todo = [(get(get(self._pdf.Root, "/Outlines"), "/First"), 0)]
        order = 0
        while todo:
            mark, level = todo.pop()
            if not has_entries(mark) or identity(mark) in seen:
                continue
            seen.add(identity(mark))
            title = text(get(mark, "/Title"))
            color = tuple(number(each) for each in items(get(mark, "/C")))
            style = integer(get(mark, "/F"))
            is_open = integer(get(mark, "/Count")) > 0
            key = (order, level, title)
            label = f"bookmark {order + 1}"
            yield Item("bookmarks", None, label, (*key, color, style, is_open))
            yield from self._leads("bookmarks", None, key, mark, label)
            order += 1
            todo.append((get(mark, "/Next"), level))
            todo.append((get(mark, "/First"), level + 1))

    def _destinations(self) -> Iterator[Item]:
        root = self._pdf.Root
        names = get(get(root, "/Names"), "/Dests")
        for name, where in tree(names, "/Names"):
            value = text(name), self._destination(where)
            yield Item("destinations", None, "a named destination", value)
        old = get(root, "/Dests")
        for name in keys(old):
            value = name, self._destination(get(old, name))
            yield Item("destinations", None, "a named destination", value)
