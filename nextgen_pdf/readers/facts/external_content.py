"""Content that the document shows and does not hold (ISO 32000-1, 7.3.8.2 and others)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import ContentKind, ExternalContent
from nextgen_pdf.readers.facts.actions import file_name
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects

NAMES = frozenset(
    "Ref OPI DestOutputProfileRef PS Subtype2 Schema PronunciationLexicon".split()
)
"""The names in such content."""
ELSEWHERE = "F"
"""The key of a stream whose data is elsewhere. It means other things in most dictionaries,
so it tells nothing by itself: parsers find those streams."""

_FONT_PROGRAMS = frozenset({"FontFile", "FontFile2", "FontFile3"})


@classifier(NAMES)
def external_content(node: Node) -> Iterator[ExternalContent]:
    """What a dictionary, or the dictionary of a stream, takes from elsewhere."""
    value = node.value
    if isinstance(value, objects.Stream):
        yield from _in_stream(node, value)
    if "DestOutputProfileRef" in value:
        reference = node.entry("DestOutputProfileRef")
        if isinstance(reference, dict) and "URLs" in reference:
            yield _found(node, "output-profile")
    if "Schema" in value and ("NS" in value or value.get("Type") == "Namespace"):
        yield _found(node, "schema", node.entry("Schema"))
    if "PronunciationLexicon" in value and node.entry("PronunciationLexicon"):
        yield _found(node, "schema")


def _in_stream(node: Node, value: objects.Stream) -> Iterator[ExternalContent]:
    elsewhere = node.entry("F")
    if isinstance(elsewhere, bytes | dict):
        program = _FONT_PROGRAMS.intersection(node.way.names[-1:])
        yield _found(node, "font-program" if program else "stream", elsewhere)
    if value.get("Subtype") == "PS" or value.get("Subtype2") == "PS":
        yield _found(node, "postscript")
    reference = node.entry("Ref")
    if isinstance(reference, dict) and "F" in reference:
        yield _found(node, "reference", node.graph.resolve(reference["F"]))
    proxies = node.entry("OPI")
    for proxy in proxies.values() if isinstance(proxies, dict) else ():
        entries = node.graph.resolve(proxy)
        if isinstance(entries, dict) and "F" in entries:
            yield _found(node, "proxy", node.graph.resolve(entries["F"]))


def _found(
    node: Node, kind: ContentKind, specification: objects.Value = None
) -> ExternalContent:
    return ExternalContent(kind, file_name(node, specification), node.location)
