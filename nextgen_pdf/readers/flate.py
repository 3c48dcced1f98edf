"""Inflating strictly: what is cut short or changed is said (RFC 1950, ISO 32000-1, 7.4.4)."""

from __future__ import annotations

import zlib

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.parser import DataError

MAX_DATA = 128 * 1024 * 1024
"""The most bytes that one stream may decode to."""
BOUND = f"a stream decodes to more than {MAX_DATA // 1024 // 1024} MiB"


def inflate(raw: bytes, limit: int | None = None) -> bytes:
    """The data that was compressed, its first ``limit`` bytes if given.

    Raises:
        DataError: it is damaged, or cut short.
        BoundReachedError: there is more than ``MAX_DATA``.
    """
    engine = zlib.decompressobj()
    try:
        body = engine.decompress(raw, limit or MAX_DATA)
    except zlib.error as error:
        wrong_sum = "incorrect data check" in str(error)
        code = "content-checksum" if wrong_sum else "content"
        raise DataError(str(error), code) from None
    if engine.eof or limit:
        return body
    if engine.unconsumed_tail:
        del body  # which the error would keep
        raise BoundReachedError(BOUND)
    raise DataError("the compressed data is cut short")
