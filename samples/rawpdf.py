"""A PDF written byte by byte, without a PDF library, so that it may be as odd as wanted.

    pdf = RawPdf()
    pdf.page("72 720 200 100 re f")
    pdf.catalog["OpenAction"] = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    data = pdf.to_bytes()

Everything is given as PDF syntax. The same calls always give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

LETTER = "[0 0 612 792]"
WORD = "BT 3 Tr (x) Tj ET"
"""A word that cannot be seen: a page with it is not blank, and needs no font."""
ID = bytes(range(16))
_PADDING = bytes.fromhex(
    "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a"
)


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary of these entries: keys without the slash, values as syntax."""
    return "<< " + " ".join(f"/{k} {v}" for k, v in entries.items()) + " >>"


@dataclass
class RawPdf:
    """A document to be written. Its catalog and page tree come by themselves."""

    version: str = "1.7"
    catalog: dict[str, str] = field(default_factory=dict)
    trailer: dict[str, str] = field(default_factory=dict)
    tree: dict[str, str] = field(default_factory=dict)
    """Entries of the root of the page tree, for pages to inherit."""
    pages: list[int] = field(default_factory=list)
    objects: dict[int, bytes] = field(default_factory=dict)
    streams: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.objects = {1: b"", 2: b"", **self.objects}

    def add(self, body: str | bytes, number: int | None = None) -> str:
        """Add an object; gives the reference to it."""
        number = number or max(self.objects) + 1
        self.objects[number] = (
            body if isinstance(body, bytes) else body.encode("latin-1")
        )
        return f"{number} 0 R"

    def stream(self, data: str | bytes, **entries: str) -> str:
        """Add a stream; its length comes by itself unless it is given."""
        if isinstance(data, str):
            data = data.encode("latin-1")
        head = dictionary({"Length": str(len(data)), **entries})
        body = head.encode("latin-1") + b"\nstream\n" + data + b"\nendstream"
        ref = self.add(body)
        self.streams.add(int(ref.split()[0]))
        return ref

    def page(self, content: str | bytes | None = WORD, **entries: str) -> str:
        """Add a page of Letter size; ``content`` may be ``None`` for none."""
        own = {"Type": "/Page", "Parent": "2 0 R"}
        if "MediaBox" not in self.tree:
            own["MediaBox"] = LETTER
        if "Resources" not in self.tree:
            own["Resources"] = "<< >>"
        if content is not None:
            own["Contents"] = self.stream(content)
        own |= entries
        ref = self.add(dictionary({k: v for k, v in own.items() if v}))
        self.pages.append(int(ref.split()[0]))
        return ref

    def _finished(self) -> dict[int, bytes]:
        kids = " ".join(f"{n} 0 R" for n in self.pages)
        count = str(len(self.pages))
        tree = {"Type": "/Pages", "Kids": f"[{kids}]", "Count": count} | self.tree
        catalog = {"Type": "/Catalog", "Pages": "2 0 R"} | self.catalog
        done = dict(self.objects)
        done[1] = done[1] or dictionary(catalog).encode("latin-1")
        done[2] = done[2] or dictionary(tree).encode("latin-1")
        return done

    def to_bytes(self) -> bytes:
        """The file, with a cross-reference table (ISO 32000-1, 7.5.4)."""
        return self._written(
            self._finished(), b"%PDF-" + self.version.encode() + _BINARY
        )

    def updated(self, earlier: bytes, *numbers: int) -> bytes:
        """An earlier file with some of this document's objects added after its end."""
        chosen = {n: body for n, body in self._finished().items() if n in numbers}
        at = earlier.rindex(b"startxref")
        previous = int(earlier[at:].split()[1])
        return self._written(chosen, earlier + b"\n", Prev=str(previous))

    def _written(
        self, objects: Mapping[int, bytes], start: bytes, **trailer: str
    ) -> bytes:
        out = bytearray(start)
        offsets = {}
        for number, body in sorted(objects.items()):
            offsets[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        xref = len(out)
        out += b"xref\n"
        if "Prev" not in trailer:
            out += b"0 1\n0000000000 65535 f \n"
        for number, offset in offsets.items():
            out += b"%d 1\n%010d 00000 n \n" % (number, offset)
        size = str(max(*objects, *self.objects) + 1)
        entries = {"Root": "1 0 R", "Size": size} | trailer | self.trailer
        out += b"trailer\n" + dictionary(entries).encode("latin-1")
        out += b"\nstartxref\n%d\n%%%%EOF\n" % xref
        return bytes(out)

    def to_packed_bytes(self) -> bytes:
        """The file, with object streams and a cross-reference stream (7.5.7, 7.5.8)."""
        objects = self._finished()
        packed = {n: body for n, body in objects.items() if n not in self.streams}
        container, index = max(objects) + 1, max(objects) + 2
        pairs, bodies = b"", b""
        for number, body in packed.items():
            pairs += b"%d %d " % (number, len(bodies))
            bodies += body + b" "
        objects[container] = (
            b"<< /Type /ObjStm /N %d /First %d /Length %d >>\nstream\n%b%b\nendstream"
            % (len(packed), len(pairs), len(pairs + bodies), pairs, bodies)
        )
        out = bytearray(b"%PDF-" + self.version.encode() + _BINARY)
        entries = {0: (0, 0, 255)}
        for number, body in sorted(objects.items()):
            if number in packed:
                entries[number] = (2, container, list(packed).index(number))
            else:
                entries[number] = (1, len(out), 0)
                out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        entries[index] = (1, len(out), 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(4, "big") + last.to_bytes(2, "big")
            for _, (kind, place, last) in sorted(entries.items())
        )
        head = {
            "Type": "/XRef",
            "W": "[1 4 2]",
            "Size": str(index + 1),
            "Root": "1 0 R",
        }
        head |= self.trailer | {"Length": str(len(rows))}
        xref = len(out)
        out += b"%d 0 obj\n%b\nstream\n" % (index, dictionary(head).encode("latin-1"))
        out += rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % xref
        return bytes(out)

    def encrypt(
        self, user: bytes = b"", owner: bytes = b"owner", allowed: int = -44
    ) -> None:
        """Encrypt every stream with 128-bit RC4 (7.6.3, algorithms 2, 3 and 5).

        Strings are not encrypted: do not use any that matter.
        """
        owner_key = hashlib.md5((owner + _PADDING)[:32]).digest()  # noqa: S324
        for _ in range(50):
            owner_key = hashlib.md5(owner_key).digest()  # noqa: S324
        entry_o = _rc4_twenty_times(owner_key, (user + _PADDING)[:32])
        permissions = (allowed & 0xFFFFFFFF).to_bytes(4, "little")
        key = hashlib.md5((user + _PADDING)[:32] + entry_o + permissions + ID).digest()  # noqa: S324
        for _ in range(50):
            key = hashlib.md5(key).digest()  # noqa: S324
        check = hashlib.md5(_PADDING + ID).digest()  # noqa: S324
        entry_u = _rc4_twenty_times(key, check) + bytes(16)
        for number in self.streams:
            head, _, rest = self.objects[number].partition(b"\nstream\n")
            data = rest.removesuffix(b"\nendstream")
            salted = key + number.to_bytes(3, "little") + b"\0\0"
            locked = _rc4(hashlib.md5(salted).digest(), data)  # noqa: S324
            self.objects[number] = head + b"\nstream\n" + locked + b"\nendstream"
        handler = {
            "Filter": "/Standard", "V": "2", "R": "3", "Length": "128", "P": str(allowed),
            "O": f"<{entry_o.hex()}>", "U": f"<{entry_u.hex()}>",
        }  # fmt: skip
        self.trailer["Encrypt"] = self.add(dictionary(handler))
        self.trailer["ID"] = f"[<{ID.hex()}> <{ID.hex()}>]"


_BINARY = b"\n%\xe2\xe3\xcf\xd3\n"


def _rc4_twenty_times(key: bytes, data: bytes) -> bytes:
    for turn in range(20):
        data = _rc4(bytes(k ^ turn for k in key), data)
    return data


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
