"""Inflating strictly: what is cut short or changed is said (RFC 1950, ISO 32000-1, 7.4.4)."""

from __future__ import annotations

import zlib
from typing import Literal

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


class DecodeError(Exception):
    """A stream does not decode. The text says why, without any of the data.

    Args:
        reason: why.
        code: the fault that this is in the content of a page.
    """

    def __init__(
        self, reason: str, code: Literal["content", "content-checksum"] = "content"
    ) -> None:
        super().__init__(reason)
        self.code = code


def inflate(raw: bytes, limit: int | None = None) -> bytes:
    """The data that was compressed, its first ``limit`` bytes if given.

    Raises:
        DecodeError: it is damaged, or cut short.
        BoundReachedError: there is more than ``MAX_DATA``.
    """
    engine = zlib.decompressobj()
    try:
        body = engine.decompress(raw, limit or MAX_DATA)
    except zlib.error as error:
        if "incorrect data check" in str(error):
            raise DecodeError(str(error), "content-checksum") from None
        raise DecodeError(str(error)) from None
    if engine.eof or limit:
        return body
    if engine.unconsumed_tail:
        del body  # which the error would keep
        raise BoundReachedError(BOUND)
    raise DecodeError("the compressed data is cut short")
