"""Scripts: every carrier of JavaScript, and the scripts of XFA forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.document import Script, ScriptPlace
from nextgen_pdf.errors import UnreadableError
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.graph import Way
from nextgen_pdf.readers.parser import DataError
from nextgen_pdf.readers.survey import Node

NAMES = frozenset(
    "JavaScript JS OnInstantiate Scripts XFA EnableJavaScripts URI".split()
)
"""The names that tell of a script."""

MAX_XFA = 32 * 1024 * 1024

_EVENTS = frozenset("WC DC WS DS WP DP O C E X D U Fo Bl PO PC PV PI K F V".split())
_RESOURCES = frozenset(
    "ColorSpace ExtGState Font Pattern ProcSet Properties Shading XObject".split()
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_XFA_SILENT = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_XFA_SCRIPT = re.compile(rb"<(?:[\w.-]+:)?script[\s/>]")


def scripts(node: Node) -> Iterator[Script]:
    """The scripts that a dictionary carries."""
    value = node.value
    for place in _carried(node):
        yield Script(place=place or _place(node), location=node.location)
    if "XFA" in value and _xfa_has_script(node):
        yield Script(place="xfa", location=node.location)


def _carried(node: Node) -> Iterator[ScriptPlace | None]:
    """For each script its place, or ``None`` when the way to it decides."""
    value = node.value
    kind = node.entry("S")
    if "JS" in value:
        if kind == "Rendition":
            yield "rendition"
        elif kind == "JavaScript" or (kind is None and _is_script_text(node)):
            yield None
    elif kind == "JavaScript" and _acts(node.way):
        yield None
    if "OnInstantiate" in value and isinstance(node.entry("OnInstantiate"), dict):
        yield "artwork"
    if isinstance(scripts := node.entry("Scripts"), list) and scripts:
        yield "rich-media"
    if kind == "EnableJavaScripts":
        yield "requirement"
    if kind == "URI" and uri_scheme(node.entry("URI")) == "javascript":
        yield "uri"
    if (
        isinstance(base := value.get("Base"), bytes)
        and uri_scheme(base) == "javascript"
    ):
        yield "uri-base"


def _is_script_text(node: Node) -> bool:
    """Is ``/JS`` a script, in a dictionary that does not say what it is?

    ``/JS`` may also be the name of a resource, whose value then is no text.
    """
    script = node.entry("JS")
    if isinstance(script, bytes):
        return True
    named = node.keys[-1:] or node.way.names[-1:]
    return (
        isinstance(script, cos.Stream)
        and "Subtype" not in script
        and not _RESOURCES.intersection(named)
    )


def _acts(way: Way) -> bool:
    """Whether the end of a way is a place for an action (12.6.4.1, 12.6.3)."""
    names = way.names
    return names[-1:] in (("A",), ("PA",), ("NA",), ("Next",), ("OpenAction",)) or (
        "AA" in names[-2:-1] or names[:3] == ("Root", "Names", "JavaScript")
    )


def _place(node: Node) -> ScriptPlace:
    """Where a script is, from the way to it."""
    way = node.way
    names = way.names
    if "PieceInfo" in names:
        return "private-data"
    if "AA" in names and names[names.index("AA") + 1 :][:1] not in {
        (e,) for e in _EVENTS
    }:
        return "unknown-event"
    if way.page is not None:
        return _place_on_page(node, names)
    match names[1:3]:
        case ["OpenAction", *_]:
            return "open-action"
        case ["AA", *_]:
            return "document-event"
        case ["Names", "JavaScript"]:
            return "document-script"
        case ["Names", "Templates" | "Pages"]:
            return "page-event"
        case ["Outlines", *_]:
            return "bookmark"
        case ["AcroForm", *_]:
            return "field-event"
        case ["Requirements", *_]:
            return "requirement"
        case _:
            return "elsewhere"


def _place_on_page(node: Node, names: tuple[str, ...]) -> ScriptPlace:
    if names[:1] in (("AA",), ("PresSteps",)):
        return "page-event"
    if names[:1] == ("Annots",):
        annotation = node.graph.annotation(node.way)
        return "field-event" if annotation.get("Subtype") == "Widget" else "annotation"
    return "elsewhere"


def uri_scheme(uri: cos.Value) -> str:
    """The scheme of a URI as viewers understand it; empty for a relative one."""
    if not isinstance(uri, bytes):
        return ""
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), cos.text(uri)[:256])
    text = "".join(c for c in text if c > " " and c != "\x7f")
    return m[1].casefold() if (m := _SCHEME.match(text)) else ""


def _xfa_has_script(node: Node) -> bool:
    """Whether an XFA form holds a script; its packets are one text in pieces (12.7.8)."""
    packets = node.value["XFA"]
    if not isinstance(packets, list):
        packets = [packets, *(p for p in [node.entry("XFA")] if isinstance(p, list))]
        packets = [
            item for p in packets for item in (p if isinstance(p, list) else [p])
        ]
    joined = bytearray()
    for ref in packets:
        if not isinstance(ref, cos.Ref) or not isinstance(
            node.parser.get(ref), cos.Stream
        ):
            continue
        try:
            joined += node.parser.data(ref, MAX_XFA)
        except DataError:
            raise UnreadableError("a part of the XFA form does not decode") from None
    text = bytes(joined)
    if text[:2] in (b"\xfe\xff", b"\xff\xfe"):
        text = text.decode("utf-16", "replace").encode()
    return _XFA_SCRIPT.search(_XFA_SILENT.sub(b"", text)) is not None
