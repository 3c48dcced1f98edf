"""Scripts: every carrier of JavaScript but XFA forms."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Script, ScriptPlace
from nextgen_pdf.readers.facts.actions import uri_scheme
from nextgen_pdf.readers.structure.object_graph import EVENTS
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects

NAMES = frozenset(
    "JavaScript JS OnInstantiate Scripts EnableJavaScripts URI Base".split()
)
"""The names in a script."""

_NAMING = frozenset(
    "CharProcs Colorants ColorSpace ExtGState Font Info Pattern ProcSet Properties Shading"
    " XObject".split()
)
"""The keys of dictionaries whose own keys are names that somebody chose."""


@classifier(NAMES)
def scripts(node: Node) -> Iterator[Script]:
    """The scripts that a dictionary carries."""
    for place in _carried(node):
        yield Script(place or _place(node), node.location)


def _carried(node: Node) -> Iterator[ScriptPlace | None]:
    """For each script its place, or ``None`` when the way to it decides."""
    value = node.value
    kind = node.entry("S")
    if "JS" in value:
        if kind == "Rendition":
            yield "rendition"
        elif kind == "JavaScript" or (kind is None and _is_script_text(node)):
            yield None
    elif kind == "JavaScript" and node.acts:
        yield None
    if "OnInstantiate" in value and isinstance(node.entry("OnInstantiate"), dict):
        yield "artwork"
    scripts = node.entry("Scripts")
    if scripts and isinstance(scripts, list | dict) and not _is_naming(node):
        yield "rich-media"
    if kind == "EnableJavaScripts":
        yield "requirement"
    if kind == "URI" and uri_scheme(node.entry("URI")) == "javascript":
        yield "uri"
    if "Base" in value and uri_scheme(node.entry("Base")) == "javascript":
        yield "uri-base"


def _is_script_text(node: Node) -> bool:
    """Is ``/JS`` a script, in a dictionary that does not say what it is?

    ``/JS`` may also be the name of a resource, whose value then is no text.
    """
    script = node.entry("JS")
    return not _is_naming(node) and (
        isinstance(script, bytes)
        or (isinstance(script, objects.Stream) and "Subtype" not in script)
    )


def _is_naming(node: Node) -> bool:
    return not _NAMING.isdisjoint(node.keys[-1:] or node.way.names[-1:])


def _place(node: Node) -> ScriptPlace:
    """Where a script is, from the way to it."""
    way = node.way
    names = way.names
    if "PieceInfo" in names:
        return "private-data"
    if "AA" in names and names[names.index("AA") + 1 :][:1] not in {
        (e,) for e in EVENTS
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
        subtype = node.graph.resolve(annotation.get("Subtype"))
        return "field-event" if subtype == "Widget" else "annotation"
    return "elsewhere"
