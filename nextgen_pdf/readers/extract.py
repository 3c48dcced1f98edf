"""One page of a document as a PDF of its own: enough of it to read its text.

Images, font programs and annotations stay behind. Small and cheap, whatever the size of
the document, and without its encryption.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.fonts import without_subset_tag
from nextgen_pdf.readers.graph import Graph
from nextgen_pdf.readers.pages import content, content_streams
from nextgen_pdf.readers.parser import DataError, Parser

_LEFT_BEHIND = frozenset(
    "FontFile FontFile2 FontFile3 Widths W W2 Parent Filter DecodeParms Length".split()
)
# numbers that no object of the document can have
_CONTENT, _PAGE, _PAGES, _CATALOG = (cos.Ref(-n, 0) for n in range(1, 5))
_MAX_OBJECTS = 5_000
_MAX_DATA = 200_000
"""The most bytes of the contents, and of each other stream."""


def page_alone(
    parser: Parser, graph: Graph, page: cos.Ref, fonts: Container[str]
) -> bytes:
    """A PDF with one page: the contents, fonts and forms of a page of the document.

    Args:
        parser: the document.
        graph: its object graph.
        page: the page.
        fonts: the names of the fonts whose text is wanted, without subset tags. Of others
            there is hardly more than the name.
    """
    given = graph.resolve(graph.inherited(page, "Resources"))
    resources: cos.Dict = {}
    if isinstance(given, dict):
        resources = {
            kind: graph.resolve(given.get(kind)) for kind in ("Font", "XObject")
        }
    objects: dict[cos.Ref, tuple[cos.Value, bytes]] = {
        _CONTENT: (
            cos.Stream(),
            content(parser, content_streams(parser, graph, page))[:_MAX_DATA],
        ),
        _PAGE: (
            {
                "Type": cos.Name("Page"),
                "Parent": _PAGES,
                "MediaBox": [0, 0, 612, 792],
                "Contents": _CONTENT,
                "Resources": resources,
            },
            b"",
        ),
        _PAGES: ({"Type": cos.Name("Pages"), "Count": 1, "Kids": [_PAGE]}, b""),
        _CATALOG: ({"Type": cos.Name("Catalog"), "Pages": _PAGES}, b""),
    }
    objects |= _copies(parser, resources, fonts)
    return _file(objects)


def _copies(
    parser: Parser, start: cos.Value, fonts: Container[str]
) -> Iterator[tuple[cos.Ref, tuple[cos.Value, bytes]]]:
    """The objects that a value refers to, and those they refer to, with their data."""
    todo = [ref for _, ref in cos.references(start)]
    seen: set[cos.Ref] = set()
    while todo and len(seen) < _MAX_OBJECTS:
        ref = todo.pop()
        if ref in seen:
            continue
        seen.add(ref)
        value = parser.get(ref)
        data = b""
        if isinstance(value, cos.Stream):
            if value.get("Subtype") == "Image":
                continue
            try:
                data = parser.data(ref)
            except (DataError, BoundReachedError):
                continue
            if len(data) > _MAX_DATA:
                continue
        if isinstance(value, dict):
            kept = {k: v for k, v in value.items() if k not in _LEFT_BEHIND}
            name = cos.text(value.get("BaseFont"))
            if name and without_subset_tag(name) not in fonts:
                kept = {"Subtype": cos.Name("Type1"), "BaseFont": cos.Name(name)}
            value = cos.Stream(kept) if isinstance(value, cos.Stream) else kept
        yield ref, (value, data)
        todo += (child for _, child in cos.references(value))


def _file(objects: dict[cos.Ref, tuple[cos.Value, bytes]]) -> bytes:
    """A PDF of these objects; a reference to any other is null."""
    numbers = {ref: cos.Ref(number, 0) for number, ref in enumerate(objects, 1)}
    out = bytearray(b"%PDF-1.7\n")
    rows = [b"0000000000 65535 f \n"]
    for number, (value, data) in enumerate(objects.values(), 1):
        rows.append(b"%010d 00000 n \n" % len(out))
        if isinstance(value, cos.Stream):
            written = cos.write(value | {"Length": len(data)}, numbers)
            written += b"\nstream\n" + data + b"\nendstream"
        else:
            written = cos.write(value, numbers)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    trailer = cos.write({"Size": len(rows), "Root": _CATALOG}, numbers)
    tail = (b"".join(rows), trailer, len(out))
    return bytes(out) + b"xref\n0 %d\n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (
        len(rows),
        *tail,
    )
