"""Keeps the tags of what becomes content of a page (14.7.4, 14.8.5.6)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.proof.objects import (
    ERRORS,
    get,
    has_entries,
    identity,
    integer,
    items,
    of_field,
    subtype,
    text,
)

_RADIO = 1 << 15
_PUSH = 1 << 16


class TagTree:
    """The structure tree of a copy.

    Args:
        copy: the document.
    """

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._root = get(copy.root, "/StructTreeRoot")
        self._holders: dict[tuple[int, int] | None, tuple[Any, int | None]] = {}
        self._elements: list[Any] = []
        self._parents: Any = None
        if self.there:
            self._walk()
            tree = get(self._root, "/ParentTree")
            self._parents = pikepdf.NumberTree(tree) if has_entries(tree) else None

    @property
    def there(self) -> bool:
        """Whether the document has tags."""
        return has_entries(self._root)

    def _walk(self) -> None:
        seen = set()
        todo = items(get(self._root, "/K"))
        while todo:
            element = todo.pop()
            if not has_entries(element) or identity(element) in seen:
                continue
            if identity(element):
                seen.add(identity(element))
            self._elements.append(element)
            held = get(element, "/K")
            for at, kid in enumerate(items(held)):
                if _is_object(kid):
                    place = at if isinstance(held, Array) else None
                    self._holders[identity(get(kid, "/Obj"))] = element, place
                elif has_entries(kid) and text(get(kid, "/Type")) != "/MCR":
                    todo.append(kid)

    def content_for(self, annotation: Any, page: Any, used: int) -> int | None:
        """Have content of a page take the place of an annotation in the tags.

        Args:
            annotation: what becomes content.
            page: where it is.
            used: the highest number of marked content on the page, or -1.

        Returns:
            The number of the marked content; ``None`` if the annotation has no tag.
        """
        held = self._holders.get(identity(annotation)) if identity(annotation) else None
        listed = None if held is None else self._listed(page)
        if held is None or listed is None:
            return None
        element, place = held
        number = max(len(listed), used + 1)
        while len(listed) < number:
            listed.append(None)
        listed.append(element)
        here = identity(get(element, "/Pg")) in (None, identity(page))
        if here:
            element["/Pg"] = page
        kid = number if here else Dictionary(Type=Name.MCR, Pg=page, MCID=number)
        if place is None:
            element["/K"] = kid
        else:
            element["/K"][place] = kid
        if subtype(annotation) == "/Widget":
            _describe(element, annotation)
        self._copy.did("kept a tag")
        return number

    def _listed(self, page: Any) -> Any:
        """The elements that hold the content of a page; ``None`` if they are damaged."""
        if self._parents is None:
            return None
        key = get(page, "/StructParents")
        try:
            if not isinstance(key, int):  # nothing of the page had a tag until now
                key = max(self._parents.keys(), default=-1) + 1
                page["/StructParents"] = key
                self._root["/ParentTreeNextKey"] = key + 1
            if key not in self._parents:
                self._parents[key] = Array()
            listed = self._parents[key]
        except ERRORS:
            return None
        return listed if isinstance(listed, Array) else None

    def forget(self, gone: Collection[Any]) -> None:
        """Let no tag lead to annotations that are not there any more."""
        names = {identity(each) for each in gone} - {None}
        for element in self._elements:
            held = get(element, "/K")
            kids = items(held)
            kept = [
                kid
                for kid in kids
                if not (_is_object(kid) and identity(get(kid, "/Obj")) in names)
            ]
            if len(kept) == len(kids):
                continue
            if kept:
                element["/K"] = Array(kept)
            else:
                del element["/K"]
        if self._parents is None:
            return
        for each in gone:
            key = get(each, "/StructParent")
            if isinstance(key, int) and not isinstance(key, bool):
                try:
                    del self._parents[key]
                except ERRORS:
                    continue  # it was not there


def highest_content(page: Any) -> int:
    """The highest number of marked content on a page; -1 if there is none."""
    highest = -1
    for each in pikepdf.parse_content_stream(page, "BDC DP"):
        operands = list(each.operands)
        properties: Any = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            names = get(get(page, "/Resources"), "/Properties")
            properties = get(names, text(properties))
        number = get(properties, "/MCID") if has_entries(properties) else None
        highest = max(highest, number) if isinstance(number, int) else highest
    return highest


def _is_object(kid: Any) -> bool:
    return has_entries(kid) and has_entries(get(kid, "/Obj"))


def _describe(element: Any, widget: Any) -> None:
    """Tell programs that read aloud what kind of field it was (14.8.5.6)."""
    kind, flags = text(of_field(widget, "/FT")), integer(of_field(widget, "/Ff"))
    role = {"/Tx": "tv", "/Ch": "lb"}.get(kind)
    if role is None:
        role = "pb" if flags & _PUSH else "rb" if flags & _RADIO else "cb"
    printed = Dictionary(O=Name.PrintField, Role=Name(f"/{role}"))
    if role in ("rb", "cb"):
        off = text(get(widget, "/AS")) in ("", "/Off")
        printed["/checked"] = Name.off if off else Name.on
    described = text(of_field(widget, "/TU"))
    if described:
        printed["/Desc"] = String(described)
    before = items(get(element, "/A"))
    element["/A"] = Array([*before, printed]) if before else printed
