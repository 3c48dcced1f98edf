"""Inflating strictly: what is cut short or changed is said (RFC 1950, ISO 32000-1, 7.4.4)."""

from __future__ import annotations

import zlib

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.syntax import objects

DEFLATED: tuple[objects.Dict, ...] = (
    {"Filter": objects.Name("FlateDecode")},
    {"Filter": [objects.Name("FlateDecode")]},
)
"""What says of a stream that it is deflated, and nothing else."""
MAX_DATA = 128 * 1024 * 1024
"""The most bytes that one stream may decode to."""
BOUND = f"a stream decodes to more than {MAX_DATA // 1024 // 1024} MiB"
_HEADER = 2
"""The bytes of zlib before the compressed data; behind it are 4 of the checksum."""


class DecodeError(Exception):
    """A stream does not decode. The text says why, without any of the data."""


class ChecksumError(DecodeError):
    """All data of a stream is there, and does not match its checksum, or has none.

    Viewers show it as if nothing were.

    Args:
        reason: why.
        data: the data.
    """

    def __init__(self, reason: str, data: bytes) -> None:
        super().__init__(reason)
        self.data = data


def inflate(raw: bytes, limit: int | None = None) -> bytes:
    """The data that was compressed, its first ``limit`` bytes if given.

    Raises:
        ChecksumError: it is complete, and its checksum is not, or is another.
        DecodeError: it is damaged, or cut short.
        BoundReachedError: there is more than ``MAX_DATA``.
    """
    engine = zlib.decompressobj()
    try:
        body = engine.decompress(raw, limit or MAX_DATA)
    except zlib.error:
        reason = "the compressed data is damaged"
    else:
        if engine.eof or limit:
            return body
        if engine.unconsumed_tail:
            del body  # which the error would keep
            raise BoundReachedError(BOUND)
        reason = "the compressed data is cut short"
    raise _unless_complete(raw, reason, limit)


def _unless_complete(raw: bytes, reason: str, limit: int | None) -> DecodeError:
    """The error that data which does not inflate is, without its checksum or not."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        body = engine.decompress(raw[_HEADER:], limit or MAX_DATA)
    except zlib.error:
        return DecodeError(reason)
    has_header = int.from_bytes(raw[:_HEADER], "big") % 31 == 0
    if engine.eof and has_header:
        return ChecksumError("the checksum is missing or wrong", body)
    return DecodeError(reason)
