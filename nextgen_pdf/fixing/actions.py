"""Takes out scripts, and actions that reach out of the document (12.6)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.proof.objects import (
    DEEPEST,
    get,
    has_entries,
    identity,
    items,
    keys,
    text,
)
from nextgen_pdf.proof.reasons import scheme

SCRIPTS = "scripts"
_KINDS = {
    "/JavaScript": SCRIPTS,
    "/Launch": "launch",
    "/SubmitForm": "submit-form",
    "/ImportData": "import-data",
    "/GoToR": "remote-file",
    "/GoToE": "embedded-file",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
    "/ResetForm": "form",
    "/Hide": "form",
}
_KNOWN = frozenset(
    "/GoTo /GoToDp /NOP /Named /SetOCGState /SetState /Trans /URI /Thread".split()
)
_WEB = frozenset(("", "http", "https", "mailto", "tel", "fax", "sms"))
_SAID = {
    SCRIPTS: "removed a script",
    "launch": "removed an action that starts a program",
    "submit-form": "removed an action that sends data",
    "import-data": "removed an action that imports data",
    "remote-file": "removed a link to another file",
    "embedded-file": "removed a link to an attached file",
    "remote-thread": "removed a link to an article in another file",
    "local-address": "removed a link to a file on a computer",
    "unasked-address": "removed a web address that opens automatically",
    "unasked-print": "removed an action that prints automatically",
    "unknown": "removed an unrecognized action",
    "media": "removed an action that plays sound or video",
    "form": "removed an action on form fields",
}
ACTIONS = frozenset(_SAID) - {"form"}
"""The kinds of actions that can be taken out."""


def kind_of(action: Any, *, unasked: bool) -> str | None:
    """What an action does that is not taken; ``None`` for a harmless one."""
    kind = get(action, "/S")
    if not isinstance(kind, Name):
        return SCRIPTS if get(action, "/JS") is not None else None
    name = text(kind)
    if name in _KINDS:
        return _KINDS[name]
    if name == "/Thread" and get(action, "/F") is not None:
        return "remote-thread"
    if name == "/URI":
        way = scheme(get(action, "/URI"))
        if way in ("javascript", "vbscript"):
            return SCRIPTS
        if way not in _WEB:
            return "local-address"
        return "unasked-address" if unasked else None
    if name == "/Named" and unasked and text(get(action, "/N")) == "/Print":
        return "unasked-print"
    return None if name in _KNOWN else "unknown"


class Actions:
    """Takes actions of some kinds out of a copy.

    Args:
        copy: what they are taken out of.
        unwanted: their kinds, out of ``ACTIONS``, or ``form``.
    """

    def __init__(self, copy: Copy, unwanted: frozenset[str]) -> None:
        self._copy = copy
        self._unwanted = unwanted

    def clean(self) -> None:
        """Take them out wherever they are."""
        copy = self._copy
        self._at(copy.root, "/OpenAction", unasked=True)
        for holder in copy.dictionaries():
            self._events(holder)
            if not _is_element(holder):
                for key in ("/A", "/PA", "/NA"):
                    self._at(holder, key)
            if SCRIPTS in self._unwanted:
                self._stray_script(holder)
        if SCRIPTS in self._unwanted:
            self._document_scripts()

    def _events(self, holder: Any) -> None:
        events = get(holder, "/AA")
        if not has_entries(events):
            return
        is_note = get(holder, "/Subtype") is not None and get(holder, "/Rect")
        for event in keys(events):
            unasked = not is_note or event in ("/PO", "/PV")
            self._at(events, event, unasked=unasked)
            if has_entries(get(events, event)):
                self._stray_script(get(events, event))
        if not keys(events):
            del holder["/AA"]

    def _at(self, holder: Any, key: str, *, unasked: bool = False) -> None:
        """Clean the action that is the value of a key."""
        action = get(holder, key)
        if not isinstance(action, Dictionary):
            return
        if not isinstance(get(action, "/S"), Name) and get(action, "/JS") is None:
            return
        left = self._survivors(action, set(), unasked=unasked)
        if not left:
            del holder[key]
        elif left[0] is not action:
            holder[key] = left[0]
            if left[1:]:
                after = items(get(left[0], "/Next"))
                left[0]["/Next"] = Array([*after, *left[1:]])

    def _survivors(
        self, action: Any, seen: set[object], *, unasked: bool, depth: int = 0
    ) -> list[Any]:
        """The action, if it may stay, and else those after it that may."""
        if not isinstance(action, Dictionary) or depth > DEEPEST:
            return []
        kind = kind_of(action, unasked=unasked)
        unwanted = kind is not None and kind in self._unwanted
        if identity(action) in seen:
            return [] if unwanted else [action]
        if identity(action):
            seen.add(identity(action))
        after = get(action, "/Next")
        rest = []
        for each in items(after):
            rest += self._survivors(each, seen, unasked=unasked, depth=depth + 1)
        if unwanted:
            self._copy.did(_SAID[kind or SCRIPTS])
            return rest
        if SCRIPTS in self._unwanted and get(action, "/JS") is not None:
            del action["/JS"]
            self._copy.did(_SAID[SCRIPTS])
        if after is not None and not rest:
            del action["/Next"]
        elif after is not None:
            action["/Next"] = rest[0] if len(rest) == 1 else Array(rest)
        return [action]

    def _stray_script(self, holder: Any) -> None:
        """A script that no action runs."""
        if SCRIPTS not in self._unwanted or isinstance(get(holder, "/S"), Name):
            return
        if isinstance(get(holder, "/JS"), String | Stream):
            del holder["/JS"]
            self._copy.did(_SAID[SCRIPTS])

    def _document_scripts(self) -> None:
        copy = self._copy
        names = get(copy.root, "/Names")
        if get(names, "/JavaScript") is not None:
            del names["/JavaScript"]
            copy.did("removed the list of scripts")
        if get(copy.root, "/Requirements") is not None:
            del copy.root["/Requirements"]
            copy.did("removed the list of viewer requirements")
        base = get(copy.root, "/URI")
        if has_entries(base) and scheme(get(base, "/Base")) not in _WEB:
            del copy.root["/URI"]
            copy.did("removed the base address of links")


def _is_element(holder: Any) -> bool:
    """Whether it is a tag, whose ``/A`` are attributes."""
    if text(get(holder, "/Type")) == "/StructElem":
        return True
    return all(get(holder, key) is not None for key in ("/P", "/S", "/K"))
