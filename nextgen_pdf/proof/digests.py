"""Digests of objects, so that those of two documents can be compared.

Two pages with the same digest are painted from the same things and need no picture: that
is what makes the proof of a scan with 300 pages quick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Pdf, Stream, String

from nextgen_pdf.errors import UnreadableError
from nextgen_pdf.proof.objects import (
    DEEPEST,
    ERRORS,
    annotations_of,
    get,
    has_entries,
    identity,
    inherited,
    items,
    keys,
    page_numbers,
    subtype,
    text,
)

_LOSSLESS = {
    "/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/ASCII85Decode", "/A85",
    "/ASCIIHexDecode", "/AHx", "/RunLengthDecode", "/RL",
}  # fmt: skip
_PACKING = ("/Length", "/Filter", "/DecodeParms", "/DL")
_UNPAINTED_IN_STREAMS = frozenset(
    "/StructParent /StructParents /Metadata /PieceInfo /LastModified /OPI /Ref /AF /Name"
    " /Type /FormType".split()
)
_UNPAINTED_IN_ANNOTATIONS = frozenset(
    "/Parent /P /StructParent /Popup /A /AA /PA /Dest /IRT /AF /NM /M /RC /Subj"
    " /CreationDate /Type".split()
)
_BOXES = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")


class Digests:
    """Digests of the objects of one document; a page stands for its number.

    Args:
        pdf: the document.
        skipped: keys of streams that do not count.
    """

    def __init__(self, pdf: Pdf, skipped: Collection[str] = ()) -> None:
        self._pages = page_numbers(pdf)
        self._skipped = frozenset((*skipped, *_PACKING))
        self._known: dict[tuple[int, int], bytes] = {}

    def without(self, thing: Any, skipped: Collection[str]) -> bytes:
        """The digest of a dictionary without some of its keys.

        Raises:
            UnreadableError: as for ``of``.
        """
        done = hashlib.sha256()
        for key in sorted(set(keys(thing)) - set(skipped)):
            done.update(key.encode("utf-8", "surrogateescape") + b" ")
            done.update(self.of(get(thing, key)) + b" ")
        return done.digest()

    def of(self, thing: Any, depth: int = 0) -> bytes:
        """The digest of an object and of all that it refers to.

        Raises:
            UnreadableError: the data of a stream cannot be had, or it is too deep.
        """
        name = identity(thing)
        if name in self._pages:
            return b"page %d" % self._pages[name]
        if name in self._known:
            return self._known[name]
        if depth > 2 * DEEPEST:
            raise UnreadableError("It is nested too deeply")
        if name is not None:
            self._known[name] = b"around"
        done = hashlib.sha256()
        for part in self._parts(thing, depth + 1):
            done.update(len(part).to_bytes(4))
            done.update(part)
        if name is not None:
            self._known[name] = done.digest()
        return done.digest()

    def _parts(self, thing: Any, depth: int) -> Iterator[bytes]:
        if has_entries(thing):
            yield b"entries"
            packed = isinstance(thing, Stream)
            for key in sorted(keys(thing)):
                # A key of a dictionary may be any name that somebody gave a resource.
                if packed and key in self._skipped:
                    continue
                yield key.encode("utf-8", "surrogateescape")
                yield self.of(get(thing, key), depth)
            if packed:
                yield self._data(thing, depth)
        elif isinstance(thing, Array):
            yield b"array"
            for each in items(thing):
                yield self.of(each, depth)
        elif isinstance(thing, String):
            yield b"string"
            yield bytes(thing)
        elif isinstance(thing, bool) or thing is None:
            yield str(thing).encode()
        elif isinstance(thing, int | float | Decimal):
            yield b"number"
            yield f"{float(thing):.5g}".encode()
        else:
            yield b"name"
            yield text(thing).encode("utf-8", "surrogateescape")

    def _data(self, stream: Stream, depth: int) -> bytes:
        filters = [text(each) for each in items(get(stream, "/Filter"))]
        try:
            if set(filters) <= _LOSSLESS:
                return hashlib.sha256(stream.get_stream_buffer()).digest()
            raw = hashlib.sha256(stream.get_raw_stream_buffer()).digest()
        except ERRORS:
            raise UnreadableError("A stream cannot be decoded") from None
        how = (self.of(get(stream, key), depth) for key in ("/Filter", "/DecodeParms"))
        return raw + b"".join(how)


class PaintedPages:
    """What the pages of a document are painted with.

    Args:
        pdf: the document.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pages = [page.obj for page in pdf.pages]
        self._digests = Digests(pdf, _UNPAINTED_IN_STREAMS)
        # Which layers are shown is said in one place for all pages.
        self._layers = self._digests.of(get(pdf.Root, "/OCProperties"))

    def digest(self, page: int) -> bytes | None:
        """The digest of all that a page is painted with.

        Args:
            page: its number, counted from 1.

        Returns:
            ``None`` where there is no telling: a page with fields is painted from all
            over the document.

        Raises:
            UnreadableError: something that it is painted with cannot be decoded.
        """
        its = self._pages[page - 1]
        if any(subtype(each) == "/Widget" for each in annotations_of(its)):
            return None
        done = hashlib.sha256(self._layers)
        done.update(content(its))
        for key in (*_BOXES, "/Resources"):
            done.update(self._digests.of(inherited(its, key)))
        for each in annotations_of(its):
            done.update(self._digests.without(each, _UNPAINTED_IN_ANNOTATIONS))
        return done.digest()


def content(page: Any) -> bytes:
    """The content of a page, its streams joined (7.8.2).

    Raises:
        UnreadableError: it cannot be decoded.
    """
    try:
        streams = items(get(page, "/Contents"))
        return b"\n".join(s.read_bytes() for s in streams if isinstance(s, Stream))
    except ERRORS:
        raise UnreadableError("The content of the page cannot be decoded") from None
