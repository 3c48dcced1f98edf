"""Other ways to write the same document, none of which may change what is found.

They take the syntax of a document apart and write it anew, without the program's help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rawpdf import RawPdf

Node = bytes | list["Node"] | tuple[tuple[bytes, "Node"], ...]
"""A scalar or a reference as written, an array, or the entries of a dictionary."""

_TOKEN = re.compile(
    rb"<<|>>|[\[\]]|<[0-9A-Fa-f\s]*>|\d+ \d+ R\b"
    rb"|/[^\s\x00()<>\[\]{}/%]*|[^\s\x00()<>\[\]{}/%]+"
)


def tokens(data: bytes) -> Iterator[bytes]:
    """The tokens of some syntax; a reference is one."""
    at = 0
    while at < len(data):
        if data[at : at + 1] == b"(":
            start, depth = at, 0
            while at < len(data):
                depth += {b"(": 1, b")": -1}.get(data[at : at + 1], 0)
                at += 2 if data[at : at + 1] == b"\\" else 1
                if not depth:
                    break
            yield data[start:at]
        elif data[at : at + 1] == b"%":
            at = data.find(b"\n", at) + 1 or len(data)
        elif match := _TOKEN.match(data, at):
            yield match[0]
            at = match.end()
        else:
            at += 1


def parsed(data: bytes) -> Node:
    """The value that some syntax stands for."""
    stack: list[list[Node]] = [[]]
    for token in tokens(data):
        if token in (b"<<", b"["):
            stack.append([])
        elif token == b"]":
            array = stack.pop()
            stack[-1].append(array)
        elif token == b">>":
            items = stack.pop()
            entries: list[tuple[bytes, Node]] = []
            for key, value in zip(items[::2], items[1::2], strict=True):
                assert isinstance(key, bytes)
                entries.append((key, value))
            stack[-1].append(tuple(entries))
        else:
            stack[-1].append(token)
    (only,) = stack[0]
    return only


def flat(node: Node) -> list[bytes]:
    """The tokens of a value."""
    if isinstance(node, bytes):
        return [node]
    if isinstance(node, list):
        return [b"[", *(token for item in node for token in flat(item)), b"]"]
    inner = [token for key, value in node for token in (key, *flat(value))]
    return [b"<<", *inner, b">>"]


def spaced(parts: Sequence[bytes]) -> bytes:
    """Tokens with every white space there is, and a comment that looks like a key."""
    return b"\x00\x0c%/S /JavaScript (\r\t ".join(parts)


def tight(parts: Sequence[bytes]) -> bytes:
    """Tokens with no white space but where two would run into one."""
    out = b""
    for part in parts:
        apart = out[-1:] not in b"[]<>)" or not out
        out += b" " * (apart and part[:1] not in b"[]</(") + part
    return out


def escaped(parts: Sequence[bytes]) -> bytes:
    """Tokens with every character of every name in hexadecimal."""
    return b" ".join(
        b"/" + b"".join(b"#%02x" % byte for byte in unescaped(part[1:]))
        if part[:1] == b"/"
        else part
        for part in parts
    )


def unescaped(name: bytes) -> bytes:
    """A name as it is meant."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), name)


def rewritten(
    pdf: RawPdf, write: Callable[[Sequence[bytes]], bytes], *, indirect: bool = False
) -> RawPdf:
    """The same document, every object written anew."""
    source = pdf._finished()  # noqa: SLF001
    new = RawPdf(pdf.version, trailer=pdf.trailer, pages=pdf.pages, streams=pdf.streams)
    new.objects = dict.fromkeys(source, b"")

    def apart(node: Node) -> Node:
        """A value whose parts are all references."""
        if isinstance(node, bytes):
            return node
        if isinstance(node, list):
            return [alone(apart(item)) for item in node]
        return tuple((key, alone(apart(value))) for key, value in node)

    def alone(node: Node) -> bytes:
        if isinstance(node, bytes) and node.endswith(b" R"):
            return node
        return new.add(write(flat(node))).encode()

    for number, body in source.items():
        head, keyword, data = body, b"", b""
        if number in pdf.streams:
            head, keyword, data = body.partition(b"\nstream\n")
        node = parsed(head)
        new.objects[number] = (
            write(flat(apart(node) if indirect else node)) + keyword + data
        )
    return new


def with_generations(pdf: RawPdf) -> bytes:
    """The file, with a generation number other than 0 for every object."""
    out = bytearray(f"%PDF-{pdf.version}".encode() + b"\n%\xe2\xe3\xcf\xd3\n")
    table = b"0 1\n0000000000 65535 f \n"
    objects = pdf._finished()  # noqa: SLF001

    def renumbered(text: bytes) -> bytes:
        return re.sub(
            rb"\b(\d+) 0 R\b", lambda m: b"%b %d R" % (m[1], generation(m[1])), text
        )

    for number, body in sorted(objects.items()):
        head, keyword, data = body, b"", b""
        if number in pdf.streams:
            head, keyword, data = body.partition(b"\nstream\n")
        table += b"%d 1\n%010d %05d n \n" % (number, len(out), generation(number))
        out += b"%d %d obj\n" % (number, generation(number))
        out += renumbered(head) + keyword + data + b"\nendobj\n"
    entries = {"Root": "1 0 R", "Size": str(max(objects) + 1)} | pdf.trailer
    trailer = " ".join(f"/{key} {value}" for key, value in entries.items())
    start = len(out)
    out += b"xref\n" + table + b"trailer\n<< " + renumbered(trailer.encode("latin-1"))
    out += b" >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def generation(number: int | bytes) -> int:
    """The generation number that an object gets."""
    return int(number) * 7 % 65000


DISGUISES: dict[str, Callable[[RawPdf], bytes]] = {
    "escaped names": lambda pdf: rewritten(pdf, escaped).to_bytes(),
    "odd white space": lambda pdf: rewritten(pdf, spaced).to_bytes(),
    "no white space": lambda pdf: rewritten(pdf, tight).to_packed_bytes(),
    "all indirect": lambda pdf: rewritten(pdf, b" ".join, indirect=True).to_bytes(),
    "indirect, escaped and packed": lambda pdf: rewritten(
        pdf, escaped, indirect=True
    ).to_packed_bytes(),
    "generations": with_generations,
}
