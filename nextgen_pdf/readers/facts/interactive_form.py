"""The interactive form: fields, widgets, and forms of Adobe's designer (12.7)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Field, FieldKind
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.sanitize import sanitize_text

NAMES = frozenset({"Widget", "FT", "AcroForm"})
"""The names in a form."""

MAX_PARENTS = 100
MAX_FIELDS = 1_000
_READ_ONLY = 1  # bit 1 of /Ff (table 221)
_PUSH_BUTTON = 1 << 16  # bit 17 of /Ff (table 226)


@classifier(NAMES)
def fields(node: Node) -> Iterator[Field]:
    """The fields that a dictionary is: a widget, or terminal fields without one."""
    subtype = node.value.get("Subtype")
    if subtype == "Widget":
        yield _field(node, node.value)
    elif subtype is None and "FT" in node.value and "AcroForm" in node.way.names:
        for field in _terminal(node):
            yield _field(node, field)


def _terminal(node: Node) -> Iterator[objects.Dict]:
    """The field, or those below it that have their type from it, and no widget."""
    todo = [node.value]
    for _ in range(MAX_FIELDS):
        if not todo:
            return
        field = todo.pop()
        kids = node.graph.resolve(field.get("Kids"))
        below = [
            node.graph.resolve(k) for k in (kids if isinstance(kids, list) else ())
        ]
        fields = [kid for kid in below if isinstance(kid, dict) and kid != node.value]
        if not fields:
            yield field
        todo += (
            {"Parent": field, **kid}
            for kid in reversed(fields)
            if "FT" not in kid and kid.get("Subtype") is None
        )


def _field(node: Node, field: objects.Dict) -> Field:
    chain = list(_upwards(node, field))
    names = [name for part in reversed(chain) if (name := objects.text(part.get("T")))]
    return Field(sanitize_text(".".join(names)), _kind(chain), node.location)


def _upwards(node: Node, field: objects.Dict) -> Iterator[objects.Dict]:
    """A field and those it belongs to, from below (12.7.3.1)."""
    at: objects.Value = field
    for _ in range(MAX_PARENTS):
        if not isinstance(at, dict):
            return
        yield {
            key: node.graph.resolve(at.get(key))
            for key in ("T", "FT", "Ff", "V")
            if key in at
        }
        at = node.graph.resolve(at.get("Parent"))


def _kind(chain: list[objects.Dict]) -> FieldKind:
    def inherited(key: str) -> objects.Value:
        return next((part[key] for part in chain if key in part), None)

    kind = inherited("FT")
    flags = inherited("Ff")
    flags = flags if isinstance(flags, int) else 0
    if kind == "Sig":
        return "signed" if isinstance(inherited("V"), dict) else "signature"
    if kind is None:
        return "widget"
    if kind == "Btn" and flags & _PUSH_BUTTON:
        return "button"
    return "read-only" if flags & _READ_ONLY else "field"
