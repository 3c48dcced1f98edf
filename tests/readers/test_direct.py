"""A file in order is read past qpdf: what is found in it must be the same with qpdf."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutations import chance, mutated
from nextgen_pdf import Document, NotCheckedError
from nextgen_pdf.document import Group
from nextgen_pdf.facts import Facts
from nextgen_pdf.readers import Source, open_document
from nextgen_pdf_rules.malformed import FAULTS_THAT_READERS_IGNORE

ROOT = Path(__file__).parents[2]
PATHS = [*sorted(ROOT.glob("samples/*/*.pdf")), *sorted(ROOT.glob("tests/real/*.pdf"))]
DOCUMENTS = [path.read_bytes() for path in PATHS]
SMALL = [data for data in DOCUMENTS if 0 < len(data) < 60_000]
GROUPS = [name for name, group in vars(Document).items() if isinstance(group, Group)]


def seen(data: bytes, *, shortcut: bool) -> dict[str, object]:
    """The facts of every group; of the faults, whether one counts."""
    facts: dict[str, object] = {}
    with open_document(Source(data), shortcut=shortcut) as document:
        for group in GROUPS:
            try:
                value = getattr(document, group)
            except NotCheckedError:
                value = "not checked"
            if group == "faults" and isinstance(value, Facts):
                value = bool({f.code for f in value.found} - FAULTS_THAT_READERS_IGNORE)
            elif isinstance(value, Facts):
                found = (
                    # how many of what is not in use are alike, each counts in its way
                    fact if getattr(fact, "current", True) else fact._replace(alike=1)
                    for fact in value.found
                )
                value = sorted(map(repr, found)), value.gap is None
            elif group == "form" and value not in (None, "not checked"):
                value = sorted(map(repr, value.fields.found)), value[1:]
            facts[group] = value
    return facts


@pytest.mark.parametrize(
    "data", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in PATHS]
)
def test_the_same_is_found(data: bytes) -> None:
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


@pytest.mark.parametrize("first", range(0, 3000, 300))
def test_the_same_is_found_in_damaged_documents(first: int) -> None:
    for seed in range(first, first + 300):
        data = mutated(SMALL[seed % len(SMALL)], chance(seed), SMALL)
        assert seen(data, shortcut=True) == seen(data, shortcut=False), seed
