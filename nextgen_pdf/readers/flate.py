"""Inflating strictly: what is cut short or changed is said (RFC 1950, ISO 32000-1, 7.4.4)."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from itertools import accumulate

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.parser import DataError

DEFLATED: tuple[cos.Dict, ...] = (
    {"Filter": cos.Name("FlateDecode")},
    {"Filter": [cos.Name("FlateDecode")]},
)
"""What says of a stream that it is deflated, and nothing else."""
MAX_DATA = 128 * 1024 * 1024
"""The most bytes that one stream may decode to."""
BOUND = f"a stream decodes to more than {MAX_DATA // 1024 // 1024} MiB"

_LOWEST = 0 if sys.byteorder == "little" else 7
"""Which of the bytes of a number of 64 bits counts least."""
_NOT_ZERO = re.compile(rb"[^\0]")


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


def undo_up(data: bytes, columns: int) -> bytes | None:
    """Rows as they were before each was written as the difference to the one above.

    Args:
        data: rows as PNG's filter "up" leaves them (ISO 32000-1, 7.4.4.4).
        columns: how many bytes they have.

    Returns:
        The rows, or ``None`` if they are of another length or another filter.
    """
    width = columns + 1
    if columns < 1 or len(data) % width or data[::width].strip(b"\2"):
        return None
    rows = bytearray(len(data) // width * columns)
    for column in range(columns):
        rows[column::columns] = _sums(data[column + 1 :: width])
    return bytes(rows)


def _sums(differences: bytes) -> bytes:
    """The sum of the bytes up to each, modulo 256."""
    if differences.count(0) * 2 < len(differences):
        return array("Q", accumulate(differences)).tobytes()[_LOWEST::8]
    total = at = 0
    runs: list[bytes] = []
    for m in _NOT_ZERO.finditer(differences):
        runs.append(bytes([total]) * (m.start() - at))
        total, at = (total + differences[m.start()]) & 255, m.start()
    runs.append(bytes([total]) * (len(differences) - at))
    return b"".join(runs)
