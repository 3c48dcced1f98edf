"""The interactive form: fields, widgets, and forms of Adobe's designer (12.7)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Field, FieldKind
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.structure.field_tree import MAX_PARENTS
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.sanitize import sanitize_text

NAMES = frozenset({"Widget", "FT", "AcroForm"})
"""The names in a form."""

_READ_ONLY = 1  # bit 1 of /Ff (table 221)
_PUSH_BUTTON = 1 << 16  # bit 17 of /Ff (table 226)


@classifier(NAMES)
def fields(node: Node) -> Iterator[Field]:
    """The widgets, and the fields that have none."""
    value = node.value
    if value.get("Subtype") == "Widget":
        yield _field(node, value, node.location)
    elif "AcroForm" in value and node.way.names[-1:] == ("Root",):
        yield from _without_widget(node)
    elif "FT" in value and value.get("Subtype") is None and _is_beside(node):
        yield _field(node, value, node.location)


def _without_widget(node: Node) -> Iterator[Field]:
    """The terminal fields of the field tree that are no widgets (12.7.3.1)."""
    within = node.ref, (*node.keys, "AcroForm", "Fields")
    tree = node.graph.field_tree
    for field in tree.fields:
        if not field.is_terminal or field.is_widget:
            continue
        entries = tree.entries(field)
        if any("FT" in part for part in _upwards(node, entries)):
            place = (field.at, ()) if isinstance(field.at, objects.Ref) else within
            yield _field(node, entries, node.graph.location(*place))


def _is_beside(node: Node) -> bool:
    """Whether a field is a part of the form, but not of its field tree."""
    names = node.way.names
    in_form = "AcroForm" in names and "Fields" not in names
    return in_form and node.ref not in node.graph.field_tree.refs


def _field(node: Node, field: objects.Dict, where: Location) -> Field:
    chain = list(_upwards(node, field))
    names = [name for part in reversed(chain) if (name := objects.text(part.get("T")))]
    return Field(sanitize_text(".".join(names)), _kind(chain), where)


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
