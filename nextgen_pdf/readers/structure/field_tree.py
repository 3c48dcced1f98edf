"""The field tree of an interactive form (ISO 32000-1, 12.7.3.1), walked once."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.backends.protocol import Parser, resolve
from nextgen_pdf.readers.syntax import objects

MAX_FIELDS = 100_000
"""The most fields and widgets of a form that are looked at."""
MAX_PARENTS = 100
"""A field takes entries from so many above it."""
_FIELD = ("FT", "Fields", "Kids", "Subtype")


class TreeField(NamedTuple):
    """A dictionary of the field tree."""

    at: objects.Value
    """Its reference, or itself."""
    parent: TreeField | None
    """The field by which it was come to."""
    is_terminal: bool
    """Whether it has no field or widget below it."""
    is_widget: bool


class _Dictionary(NamedTuple):
    """A dictionary in the form."""

    at: objects.Value
    """Its reference, or itself."""
    entries: objects.Dict
    """Those that count; to ask for them is cheaper than for all."""


class FieldTree:
    """The fields and widgets of one form.

    Args:
        parser: the document.
        form: what the catalog has as ``/AcroForm``.
    """

    def __init__(self, parser: Parser, form: objects.Value) -> None:
        self._parser = parser
        self._form = form

    @cached_property
    def fields(self) -> tuple[TreeField, ...]:
        """The fields and widgets below ``/Fields`` of the form (12.7.3.1), each once.

        Raises:
            BoundReachedError: there are more than ``MAX_FIELDS``.
        """
        todo: list[tuple[_Dictionary, TreeField | None]] = [
            (field, None)
            for form in self._dictionaries(self._form)
            for field in self._dictionaries(form.entries.get("Fields"))
        ]
        seen: set[objects.Value] = set()
        found: list[TreeField] = []
        while todo:
            (at, entries), parent = todo.pop()
            if isinstance(at, objects.Ref):
                if at in seen:
                    continue
                seen.add(at)
            if len(found) == MAX_FIELDS:
                raise BoundReachedError(f"the form has more than {MAX_FIELDS:,} fields")
            kids = entries.get("Kids")
            below: list[_Dictionary] = []
            if not isinstance(kids, objects.Ref) or kids not in seen:
                seen.update([kids] if isinstance(kids, objects.Ref) else [])
                below = [
                    kid
                    for kid in self._dictionaries(kids)
                    if not isinstance(kid.at, objects.Ref) or kid.at not in seen
                ]
            field = TreeField(
                at,
                parent,
                is_terminal=not below,
                is_widget=entries.get("Subtype") == "Widget",
            )
            found.append(field)
            todo += ((kid, field) for kid in reversed(below))
        return tuple(found)

    def entries(self, field: TreeField) -> objects.Dict:
        """The entries of a field, its ``/Parent`` as it was come to.

        Of those above it, ``MAX_PARENTS``.
        """
        chain: list[TreeField] = []
        at: TreeField | None = field
        while at is not None and len(chain) <= MAX_PARENTS:
            chain.append(at)
            at = at.parent
        above: objects.Dict = {}
        for each in reversed(chain):
            value = resolve(self._parser, each.at)
            entries = value if isinstance(value, dict) else {}
            above = {**entries, "Parent": above} if above else entries
        return above

    @cached_property
    def refs(self) -> frozenset[objects.Value]:
        """The objects among the fields."""
        return frozenset(f.at for f in self.fields if isinstance(f.at, objects.Ref))

    def _dictionaries(self, value: objects.Value) -> list[_Dictionary]:
        """The dictionaries in arrays in arrays, or the one; as they are written."""
        found: list[_Dictionary] = []
        todo = [value]
        seen: set[objects.Ref] = set()
        while todo:
            at = todo.pop()
            if isinstance(at, objects.Ref):
                if at in seen:
                    continue
                seen.add(at)
                if entries := self._parser.entries(at, _FIELD):
                    found.append(_Dictionary(at, entries))
                    continue
            known = resolve(self._parser, at)
            if isinstance(known, list):
                todo += reversed(known)
            elif isinstance(known, dict):
                found.append(_Dictionary(at, known))
        return found
