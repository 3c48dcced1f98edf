"""Where references, the index and the file do not fit together.

Two common programs then take different objects, or one takes none: what a reference leads
to is null (ISO 32000-1, 7.3.10) where the index does not know it, or knows it with another
generation. Poppler and pypdf look for it in the file all the same, and find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Found, Parser
from nextgen_pdf.readers.file.cross_reference import CrossReference
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.file.unreferenced import loose_objects
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.page_tree import TreePage


def unlisted(
    source: Source, parser: Parser, graph: Graph, index: CrossReference
) -> Iterator[Fault]:
    """Objects that a document refers to, and that no row of its index names.

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


def of_another_generation(found: Found, graph: Graph) -> Iterator[Fault]:
    """References whose generation is not that of the object with their number."""
    for target, holder in found.other_generations.items():
        if graph.reaches(holder):
            detail = f"{target} R has another generation than the object"
            yield Fault("ambiguous", detail, graph.location(holder))


def misplaced(parser: Parser, index: CrossReference) -> Iterator[Fault]:
    """Objects that are not where the index says, and of which the parser is silent."""
    faults = parser.layout().faults
    if not faults:
        return  # as nearly always: what the parser says need not be asked for
    known = {(fault.code, fault.location.object) for fault in parser.faults()}
    # the entry of a cross-reference stream for itself is needed by no one
    streams = {str(section.stream) for section in index.sections}
    for fault in faults:
        own = fault.code == "cross-reference" and fault.location.object in streams
        if not own and (fault.code, fault.location.object) not in known:
            yield fault


def hidden_pages(
    pages: Iterable[TreePage], parser: Parser, index: CrossReference
) -> Iterator[Fault]:
    """Pages that the table of a hybrid file frees, and its stream names (7.5.8.4)."""
    hidden: set[int] = set()
    for table in index.sections:
        if stream := index.stream_of(table):
            named = {
                first + at
                for first, rows in stream.parts(parser.decode)
                for at in range(len(rows))
            }
            hidden.update(
                number
                for first, rows in table.parts(parser.decode)
                for number, row in enumerate(rows, first)
                if number in named and row.rstrip().endswith(b"f")
            )
    for page in pages:
        if page.ref.number in hidden:
            detail = "some programs see no pages: the table calls them free"
            yield Fault("ambiguous", detail, Location(object=str(page.ref)))
            return
