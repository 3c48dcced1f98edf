"""What the courts do not take, so that a copy may lack it: read off the first document.

The proof does not ask who made the copy. What a document may lose is what it should not
have, and where a field may look different follows from the field.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import unquote

from pikepdf import Array, Name, Stream

from nextgen_pdf.findings import Box
from nextgen_pdf.proof.objects import (
    ERRORS,
    annotations_of,
    appearance,
    box,
    field_name,
    get,
    has_entries,
    identity,
    integer,
    items,
    of_field,
    subtype,
    text,
)

MEDIA = frozenset({"/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"})
"""Annotations that play something."""
HIDDEN = 2 | 32  # the flags Hidden and NoView (12.5.3)
PRINT = 4
READ_BY_PEOPLE = ("/Tx", "/Ch")
PUSH_BUTTON = 1 << 16
PASSWORD = 1 << 13
_ACTIONS = {
    "/JavaScript": "it is a script",
    "/Launch": "it starts a program",
    "/SubmitForm": "it sends data",
    "/ImportData": "it takes in data",
    "/ResetForm": "it empties the form",
    "/Hide": "it hides fields of the form",
    "/GoToR": "it leads to another file",
    "/GoToE": "it leads to an attached file",
    "/Rendition": "it plays something",
    "/Movie": "it plays something",
    "/Sound": "it plays something",
    "/RichMediaExecute": "it plays something",
    "/GoTo3DView": "it plays something",
}
_HARMLESS = frozenset(
    "/GoTo /GoToDp /NOP /Named /SetOCGState /SetState /Trans /URI /Thread".split()
)
_WEB = frozenset(("", "http", "https", "mailto", "tel", "fax", "sms"))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20]")
_SPACE = re.compile(r"\s+")


def scheme(address: Any) -> str:
    """The scheme of a URI, as lenient programs read it; empty for a relative one."""
    found = _SCHEME.match(_UNSEEN.sub("", unquote(text(address))))
    return found[1].lower() if found else ""


def of_action(action: Any, *, unasked: bool = False) -> str | None:
    """Why a document should not have an action; ``None`` if it may.

    Args:
        action: its dictionary (12.6).
        unasked: whether it runs without a click.
    """
    kind = get(action, "/S")
    if not isinstance(kind, Name):
        return "it is a script" if get(action, "/JS") is not None else None
    name = text(kind)
    if name in _ACTIONS:
        return _ACTIONS[name]
    if name == "/Thread" and get(action, "/F") is not None:
        return "it leads to another file"
    if name == "/URI":
        if scheme(get(action, "/URI")) not in _WEB:
            return "it leads to a place on a computer"
        return "it opens an address unasked" if unasked else None
    if name == "/Named" and unasked and text(get(action, "/N")) == "/Print":
        return "it prints unasked"
    return None if name in _HARMLESS else "nobody knows what it does"


class Widget(NamedTuple):
    """A field where it is on a page (12.5.6.19)."""

    page: int
    """Counted from 1."""
    at: int
    """Among the annotations of its page that are dictionaries."""
    name: str
    """The full name of its field."""
    kind: str
    """``/Tx``, ``/Btn``, ``/Ch`` or ``/Sig``; empty where it is of no field."""
    box: Box | None
    value: str
    """What the field holds, as text; empty for buttons."""
    shown: bool
    """Whether it is to be seen at all."""
    push_button: bool
    has_appearance: bool
    in_form: bool
    """Whether the form lists it, so that viewers draw it as a field."""


def widgets(pdf: Any) -> list[Widget]:
    """The fields of a document where they are on the pages, in order."""
    listed = _listed(get(pdf.Root, "/AcroForm"))
    found = []
    for number, page in enumerate(pdf.pages, 1):
        for index, each in enumerate(annotations_of(page.obj)):
            if subtype(each) != "/Widget":
                continue
            kind = text(of_field(each, "/FT"))
            flags = integer(of_field(each, "/Ff"))
            readable = kind in READ_BY_PEOPLE and not flags & PASSWORD
            push = kind == "/Btn" and bool(flags & PUSH_BUTTON)
            found.append(
                Widget(
                    page=number,
                    at=index,
                    name=field_name(each),
                    kind=kind,
                    box=box(get(each, "/Rect")),
                    value=_value(each, of_field(each, "/V")) if readable else "",
                    shown=not integer(get(each, "/F")) & HIDDEN,
                    push_button=push,
                    has_appearance=appearance(each) is not None,
                    in_form=identity(each) in listed,
                )
            )
    return found


def prints(annotation: Any) -> bool:
    """Whether an annotation is on paper when the page is printed."""
    return bool(integer(get(annotation, "/F")) & PRINT)


def needs_appearances(pdf: Any) -> bool:
    """Whether the form asks viewers to draw all its fields anew (12.7.2)."""
    asked = get(get(pdf.Root, "/AcroForm"), "/NeedAppearances")
    return asked is True or text(asked).lower() == "true"


def _listed(form: Any) -> set[tuple[int, int] | None]:
    """The objects in the tree of fields."""
    found: set[tuple[int, int] | None] = set()
    todo = items(get(form, "/Fields"))
    while todo:
        field = todo.pop()
        if not has_entries(field) or not identity(field) or identity(field) in found:
            continue
        found.add(identity(field))
        todo += items(get(field, "/Kids"))
    return found


def _value(widget: Any, value: Any) -> str:
    """What a field holds, as people should see it (12.7.4.3 and 12.7.4.4)."""
    if isinstance(value, Array):
        return "\n".join(_value(widget, each) for each in items(value))
    if isinstance(value, Stream):
        try:
            return value.read_bytes().decode("utf-8", "replace")
        except ERRORS:
            return ""
    chosen = text(value)
    for option in items(of_field(widget, "/Opt")):
        pair = items(option)
        if isinstance(option, Array) and len(pair) == 2 and text(pair[0]) == chosen:  # noqa: PLR2004
            return text(pair[1])
    return chosen
