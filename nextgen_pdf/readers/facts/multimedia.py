"""Sound, video and models that move (ISO 32000-1, 13.2 to 13.7)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Media, MediaKind
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects

_ANNOTATIONS: dict[str, MediaKind] = {
    "Sound": "sound",
    "Movie": "movie",
    "Screen": "screen",
    "RichMedia": "rich-media",
    "3D": "artwork",
}
# The actions, and the keys of which one must be there.
_ACTIONS: dict[str, tuple[MediaKind, tuple[str, ...]]] = {
    "Sound": ("sound", ("Sound",)),
    "Movie": ("movie", ("Annotation", "T", "Operation")),
    "Rendition": ("rendition", ("R", "OP", "AN", "JS")),
    "RichMediaExecute": ("rich-media", ("TA", "CMD")),
    "GoTo3DView": ("artwork", ("TA", "V")),
}
NAMES = frozenset(
    {*_ANNOTATIONS, *_ACTIONS, "Renditions", "MR", "SR", "SWF", "U3D", "PRC"}
)
"""The names in media."""


@classifier(NAMES)
def media(node: Node) -> Iterator[Media]:
    """The media that a dictionary is."""
    kind = _kind(node)
    if kind is not None:
        yield Media(kind, node.location)


def _kind(node: Node) -> MediaKind | None:
    value = node.value
    action = node.entry("S")
    if isinstance(action, objects.Name) and action in _ACTIONS:
        kind, keys = _ACTIONS[action]
        # a structure element may be called anything, but it has a parent
        if node.acts or ("P" not in value and any(key in value for key in keys)):
            return kind
    if action == "MR" and isinstance(node.entry("C"), dict):
        return "rendition"
    if action == "SR" and isinstance(node.entry("R"), list):
        return "rendition"
    subtype = value.get("Subtype")
    if isinstance(value, objects.Stream):
        if value.get("Type") == "Sound" or (
            value.get("Type") is None and "R" in value and "E" in value
        ):
            return "sound"
        return (
            "artwork"
            if value.get("Type") == "3D" or subtype in ("U3D", "PRC")
            else None
        )
    if (
        isinstance(subtype, objects.Name)
        and subtype in _ANNOTATIONS
        and _is_annotation(node)
    ):
        return _ANNOTATIONS[subtype]
    if "SWF" in value and node.way.names[-1:] == ("Navigator",):
        return "player"
    return None


def _is_annotation(node: Node) -> bool:
    """Whether a dictionary with the subtype of an annotation can be one (12.5.2)."""
    return (
        "Rect" in node.value
        or node.value.get("Type") == "Annot"
        or bool({"Annots", "Kids", "Popup"}.intersection(node.way.names[-1:]))
    )
