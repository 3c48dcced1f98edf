"""All of two documents that is no picture and no word on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from pikepdf import Pdf, Stream

from nextgen_pdf.proof import tags
from nextgen_pdf.proof.comparison import Difference, Kind, Placed
from nextgen_pdf.proof.digests import Digests
from nextgen_pdf.proof.navigation import Item, Navigation
from nextgen_pdf.proof.objects import (
    ERRORS,
    box,
    get,
    has_entries,
    identity,
    inherited,
    keys,
    number,
    text,
    tree,
)
from nextgen_pdf.proof.reasons import needs_appearances, widgets

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_OF_CATALOG: dict[str, Kind] = {
    "/PageLabels": "labels",
    "/Lang": "metadata",
    "/PageMode": "metadata",
    "/PageLayout": "metadata",
    "/ViewerPreferences": "metadata",
    "/MarkInfo": "metadata",
    "/OCProperties": "metadata",
    "/Threads": "destinations",
}
_NAMES = ("/UF", "/F", "/Unix", "/Mac", "/DOS")


def differences(
    before: Pdf, after: Pdf, placed: dict[int, Placed]
) -> Iterator[Difference]:
    """How two documents differ, but for the looks and the words of their pages.

    Args:
        before: the first document.
        after: the second one.
        placed: pages whose content is said to be elsewhere; whether it is, the look of
            them tells.

    Raises:
        UnreadableError: the data of a stream cannot be had.
    """
    yield from _boxes(before, after, placed)
    yield from _by_items(_digested(before), _digested(after))
    yield from tags.differences(tags.Tags(before), tags.Tags(after))
    yield from _catalog(before, after)


def _catalog(before: Pdf, after: Pdf) -> Iterator[Difference]:
    one, two = Digests(before), Digests(after)
    for key, kind in _OF_CATALOG.items():
        if one.of(get(before.Root, key)) != two.of(get(after.Root, key)):
            yield Difference(kind, f"{key[1:]} of the document is not the same")


def _boxes(before: Pdf, after: Pdf, placed: dict[int, Placed]) -> Iterator[Difference]:
    pairs = zip(before.pages, after.pages, strict=False)
    for page, (one, two) in enumerate(pairs, 1):
        if page in placed:
            message = f"Page {page} is put on Letter paper"
            yield Difference("boxes", message, page, "it had another size")
            continue
        for key in _BOXES:
            if _sides(one.obj, key) != _sides(two.obj, key):
                yield Difference("boxes", f"The {key[1:]} of page {page} changed", page)
        for key, usual in (("/Rotate", 0.0), ("/UserUnit", 1.0)):
            was, now = (
                number(inherited(each.obj, key)) or usual for each in (one, two)
            )
            if was != now:
                yield Difference("boxes", f"{key[1:]} of page {page} changed", page)
        for key in ("/Trans", "/Dur", "/Tabs"):
            if text(get(one.obj, key)) != text(get(two.obj, key)):
                yield Difference("boxes", f"{key[1:]} of page {page} changed", page)


def _sides(page: Any, key: str) -> object:
    found = box(inherited(page, key) if key in _BOXES[:2] else get(page, key))
    return found and tuple(round(side, 2) for side in found)


def _digested(pdf: Pdf) -> list[Item]:
    """The items of a document, their values made short: there may be 100,000 of them."""
    return [
        item._replace(value=blake2b(repr(item.value).encode(), digest_size=16).digest())
        for item in _items(pdf)
    ]


def _items(pdf: Pdf) -> Iterator[Item]:
    yield from Navigation(pdf).items()
    yield from _information(pdf)
    yield from _files(pdf)
    need = needs_appearances(pdf)
    if need:
        yield Item("fields", None, "viewers draw all fields anew", 1, _FIELDS)
    if get(get(pdf.Root, "/AcroForm"), "/XFA") is not None:
        yield Item("fields", None, "the data of an XFA form", 1, _FIELDS)
    for each in widgets(pdf):
        label = f"the field {each.name}" if each.name else "a field without a name"
        value = each.name, each.kind, each.box, each.value, each.shown
        yield Item("fields", each.page, label, value, _FIELDS)


_FIELDS = (
    "the courts do not accept form fields; what they show must be part of the page"
)


def _information(pdf: Pdf) -> Iterator[Item]:
    """The document information (14.3.3) and its XMP metadata (14.3.2)."""
    info = get(pdf.trailer, "/Info")
    for key in keys(info):
        yield Item("metadata", None, f"{key[1:]} of the document", _raw(info, key))
    metadata = get(pdf.Root, "/Metadata")
    if isinstance(metadata, Stream):
        try:
            data = metadata.read_bytes()
        except ERRORS:
            data = b"unreadable"
        yield Item("metadata", None, "the XMP metadata", data)


def _raw(holder: Any, key: str) -> object:
    value = get(holder, key)
    return text(value) or str(number(value))


def _files(pdf: Pdf) -> Iterator[Item]:
    """The embedded files that the document lists (7.11.4)."""
    seen = set()
    for _, file in tree(get(get(pdf.Root, "/Names"), "/EmbeddedFiles"), "/Names"):
        if not has_entries(file) or identity(file) in seen:
            continue
        seen.add(identity(file))
        names = (text(get(file, key)) for key in _NAMES)
        name = next((each for each in names if each), "")
        reason = "the courts do not accept attached files"
        yield Item("files", None, "an attached file", name, reason)
    if get(pdf.Root, "/Collection") is not None:
        yield Item("files", None, "the view of a portfolio", 1, _PORTFOLIO)


_PORTFOLIO = "the courts do not accept portfolios"


def _by_items(before: list[Item], after: list[Item]) -> Iterator[Difference]:
    """What one document has and the other has not, and what is in another order."""
    if before == after:
        return
    left = Counter((each.kind, each.page, each.value) for each in after)
    for each in before:
        key = each.kind, each.page, each.value
        if left[key]:
            left[key] -= 1
        else:
            message = f"{each.name} is missing"
            yield Difference(each.kind, _sentence(message), each.page, each.reason)
    was = Counter((each.kind, each.page, each.value) for each in before)
    for each in after:
        key = each.kind, each.page, each.value
        if was[key]:
            was[key] -= 1
        else:
            yield Difference(each.kind, _sentence(f"{each.name} is new"), each.page)
    kept = Counter((e.kind, e.page, e.value) for e in before) & Counter(
        (e.kind, e.page, e.value) for e in after
    )
    for kind in ("links", "notes", "bookmarks"):
        one = [e.value for e in before if e.kind == kind and _kept(e, kept)]
        two = [e.value for e in after if e.kind == kind and _kept(e, kept)]
        if one != two and len(one) == len(two):
            yield Difference(kind, f"The {kind} are in another order")


def _kept(item: Item, kept: Counter[tuple[Kind, int | None, object]]) -> bool:
    return kept[item.kind, item.page, item.value] > 0


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]
