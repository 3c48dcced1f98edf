"""Embedded files: wherever a file specification carries one (ISO 32000-1, 7.11.4)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import EmbeddedFile, FilePlace
from nextgen_pdf.readers.facts.actions import file_name
from nextgen_pdf.readers.structure import name_tree
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects

NAMES = frozenset(
    "EF RF EmbeddedFile EmbeddedFiles FileAttachment Collection AlternatePresentations"
    " AdditionalStreams".split()
)
"""The names in an embedded file."""

_MEDIA = frozenset({"Assets", "Asset", "Movie", "Scripts", "D", "Sound"})


@classifier(NAMES)
def embedded_files(node: Node) -> Iterator[EmbeddedFile]:
    """The files that a dictionary embeds."""
    place = _embeds(node)
    if place is not None:
        location = node.location
        if place == "hybrid":  # in the trailer, which is no object
            location = node.graph.location(node.ref, (*node.keys, "AdditionalStreams"))
        yield EmbeddedFile(
            name=file_name(node, node.value),
            place=place,
            location=location,
            locked=isinstance(node.entry("EP"), dict),
        )
    if "EmbeddedFiles" in node.value and node.way.names[-1:] == ("Names",):
        yield from _names_only(node)


def _names_only(node: Node) -> Iterator[EmbeddedFile]:
    """What is in the list of attachments without a file: viewers list it all the same."""
    listed = name_tree.values(node.graph, node.value["EmbeddedFiles"])
    for at in listed:
        specification = node.graph.resolve(at)
        if isinstance(specification, dict):
            files = node.graph.resolve(specification.get("EF"))
            if not _has_stream(files, node):
                location = node.graph.location(node.ref, (*node.keys, "EmbeddedFiles"))
                name = file_name(node, specification)
                yield EmbeddedFile(name, "name-only", location)


def _embeds(node: Node) -> FilePlace | None:
    value = node.value
    if _has_stream(node.entry("EF"), node):
        return _place(node)
    if _has_stream(node.entry("RF"), node):
        return "related-file"
    if value.get("Subtype") == "FileAttachment":
        # the one with an embedded file is found by its file specification
        specification = node.entry("FS")
        carries = isinstance(specification, dict) and "EF" in specification
        return None if carries else "name-only"
    if isinstance(value, objects.Stream) and value.get("Type") == "EmbeddedFile":
        names = node.way.names
        used = {"EF", "RF", "XFA", "AdditionalStreams"}.intersection(names)
        return None if used else "unused-stream"
    return _in_root(node)


def _in_root(node: Node) -> FilePlace | None:
    """What only the catalog, its names or the trailer can carry."""
    value = node.value
    if "Collection" in value and node.way.names[-1:] == ("Root",):
        names = node.graph.resolve(value.get("Names"))
        files = names.get("EmbeddedFiles") if isinstance(names, dict) else None
        return (
            "portfolio" if _is_filled(node.graph.resolve(files)) else "empty-portfolio"
        )
    if "AlternatePresentations" in value and node.way.names[-1:] == ("Names",):
        for show in name_tree.values(node.graph, value["AlternatePresentations"]):
            files = node.graph.inside(show, "Resources")
            if _is_filled(node.graph.resolve(files)):
                return "presentation"
        return None
    streams = node.entry("AdditionalStreams")
    if isinstance(streams, list) and any(
        isinstance(node.graph.resolve(item), objects.Stream) for item in streams
    ):
        return "hybrid"
    return None


def _is_filled(tree: objects.Value) -> bool:
    """Whether a name tree can have an entry (7.9.6)."""
    return isinstance(tree, dict) and bool(tree.get("Names") or tree.get("Kids"))


def _has_stream(files: objects.Value, node: Node) -> bool:
    """Whether a dictionary of embedded or related files holds one at least."""
    if not isinstance(files, dict):
        return False
    for item in files.values():
        value = node.graph.resolve(item)
        related = value if isinstance(value, list) else [value]
        if any(isinstance(node.graph.resolve(v), objects.Stream) for v in related):
            return True
    return False


def _place(node: Node) -> FilePlace:
    names = node.way.names
    last = names[-1:]
    if "PieceInfo" in names:
        return "private-data"
    if "EmbeddedFiles" in names:
        return "name-tree"
    if last == ("AF",) or "MCAF" in names:
        return "associated-file"
    if last == ("FS",):
        return "annotation"
    if _MEDIA.intersection(names[-3:]):
        return "media"
    if last == ("F",):
        return "action"
    if "Collection" in names:
        return "portfolio"
    return "elsewhere"
