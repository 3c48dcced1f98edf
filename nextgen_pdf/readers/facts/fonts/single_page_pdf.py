"""One page of a document as a PDF of its own: enough of it to read its text.

Images, font programs and annotations stay behind. Small and cheap, whatever the size of
the document, and without its encryption.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from nextgen_pdf.errors import BoundReachedError, NotCheckedError
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.fonts.font_programs import without_subset_tag
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_stream import Meter
from nextgen_pdf.readers.syntax.flate import DecodeError

_LEFT_BEHIND = frozenset(
    "FontFile FontFile2 FontFile3 Widths W W2 Parent Filter DecodeParms Length".split()
)
# numbers that no object of the document can have
_CONTENT, _PAGE, _PAGES, _CATALOG = (objects.Ref(-n, 0) for n in range(1, 5))
_MAX_OBJECTS = 5_000
_MAX_DATA = 200_000
"""The most bytes of the contents, and of each other stream."""
_MAX_ALL = 1_000_000
"""The most bytes of all streams together."""


def page_alone(
    parser: Parser,
    graph: Graph,
    contents: DecodedContents,
    page: objects.Ref,
    fonts: Container[str],
) -> bytes:
    """A PDF with one page: the contents, fonts and forms of a page of the document.

    Args:
        parser: the document.
        graph: its object graph.
        contents: the contents of its pages.
        page: the page.
        fonts: the names of the fonts whose text is wanted, without subset tags. Of others
            there is hardly more than the name.
    """
    given = graph.resolve(graph.inherited(page, "Resources"))
    resources: objects.Dict = {}
    if isinstance(given, dict):
        resources = {
            kind: graph.resolve(given.get(kind)) for kind in ("Font", "XObject")
        }
    numbered: dict[objects.Ref, tuple[objects.Value, bytes]] = {
        _CONTENT: (
            objects.Stream(),
            _content(contents, page),
        ),
        _PAGE: (
            {
                "Type": objects.Name("Page"),
                "Parent": _PAGES,
                "MediaBox": [0, 0, 612, 792],
                "Contents": _CONTENT,
                "Resources": resources,
            },
            b"",
        ),
        _PAGES: ({"Type": objects.Name("Pages"), "Count": 1, "Kids": [_PAGE]}, b""),
        _CATALOG: ({"Type": objects.Name("Catalog"), "Pages": _PAGES}, b""),
    }
    numbered |= _copies(parser, resources, fonts)
    return _file(numbered)


def _content(contents: DecodedContents, page: objects.Ref) -> bytes:
    try:
        return contents.read(contents.streams(page), Meter()).data[:_MAX_DATA]
    except NotCheckedError:
        return b""


def _copies(
    parser: Parser, start: objects.Value, fonts: Container[str]
) -> Iterator[tuple[objects.Ref, tuple[objects.Value, bytes]]]:
    """The objects that a value refers to, and those they refer to, with their data."""
    todo = [ref for _, ref in objects.references(start)]
    seen: set[objects.Ref] = set()
    left = _MAX_ALL
    while todo and len(seen) < _MAX_OBJECTS:
        ref = todo.pop()
        if ref in seen:
            continue
        seen.add(ref)
        value = parser.get(ref)
        data = b""
        if isinstance(value, objects.Stream):
            if value.get("Subtype") == "Image":
                continue
            try:
                data = parser.data(ref)
            except (DecodeError, BoundReachedError):
                continue
            left -= len(data)
            if len(data) > _MAX_DATA or left < 0:
                continue
        if isinstance(value, dict):
            kept = {k: v for k, v in value.items() if k not in _LEFT_BEHIND}
            name = objects.text(value.get("BaseFont"))
            if name and without_subset_tag(name) not in fonts:
                kept = {
                    "Subtype": objects.Name("Type1"),
                    "BaseFont": objects.Name(name),
                }
            value = objects.Stream(kept) if isinstance(value, objects.Stream) else kept
        yield ref, (value, data)
        todo += (child for _, child in objects.references(value))


def _file(numbered: dict[objects.Ref, tuple[objects.Value, bytes]]) -> bytes:
    """A PDF of these objects; a reference to any other is null."""
    numbers = {ref: objects.Ref(number, 0) for number, ref in enumerate(numbered, 1)}
    out = bytearray(b"%PDF-1.7\n")
    rows = [b"0000000000 65535 f \n"]
    for number, (value, data) in enumerate(numbered.values(), 1):
        rows.append(b"%010d 00000 n \n" % len(out))
        if isinstance(value, objects.Stream):
            written = objects.write(value | {"Length": len(data)}, numbers)
            written += b"\nstream\n" + data + b"\nendstream"
        else:
            written = objects.write(value, numbers)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    trailer = objects.write({"Size": len(rows), "Root": _CATALOG}, numbers)
    tail = (b"".join(rows), trailer, len(out))
    return bytes(out) + b"xref\n0 %d\n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (
        len(rows),
        *tail,
    )
