"""Draws what annotations show into their pages, as form XObjects (8.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Stream

from nextgen_pdf.fixing.appearances import Shown
from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.fixing.refused import RefusedError
from nextgen_pdf.fixing.tags import TagTree, highest_content
from nextgen_pdf.proof.objects import (
    ERRORS,
    annotations_of,
    appearance,
    box,
    get,
    has_entries,
    identity,
    inherited,
    integer,
    keys,
    overlap,
    placement,
    real,
    subtype,
    text,
)
from nextgen_pdf.proof.reasons import HIDDEN, MEDIA

_PREFIX = "/NgFlat"
_LEFT_ALONE = frozenset({"/Link", "/Popup", "/Widget", "/FileAttachment", *MEDIA})


_NAMES = {"/FileAttachment": "file attachment", "/3D": "model", "/Sound": "sound"}


class _Drawing(NamedTuple):
    annotation: Any
    form: Stream
    matrix: tuple[float, ...]


def media_of(copy: Copy, kinds: Collection[str]) -> list[Shown]:
    """The annotations of some kinds, to be drawn into their pages."""
    found = []
    for number, page in enumerate(copy.pdf.pages, 1):
        for each in annotations_of(page.obj):
            if subtype(each) in kinds:
                found.append(Shown(number, each, "draw"))
                name = _NAMES.get(subtype(each), "media clip")
                if appearance(each) is None:
                    copy.did(f"removed the icon of a {name}")
                else:
                    copy.did(f"replaced a {name} by what it shows")
    return found


def flatten(copy: Copy, shown: Iterable[Shown]) -> None:
    """Make annotations a part of their pages, and take them out.

    Raises:
        RefusedError: the content of a page cannot be read.
    """
    pages: dict[int, list[Shown]] = defaultdict(list)
    for each in shown:
        pages[each.page].append(each)
    tree = TagTree(copy)
    gone: list[Any] = []
    for number, its in sorted(pages.items()):
        gone += _page(copy, copy.pdf.pages[number - 1], its, tree)
    if tree.there:
        tree.forget(gone)
    _forget(copy, gone)


def _page(copy: Copy, page: Page, its: list[Shown], tree: TagTree) -> list[Any]:
    """Flatten the annotations of one page; gives back those that are not there now."""
    drawings = [
        drawing
        for each in its
        if each.fate == "draw" and (drawing := _drawing(each.annotation))
    ]
    fields = sum(subtype(each.annotation) == "/Widget" for each in drawings)
    rest = sum(subtype(each.annotation) == "/Widget" for each in its) - fields
    if fields:
        copy.did("flattened a form field into its page", fields)
    if rest:
        copy.did("removed a form field that does not show", rest)
    over = _notes_over(page, drawings)
    gone = [each.annotation for each in its] + [each.annotation for each in over]
    if over:
        copy.did("flattened a note over a field into its page", len(over))
    if drawings:
        order = {identity(e): n for n, e in enumerate(annotations_of(page.obj))}
        drawings = [*over, *drawings]
        drawings.sort(
            key=lambda d: (
                subtype(d.annotation) == "/Widget",  # viewers draw fields last
                order.get(identity(d.annotation), 0),
            )
        )
        _draw(copy, page, drawings, tree)
    gone += _popups(page, gone)
    _take_out(page, gone)
    return gone


def _drawing(annotation: Any) -> _Drawing | None:
    """How an annotation is drawn; ``None`` if nothing of it is to be seen."""
    if integer(get(annotation, "/F")) & HIDDEN:
        return None
    form, area = appearance(annotation), box(get(annotation, "/Rect"))
    if form is None or area is None:
        return None
    matrix = placement(form, area)
    return None if matrix is None else _Drawing(annotation, form, matrix)


def _notes_over(page: Page, drawings: list[_Drawing]) -> list[_Drawing]:
    """Notes that lie over what is drawn: they would be under it, or over all of it."""
    areas = [box(get(each.annotation, "/Rect")) for each in drawings]
    found = []
    for note in annotations_of(page.obj):
        if subtype(note) in _LEFT_ALONE:
            continue
        its = box(get(note, "/Rect"))
        if its and any(area and overlap(its, area) for area in areas):
            drawing = _drawing(note)
            found += [drawing] if drawing else []
    return found


def _popups(page: Page, gone: list[Any]) -> list[Any]:
    """The pop-up windows of notes that are not there any more."""
    names = {identity(each) for each in gone} - {None}
    return [
        each
        for each in annotations_of(page.obj)
        if subtype(each) == "/Popup" and identity(get(each, "/Parent")) in names
    ]


def _take_out(page: Page, gone: list[Any]) -> None:
    names = {identity(each) for each in gone} - {None}
    direct = [each for each in gone if identity(each) is None]
    kept = [
        each
        for each in annotations_of(page.obj)
        if identity(each) not in names and not any(each == other for other in direct)
    ]
    if kept:
        page.obj["/Annots"] = Array(kept)
    elif get(page.obj, "/Annots") is not None:
        del page.obj["/Annots"]


def _draw(copy: Copy, page: Page, drawings: list[_Drawing], tree: TagTree) -> None:
    its = page.obj
    resources = _own(its, "/Resources")
    forms = _part(resources, "/XObject")
    before, after = guard(page)
    used = highest_content(its) if tree.there else -1
    fonts = get(get(get(copy.root, "/AcroForm"), "/DR"), "/Font")
    parts = []
    for each in drawings:
        form = each.form
        _complete(copy, form, fonts)
        form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
        number = len(keys(forms))
        while get(forms, f"{_PREFIX}{number}") is not None:
            number += 1
        name = f"{_PREFIX}{number}"
        forms[name] = form if form.is_indirect else copy.pdf.make_indirect(form)
        matrix = b" ".join(map(real, each.matrix))
        body = b"q %s cm %s Do Q" % (matrix, name.encode())
        layer = get(each.annotation, "/OC")
        if has_entries(layer):
            _part(resources, "/Properties")[f"/NgOC{number}"] = layer
            body = b"/OC /NgOC%d BDC %s EMC" % (number, body)
        if tree.there:
            tag = tree.content_for(each.annotation, its, used)
            if tag is None:
                body = b"/Artifact BMC %s EMC" % body
            else:
                used = tag
                body = b"/Form <</MCID %d>> BDC %s EMC" % (tag, body)
        parts.append(body)
    page.contents_add(before + b"\n", prepend=True)
    page.contents_add(b"\n" + after + b"\n" + b"\n".join(parts) + b"\n")


def _own(page: Any, key: str) -> Any:
    """A copy of an entry of a page that others may share."""
    found = inherited(page, key)
    new = Dictionary()
    for each in keys(found):
        new[each] = get(found, each)
    page[key] = new
    return page[key]


def _part(resources: Any, key: str) -> Any:
    """A copy of a part of the resources."""
    found = get(resources, key)
    new = Dictionary()
    for each in keys(found):
        new[each] = get(found, each)
    resources[key] = new
    return resources[key]


def guard(page: Page) -> tuple[bytes, bytes]:
    """What has to come before and after the content so that its state stays inside.

    Raises:
        RefusedError: the content cannot be read.
    """
    depth = lowest = 0
    try:
        for each in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(each.operator) == "q" else -1
            lowest = min(lowest, depth)
    except ERRORS:
        raise RefusedError("undecodable") from None
    return b"q " * (1 - lowest), b"Q " * (depth - lowest + 1)


def _complete(copy: Copy, form: Stream, fonts: Any) -> None:
    """Give an appearance the fonts that it names and the form has."""
    if not has_entries(fonts):
        return
    try:
        named = {
            text(operands[0])
            for each in pikepdf.parse_content_stream(form, "Tf")
            if (operands := list(each.operands))
        }
    except ERRORS:
        return  # it is drawn as it is; the proof tells whether that will do
    resources = get(form, "/Resources")
    own = get(resources, "/Font")
    for name in named:
        if get(own, name) is not None or get(fonts, name) is None:
            continue
        if not has_entries(resources):
            form["/Resources"] = Dictionary()
            resources = form["/Resources"]
        if not has_entries(own):
            resources["/Font"] = Dictionary()
            own = resources["/Font"]
        own[name] = get(fonts, name)
        copy.did("used the form's font for a field")


def _forget(copy: Copy, gone: list[Any]) -> None:
    """Let nothing lead to annotations that are not there any more."""
    pages = {page.obj.objgen for page in copy.pdf.pages}
    names = {identity(each) for each in gone} - {None}
    for holder in copy.dictionaries():
        kind = text(get(holder, "/Type"))
        if kind == "/Page" and identity(holder) not in pages:
            if get(holder, "/Annots") is not None:
                del holder["/Annots"]
                copy.did("removed the form fields of a page that does not show")
        elif get(holder, "/Subtype") is not None:
            for key in ("/IRT", "/Parent", "/Popup"):
                if identity(get(holder, key)) in names:
                    del holder[key]
    for page in copy.pdf.pages:
        for each in annotations_of(page.obj):
            of = get(each, "/P")
            if has_entries(of) and identity(of) not in pages:
                each["/P"] = page.obj
