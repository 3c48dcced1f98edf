"""Actions that reach outside the document (ISO 32000-1, 12.6.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.facts import Action, ActionKind, Link
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.sanitize import sanitize_text

# The actions that reach out, and the keys of which one must be there: a structure type
# or a role may have the same name.
_REACHING: dict[str, tuple[ActionKind, tuple[str, ...]]] = {
    "Launch": ("launch", ("F", "Win", "Mac", "Unix")),
    "SubmitForm": ("submit-form", ("F",)),
    "ImportData": ("import-data", ("F",)),
    "GoToR": ("remote-file", ("F",)),
    "GoToE": ("embedded-file", ("T", "F")),
    "Thread": ("remote-thread", ("F",)),
}
NAMES = frozenset({*_REACHING, "OpenAction", "AA", "URI", "S"})
"""The names in such an action."""

WEB = frozenset({"", "http", "https", "mailto", "tel", "fax", "sms"})
"""The schemes of pages in the net and of people, to which links are accepted. Browsers no
longer open ``ftp:``, so that it starts another program."""

# Every action that stays inside, or that another group of facts has.
_KNOWN = frozenset(
    "GoTo GoToDp GoTo3DView Hide JavaScript Movie NOP Named Rendition ResetForm"
    " RichMediaExecute SetOCGState SetState Sound Trans URI".split()
)
# What else stands behind /S: structure types (14.8.4, and those of word processors),
# transitions, borders, page labels, groups, output intents, soft masks, media clips.
_NO_ACTION = frozenset(
    "Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct"
    " Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span"
    " Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure"
    " Formula Form Artifact Aside Em FENote Strong Sub Title Footnote Endnote Textbox"
    " Textbody Header Footer InlineShape Annotation Chart Diagram Workbook Worksheet"
    " Chartsheet Slide Story Article Normal Standard Shape StyleSpan ParagraphSpan"
    " Split Blinds Box Wipe Dissolve Glitter R Fly Push Cover Uncover Fade"
    " S D B I U A a r Transparency GTS_PDFX GTS_PDFA1 ISO_PDFE1 Alpha Luminosity"
    " MR SR MCD MCS".split()
)
_SILENT = _KNOWN | _NO_ACTION | _REACHING.keys()
_WEB_ADDRESSES = frozenset({"(http:", "(https:", "(mailto:"})
_KEYS_OF_ACTIONS = frozenset({"/IsMap", "/Next", "/S", "/Type", "/URI"})

_AT_ONCE = frozenset({"PO", "PV"})
"""The events of an annotation that need no click: its page is opened, or shown."""
MAX_CHAIN = 100
_LONGEST_SCHEME = 256
_CONTROLS = bytes((*range(0x21), 0x7F))
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


def counts(name: str, value: str) -> bool:
    """Whether a name may be more than what a long document has by the thousand.

    Those are web links, and the structure elements, whose ``/S`` is a known type.

    Args:
        name: the name.
        value: the start of what stands behind it, see ``NameSearch``.
    """
    if name == "S":
        return not value or (value[0] == "/" and value[1:] not in _SILENT)
    if name == "URI":
        # a web address; or no key, but the value of /S: the next key or the end follows
        return not (
            value.casefold() in _WEB_ADDRESSES
            or value in _KEYS_OF_ACTIONS
            or value == ">>"
        )
    return True


@classifier(NAMES)
def actions(node: Node) -> Iterator[Action]:
    """The actions that a dictionary is, or starts without being asked."""
    kind = node.entry("S")
    if isinstance(kind, objects.Name):
        reaching = _REACHING.get(kind)
        if reaching is not None:
            name, keys = reaching
            complete = any(key in node.value for key in keys)
            if complete if name == "remote-thread" else complete or node.acts:
                yield Action(name, _target(node), node.location)
        elif kind == "URI":
            if uri_scheme(node.entry("URI")) not in WEB | {"javascript"}:
                yield Action("local-address", _address(node), node.location)
        elif _may_act(node.value, kind) and node.acts:
            yield Action("unknown", sanitize_text(kind), node.location)
    for key in ("OpenAction", "AA"):
        if key in node.value and node.in_use:
            yield from _unasked(node, key)


def _may_act(value: objects.Dict, kind: objects.Name) -> bool:
    """Whether a dictionary may be an action nobody knows, and no structure element."""
    known = kind in _KNOWN or kind in _NO_ACTION
    return not known and not {"P", "K", "Pg"}.intersection(value)


def _unasked(node: Node, key: str) -> Iterator[Action]:
    """What is opened or printed without a click."""
    if key == "OpenAction":
        starts = [node.value[key]]
    else:
        events = node.entry(key)
        of_annotation = "Subtype" in node.value or "FT" in node.value
        starts = [
            action
            for event, action in (events.items() if isinstance(events, dict) else ())
            if not of_annotation or event in _AT_ONCE
        ]
    location = node.graph.location(node.ref, (*node.keys, key))
    for start in starts:
        for action in _chain(node, start):
            kind = action.get("S")
            if kind == "URI" and uri_scheme(action.get("URI")) in WEB:
                yield Action("unasked-address", _shown(action.get("URI")), location)
            elif kind == "Named" and action.get("N") == "Print":
                yield Action("unasked-print", location=location)


def _chain(node: Node, start: objects.Value) -> Iterator[objects.Dict]:
    """An action and those that follow it, their entries resolved (12.6.2)."""
    todo, seen = [start], 0
    while todo and seen < MAX_CHAIN:
        seen += 1
        action = node.graph.resolve(todo.pop())
        if isinstance(action, list):
            todo += action[:MAX_CHAIN]
        elif isinstance(action, dict):
            yield {
                key: node.graph.resolve(action.get(key)) for key in ("S", "URI", "N")
            }
            todo.append(action.get("Next"))


def _target(node: Node) -> str:
    """The file or program that an action names."""
    for key in ("F", "Win", "Unix", "Mac"):
        if name := file_name(node, node.entry(key)):
            return name
    return _shown(node.graph.resolve(node.graph.inside(node.value, "T", "N")))


def file_name(node: Node, specification: objects.Value) -> str:
    """The name in a file specification, which may be a string (7.11.2)."""
    if isinstance(specification, bytes):
        return _shown(specification)
    if isinstance(specification, dict):
        for key in ("UF", "F", "Unix", "DOS", "Mac"):
            if name := objects.text(node.graph.resolve(specification.get(key))):
                return sanitize_text(name)
    return ""


def _address(node: Node) -> str:
    return _shown(node.entry("URI"))


def _shown(value: objects.Value) -> str:
    return sanitize_text(objects.text(value))


@classifier({"URI"})
def links(node: Node) -> Iterator[Link]:
    """The link that a dictionary is."""
    address = node.entry("URI")
    if node.entry("S") == "URI" and isinstance(address, bytes | objects.Name):
        scheme = uri_scheme(address)
        if scheme in WEB:
            yield Link(scheme, _shown(address), node.location)


def uri_scheme(uri: objects.Value) -> str:
    """The scheme of an address as viewers understand it; empty for a relative one.

    Browsers pass over blanks and control characters before it and inside it.
    """
    if isinstance(uri, bytes) and not uri.startswith((b"\xfe\xff", b"\xff\xfe")):
        uri = uri.translate(None, _CONTROLS)
    text = "".join(c for c in objects.text(uri) if c > " " and c != "\x7f")
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text[:_LONGEST_SCHEME])
    text = "".join(c for c in text if c > " " and c != "\x7f")
    m = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", text)
    return m[1].casefold() if m else ""
