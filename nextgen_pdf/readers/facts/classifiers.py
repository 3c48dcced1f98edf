"""What looks at the objects of a document, and the names by which they are found."""

from __future__ import annotations

from nextgen_pdf.readers.facts.actions import actions, counts
from nextgen_pdf.readers.facts.embedded_files import embedded_files
from nextgen_pdf.readers.facts.external_content import external_content
from nextgen_pdf.readers.facts.fonts.font_programs import NAMES as FONT_NAMES
from nextgen_pdf.readers.facts.interactive_form import fields
from nextgen_pdf.readers.facts.javascript import scripts
from nextgen_pdf.readers.facts.marks import is_mark, marks
from nextgen_pdf.readers.facts.multimedia import media
from nextgen_pdf.readers.facts.xfa import designed_form
from nextgen_pdf.readers.structure.object_graph import CAREFUL
from nextgen_pdf.readers.syntax.name_search import NameSearch

CLASSIFIERS = (
    scripts,
    embedded_files,
    actions,
    external_content,
    media,
    fields,
    designed_form,
    marks,
)
ACTIVE = frozenset[str]().union(*(each.names for each in CLASSIFIERS))
"""The names in what they look for."""


def _counts(name: str, value: str) -> bool:
    return counts(name, value) and is_mark(name, value)


SEARCH = NameSearch(ACTIVE | FONT_NAMES | CAREFUL, _counts)
"""Finds the objects that any group of facts may come from."""
