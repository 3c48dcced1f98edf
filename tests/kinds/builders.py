"""Ways to write the files of the kinds, byte by byte."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping

from places.builders import RECT
from places.cases import Build
from places.revisions import HEADER, table
from rawpdf import RawPdf

LINE = "q 0.5 w 72 720 m 540 720 l S Q"
HELLO = "BT /F1 12 Tf 72 700 Td (Hello court) Tj ET"
GARAMOND = (
    "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond /FirstChar 32 /LastChar 126"
    " /Encoding /WinAnsiEncoding >>"
)
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FIELD = f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /F 4 {RECT} >>"
FONTS = f"<< /Font << /F1 {GARAMOND} >> >>"


def wrong(ref: str) -> str:
    """A reference with a generation that no object has."""
    return ref.replace(" 0 R", " 7 R")


def shown(content: str, fonts: str = FONTS) -> Build:
    """A page with this content, and a font that is not in the file."""
    return lambda pdf: pdf.page(content, Resources=fonts)


def line(pdf: RawPdf, **entries: str) -> str:
    """A page with a line on it."""
    return pdf.page(LINE, **entries)


def finished(build: Build) -> dict[int, bytes]:
    """The objects of a document."""
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        line(pdf)
    return pdf._finished()  # noqa: SLF001


def written(build: Build) -> bytes:
    """The file of a document."""
    return table(finished(build))


def listed_again(data: bytes, number: int, at: int) -> bytes:
    """A file whose table has one more section, for an object that it has already."""
    row = b"%d 1\n%010d 00000 n \n" % (number, at)
    return data.replace(b"\ntrailer", b"\n" + row + b"trailer", 1)


def row(data: bytes, number: int) -> int:
    """Where the row of an object begins, in a table with a section for each."""
    return re.search(rb"\n%d 1\n" % number, data).end()  # type: ignore[union-attr]


def with_row(data: bytes, number: int, text: bytes) -> bytes:
    """A file with another row for an object."""
    at = row(data, number)
    return data[:at] + text + data[at + 20 :]


def rows(entries: Mapping[int, tuple[int, int, int]]) -> bytes:
    """The data of a cross-reference stream with the widths 1, 4 and 2."""
    return b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + last.to_bytes(2, "big")
        for kind, at, last in entries.values()
    )


def index(
    number: int,
    entries: Mapping[int, tuple[int, int, int]],
    more: str = "",
    spans: str = "",
) -> bytes:
    """A cross-reference stream."""
    data = rows(entries)
    spans = spans or " ".join(f"{n} 1" for n in entries)
    return (
        f"{number} 0 obj\n<< /Type /XRef /W [1 4 2] /Index [{spans}] /Size {number + 1} /Root 1 0 R"
        f" {more} /Length {len(data)} >>\nstream\n"
    ).encode() + data + b"\nendstream\nendobj\n"  # fmt: skip


def body(objects: Mapping[int, bytes]) -> tuple[bytes, dict[int, int]]:
    """The objects of a file, and where they are."""
    out, places = bytearray(HEADER), {}
    for number, text in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    return bytes(out), places


def hybrid(
    objects: Mapping[int, bytes],
    hidden: Collection[int],
    *,
    freed: Collection[int] = (),
    rivals: Mapping[int, bytes] | None = None,
    through_prev: bool = False,
) -> bytes:
    """A file with a table, and a stream for what is hidden from old programs (7.5.8.4).

    Args:
        objects: the document.
        hidden: what only the stream names.
        freed: what the table calls free.
        rivals: other objects for numbers of the table, named by the stream.
        through_prev: the stream names nothing, and the one before it everything.
    """
    out, places = body(objects)
    entries = {number: (1, places[number], 0) for number in hidden}
    for number, text in (rivals or {}).items():
        entries[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    stream, last = len(out), max(objects) + 1
    places = dict(places) | {last: stream}
    out += index(last, entries)
    if through_prev:
        before, stream, last = stream, len(out), last + 1
        places[last] = stream
        out += index(last, {last: (1, stream, 0)}, f"/Prev {before}")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, at in places.items():
        if number in freed:
            out += b"%d 1\n0000000000 00000 f \n" % number
        elif number not in hidden:
            out += b"%d 1\n%010d 00000 n \n" % (number, at)
    out += b"trailer\n<< /Root 1 0 R /Size %d /XRefStm %d >>\n" % (last + 1, stream)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def packed(
    objects: Mapping[int, bytes],
    inside: list[tuple[int, bytes]],
    *,
    named: Mapping[int, int],
    offsets: list[int] | None = None,
    entry: str = "",
    encode: bytes | None = None,
) -> bytes:
    """A file with one object stream whose pairs may be anything.

    Args:
        objects: those that are not packed.
        inside: numbers and bodies, in the order of the pairs.
        named: the place in the object stream that the index gives for each number.
        offsets: those of the pairs, instead of the right ones.
        entry: entries of the object stream.
        encode: its data, instead of the plain ones.
    """
    bodies, right = b"", []
    for _, text in inside:
        right.append(len(bodies))
        bodies += text + b" "
    pairs = b" ".join(
        b"%d %d" % (number, at)
        for (number, _), at in zip(inside, offsets or right, strict=True)
    )
    data = pairs + b" " + bodies
    first = len(pairs) + 1
    if encode is not None:
        data = encode
    container = (
        b"<< /Type /ObjStm /N %d /First %d /Length %d %b >>\nstream\n%b\nendstream"
    )
    objects = dict(objects) | {
        70: container % (len(inside), first, len(data), entry.encode(), data)
    }
    out, places = body(objects)
    entries = {0: (0, 0, 65535)} | {n: (1, at, 0) for n, at in places.items()}
    entries |= {number: (2, 70, place) for number, place in named.items()}
    entries[80] = (1, len(out), 0)
    start = len(out)
    return out + index(80, dict(sorted(entries.items()))) + (
        b"startxref\n%d\n%%%%EOF\n" % start
    )  # fmt: skip


def run_length(data: bytes) -> bytes:
    """Data in RunLength, copied in pieces (7.4.5)."""
    pieces = [data[at : at + 128] for at in range(0, len(data), 128)]
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + b"\x80"


def contents(data: bytes, **entries: str) -> Build:
    """A page with one stream as its content."""
    return lambda pdf: pdf.page(
        None, Contents=pdf.stream(data, **entries), Resources=FONTS
    )


def flate(text: str, *, checksum: bytes | None = None) -> bytes:
    """Deflated text, with another checksum if it is given."""
    data = zlib.compress(text.encode())
    return data if checksum is None else data[:-4] + checksum


def sparse(objects: Mapping[int, bytes], more: int) -> bytes:
    """A file with much higher numbers."""
    raised = {
        number + more: re.sub(
            rb"(\d+) 0 R", lambda m: b"%d 0 R" % (int(m[1]) + more), text
        )
        for number, text in objects.items()
    }
    return table(raised).replace(b"/Root 1 0 R", b"/Root %d 0 R" % (1 + more))


PLAIN = written(line)
"""A page with a line on it."""
