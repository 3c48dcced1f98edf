"""Objects that a document refers to, and that its index does not know.

They are null (ISO 32000-1, 7.3.10). Poppler and pypdf look for them in the file, and find
them; qpdf, MuPDF and PDFium do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.file.cross_reference import CrossReference
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.file.unreferenced import loose_objects
from nextgen_pdf.readers.structure.object_graph import Graph


def unlisted(
    source: Source, parser: Parser, graph: Graph, index: CrossReference
) -> Iterator[Fault]:
    """What is wrong with a file that has such objects.

    Args:
        source: the file.
        parser: the document.
        graph: its objects.
        index: its cross-reference sections.

    Raises:
        BoundReachedError: there is too much in the file that is not in use.
    """
    loose = loose_objects(source, parser.layout(), parser.get)
    in_use = parser.generations()
    missing = {
        ref
        for ref, *_ in loose
        if not (in_use.has(ref) or in_use.differs(ref) or index.lists(ref.number))
    }
    holders = parser.holders(missing) if missing else {}
    for ref, holder in holders.items():
        if graph.reaches(holder):
            detail = f"object {ref} is in the file, and not in its index"
            yield Fault("ambiguous", detail, graph.location(holder))
