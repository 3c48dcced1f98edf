"""The boxes of pages (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Page
from nextgen_pdf.findings import Box
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.page_tree import TreePage
from nextgen_pdf.readers.syntax import objects


def boxes(pages: list[TreePage], graph: Graph) -> Iterator[Page]:
    """The boxes of every page, inherited ones filled in."""
    known: dict[str, Box | None] = {"None": None}  # mostly the same few

    def box(value: objects.Value) -> Box | None:
        written = repr(value)
        if written not in known:
            known[written] = graph.box(value)
        return known[written]

    for number, page in enumerate(pages, 1):
        unit = graph.resolve(page.entries.get("UserUnit"))
        turned = graph.resolve(page.entries.get("Rotate"))
        yield Page(
            number=number,
            media_box=box(page.entries.get("MediaBox")),
            crop_box=box(page.entries.get("CropBox")),
            user_unit=float(unit)
            if isinstance(unit, int | float) and unit > 0
            else 1.0,
            rotate=int(turned) if isinstance(turned, int | float) else 0,
            object=str(page.ref),
        )
