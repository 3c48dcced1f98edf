"""Marks of reviewers: comments, markup, and redactions not applied (12.5.6)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Mark, MarkKind
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects

_KINDS: dict[str, MarkKind] = {
    "Redact": "redaction",
    "Text": "note",
    "FreeText": "text-box",
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "underline",
    "StrikeOut": "strikeout",
    "Caret": "insertion",
    "Line": "drawing",
    "Square": "drawing",
    "Circle": "drawing",
    "Polygon": "drawing",
    "PolyLine": "drawing",
    "Ink": "drawing",
    "Stamp": "stamp",
}
"""Of the subtypes of annotations. Sounds and attached files are facts of their own."""
_VALUES = frozenset(f"/{subtype}" for subtype in _KINDS)

NAMES = frozenset({"Subtype"})
"""The name in marks; the subtypes themselves stand in too many other places."""


def is_mark(name: str, value: str) -> bool:
    """Whether a name may be more than the subtype of something that is no mark.

    Args:
        name: the name.
        value: the start of what stands behind it, see ``NameSearch``; none, where the
            subtype is an object of its own.
    """
    return name != "Subtype" or not value.startswith("/") or value in _VALUES


@classifier(NAMES)
def marks(node: Node) -> Iterator[Mark]:
    """The mark that a dictionary is."""
    subtype = node.entry("Subtype")
    if not isinstance(subtype, objects.Name) or subtype not in _KINDS:
        return
    if "Rect" in node.value or node.entry("Type") == "Annot":
        yield Mark(_KINDS[subtype], node.location)
