"""Files whose objects are not all in use: updates, free entries, objects in no table.

A document is built with something in it; then every reference to that is taken away, in
each of the ways in which this happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from places.cases import Build
from rawpdf import RawPdf

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def table(
    objects: Mapping[int, bytes],
    earlier: bytes = b"",
    *,
    free: Collection[int] = (),
    unlisted: Collection[int] = (),
    generation: int = 0,
    trailer: str = "",
) -> bytes:
    """A file, or an update to an earlier one, with a cross-reference table (7.5.4)."""
    out = bytearray(earlier or HEADER)
    rows = b"" if earlier else b"0 1\n0000000000 65535 f \n"
    for number, body in sorted(objects.items()):
        if number not in unlisted and number not in free:
            rows += b"%d 1\n%010d %05d n \n" % (number, len(out), generation)
        out += b"%d %d obj\n%b\nendobj\n" % (number, generation, body)
    for number in free:
        rows += b"%d 1\n0000000000 00001 f \n" % number
    at = len(out)
    size = max([*objects, *free, *map(int, re.findall(rb"(\d+) 0 obj", out))]) + 1
    previous = f"/Prev {start(earlier)}" if earlier else ""
    out += b"xref\n" + rows
    out += f"trailer\n<< /Root 1 0 R /Size {size} {previous} {trailer} >>".encode()
    out += b"\nstartxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


def stream(
    objects: Mapping[int, bytes],
    earlier: bytes = b"",
    *,
    free: Collection[int] = (),
    unlisted: Collection[int] = (),
    packed: Collection[int] = (),
) -> bytes:
    """The same with a cross-reference stream, and an object stream (7.5.7, 7.5.8)."""
    out = bytearray(earlier or HEADER)
    known = [*objects, *free, *map(int, re.findall(rb"(?m)^(\d+) 0 obj", out))]
    container, index = max(known) + 1, max(known) + 2
    rows = {} if earlier else {0: (0, 0, 65535)}
    pairs, bodies = b"", b""
    for place, number in enumerate(packed):
        pairs += b"%d %d " % (number, len(bodies))
        bodies += objects[number] + b" "
        rows[number] = (2, container, place)
    plain = {n: body for n, body in objects.items() if n not in packed}
    if packed:
        plain[container] = (
            b"<< /Type /ObjStm /N %d /First %d /Length %d >>\nstream\n%b%b\nendstream"
            % (len(packed), len(pairs), len(pairs + bodies), pairs, bodies)
        )
    for number, body in sorted(plain.items()):
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows |= dict.fromkeys(free, (0, 0, 1))
    rows = {number: row for number, row in rows.items() if number not in unlisted}
    rows[index] = (1, len(out), 0)
    data = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + last.to_bytes(2, "big")
        for _, (kind, at, last) in sorted(rows.items())
    )
    spans = " ".join(f"{number} 1" for number in sorted(rows))
    previous = f"/Prev {start(earlier)}" if earlier else ""
    at = len(out)
    out += (
        f"{index} 0 obj\n<< /Type /XRef /W [1 4 2] /Index [{spans}] /Size {index + 1}"
        f" /Root 1 0 R {previous} /Length {len(data)} >>\nstream\n"
    ).encode()
    out += data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


def start(data: bytes) -> int:
    """The offset that a file gives for its newest cross-references."""
    return int(data[data.rindex(b"startxref") :].split()[1])


class Dying:
    """A document, the same without the thing in it, and the objects that made it up."""

    def __init__(self, build: Build) -> None:
        pdf = RawPdf()
        build(pdf)
        if not pdf.pages:
            pdf.page()
        self.live = pdf._finished()  # noqa: SLF001
        self.streams = pdf.streams
        self.clean = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
        used = {1, 2, *pdf.pages}
        for number in pdf.pages:
            match = re.search(rb"/Contents (\d+) 0 R", self.live[number])
            assert match
            used.add(int(match[1]))
            self.clean[number] = (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << >>"
                b" /Contents %b 0 R >>" % match[1]
            )
        self.rest = {n: body for n, body in self.live.items() if n not in used}
        self.packable = [n for n in self.live if n not in self.streams]

    def nulls(self) -> dict[int, bytes]:
        """What an update puts in the place of the thing."""
        return self.clean | dict.fromkeys(self.rest, b"null")


WAYS: dict[str, Callable[[Dying], bytes]] = {
    "superseded": lambda d: table(d.clean, table(d.live)),
    "replaced": lambda d: table(d.nulls(), table(d.live)),
    "freed": lambda d: table(d.clean, table(d.live), free=d.rest),
    "number used again": lambda d: table(
        dict.fromkeys(d.rest, b"(x)"), table(d.clean, table(d.live)), generation=1
    ),
    "orphan": lambda d: table(d.live | d.clean),
    "freed in place": lambda d: table(d.live | d.clean, free=d.rest),
    "in no table": lambda d: table(d.live | d.clean, unlisted=d.rest),
    "two updates ago": lambda d: table(
        {2: d.live[2]}, table(d.clean, table(d.live), free=d.rest)
    ),
    "packed and superseded": lambda d: stream(
        d.clean, stream(d.live, packed=d.packable)
    ),
    "packed and replaced": lambda d: stream(
        d.nulls(), stream(d.live, packed=d.packable)
    ),
    "packed and freed": lambda d: stream(
        d.clean, stream(d.live, packed=d.packable), free=d.rest
    ),
    "packed and all rewritten": lambda d: stream(
        d.live | d.nulls(), stream(d.live, packed=d.packable)
    ),
    "packed orphan": lambda d: stream(d.live | d.clean, packed=d.packable),
    "packed and in no index": lambda d: stream(
        d.live | d.clean, packed=d.packable, unlisted=d.rest
    ),
    "packed by the update too": lambda d: stream(
        d.nulls(), stream(d.live, packed=d.packable), packed=list(d.nulls())
    ),
    "packed, updated by a table": lambda d: table(
        d.nulls(), stream(d.live, packed=d.packable)
    ),
}
"""Every way in which something comes to be in a file and not in its document."""
