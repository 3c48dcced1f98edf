"""The tags of a document (14.7): the same ones, and they still hold the same content."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from pikepdf import Dictionary, Pdf

from nextgen_pdf.proof import reasons
from nextgen_pdf.proof.comparison import Difference
from nextgen_pdf.proof.digests import Digests
from nextgen_pdf.proof.objects import (
    annotations_of,
    appearance,
    get,
    has_entries,
    identity,
    integer,
    items,
    of_field,
    page_numbers,
    subtype,
    text,
    tree,
)

_TEXTS = ("/S", "/Alt", "/ActualText", "/E", "/T", "/Lang", "/ID")
_MOST = 10_000
"""So many differences are found."""
_MAPS = ("/RoleMap", "/ClassMap")


class Element(NamedTuple):
    """A structure element, and what it holds itself."""

    level: int
    texts: tuple[str, ...]
    attributes: tuple[bytes, ...]
    kids: tuple[tuple[object, ...], ...]
    """Marked content and objects, in order; elements below it come after it."""


class Tags:
    """The structure tree of a document.

    Args:
        pdf: the document.
    """

    def __init__(self, pdf: Pdf) -> None:
        self.root = get(pdf.Root, "/StructTreeRoot")
        self._digests = Digests(pdf)
        self._pages = page_numbers(pdf)
        self._mapped = self._mapping(pdf) if self.root is not None else {}
        self._owners = {
            identity(each): (page, index)
            for page, at in enumerate(pdf.pages, 1)
            for index, each in enumerate(annotations_of(at.obj))
        }

    def _mapping(self, pdf: Pdf) -> dict[tuple[int, int], tuple[int, int] | None]:
        """The element that the parent tree gives for content of a page (14.7.4.4)."""
        holders = {
            integer(key): value
            for key, value in tree(get(self.root, "/ParentTree"), "/Nums")
        }
        found = {}
        for number, page in enumerate(pdf.pages, 1):
            key = get(page.obj, "/StructParents")
            if not isinstance(key, int):
                continue
            for content, element in enumerate(items(holders.get(key))):
                found[number, content] = identity(element)
        return found

    def elements(self) -> Iterator[Element]:
        """All elements, from the top, each before those below it."""
        seen = set()
        todo: list[tuple[Any, int, int | None]] = [
            (each, 0, None) for each in reversed(items(get(self.root, "/K")))
        ]
        while todo:
            element, level, page = todo.pop()
            if not isinstance(element, Dictionary) or identity(element) in seen:
                continue
            if identity(element):
                seen.add(identity(element))
            page = self._page(element) or page
            own: list[tuple[object, ...]] = []
            below: list[tuple[Any, int, int | None]] = []
            for kid in items(get(element, "/K")):
                if isinstance(kid, Dictionary) and not _is_reference(kid):
                    below.append((kid, level + 1, page))
                else:
                    own.append(self._kid(kid, element, page))
            texts = tuple(text(get(element, key)) for key in _TEXTS)
            yield Element(level, texts, self._attributes(element), tuple(own))
            todo.extend(reversed(below))

    def _page(self, thing: Any) -> int | None:
        return self._pages.get(identity(get(thing, "/Pg")) or (0, 0))

    def _kid(self, kid: Any, element: Any, page: int | None) -> tuple[object, ...]:
        """Content of an element: ``content`` or ``object``, page, which, and more.

        For content: whether the page leads back to the element. For an object: why the
        other document may have it otherwise, if there is a reason.
        """
        if isinstance(kid, int):
            back = self._mapped.get((page or 0, kid)) == identity(element)
            return "content", page, kid, back
        page = self._page(kid) or page
        content = get(kid, "/MCID")
        if content is not None:
            within = identity(get(kid, "/Stm")) is not None
            back = self._mapped.get((page or 0, integer(content))) == identity(element)
            return "content", page, integer(content), back or within
        thing = get(kid, "/Obj")
        at = self._owners.get(identity(thing))
        if at is not None:
            page = at[0]
        return "object", page, subtype(thing) or None, _may_go(thing)

    def _attributes(self, element: Any) -> tuple[bytes, ...]:
        """Attributes and classes, but for those that describe a field in print."""
        found = [b"classes" + self._digests.of(get(element, "/C"))]
        for each in items(get(element, "/A")):
            if has_entries(each) and text(get(each, "/O")) == "/PrintField":
                continue
            found.append(self._digests.of(each))
        return tuple(found)

    def maps(self) -> tuple[bytes, ...]:
        """What the names of tags mean."""
        return tuple(self._digests.of(get(self.root, key)) for key in _MAPS)


def _is_reference(kid: Dictionary) -> bool:
    return text(get(kid, "/Type")) in ("/OBJR", "/MCR") or (
        get(kid, "/S") is None and (get(kid, "/Obj") or get(kid, "/MCID")) is not None
    )


def _may_go(thing: Any) -> str | None:
    """``drawn``: it may become content; ``unseen``: nothing of it is to be seen."""
    if subtype(thing) in ("", "/Link"):
        return None
    hidden = bool(integer(get(thing, "/F")) & reasons.HIDDEN)
    empty = appearance(thing) is None and of_field(thing, "/V") is None
    button = bool(integer(of_field(thing, "/Ff")) & reasons.PUSH_BUTTON)
    if hidden or empty or (button and not reasons.prints(thing)):
        return "unseen"
    return "drawn"


def differences(before: Tags, after: Tags) -> Iterator[Difference]:
    """How the tags of two documents differ.

    Raises:
        UnreadableError: the data of a stream in the tree cannot be had.
    """
    if (before.root is None) != (after.root is None):
        change = "are gone" if after.root is None else "are new"
        yield Difference("tags", f"The tags {change}")
        return
    if before.root is None:
        return
    if before.maps() != after.maps():
        yield Difference("tags", "The names of tags have other meanings")
    found: list[Difference] = []
    was_count = now_count = 0
    for was, now in zip_longest(before.elements(), after.elements()):
        was_count += was is not None
        now_count += now is not None
        if was is None or now is None or len(found) > _MOST:
            continue
        if was != now:
            found += _changed(f"Tag {was_count} ({was.texts[0][1:]})", was, now)
    if was_count != now_count:
        message = f"There were {was_count} tags, and are {now_count}"
        yield Difference("tags", message)
    else:
        yield from found


def _changed(name: str, was: Element, now: Element) -> Iterator[Difference]:
    """How an element differs."""
    if was._replace(kids=()) != now._replace(kids=()):
        what = [
            key[1:]
            for key, a, b in zip(_TEXTS, was.texts, now.texts, strict=True)
            if a != b
        ] or ["place or attributes"]
        yield Difference("tags", f"{name} has changed: {', '.join(what)}")
    else:
        yield from _content(name, was, now)


def _content(name: str, was: Element, now: Element) -> Iterator[Difference]:
    """How what an element holds differs."""
    left = list(now.kids)
    for kid in was.kids:
        page = kid[1] if isinstance(kid[1], int) else None
        if left and left[0] == kid:
            left.pop(0)
        elif kid[0] == "object" and kid[3] and left and _is_content(left[0], page):
            left.pop(0)
            message = f"{name}: what was a field or a medium is content of the page"
            yield Difference("tags", message, page, "the courts do not accept it")
        elif kid[0] == "object" and kid[3] == "unseen":
            message = f"{name} no longer holds a field that does not show"
            yield Difference("tags", message, page, "the courts do not accept it")
        else:
            yield Difference("tags", f"{name} does not hold the same content", page)
            return
    if left:
        yield Difference("tags", f"{name} holds more than before")


def _is_content(kid: tuple[object, ...], page: int | None) -> bool:
    """Content of that page which leads back to its tag."""
    return kid[0] == "content" and kid[1] == page and kid[3] is True
