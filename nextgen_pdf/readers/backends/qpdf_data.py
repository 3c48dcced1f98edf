"""The data of streams, decoded by qpdf within bounds (ISO 32000-1, 7.4)."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import settings

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.backends import qpdf_warnings
from nextgen_pdf.readers.syntax import lzw, objects
from nextgen_pdf.readers.syntax.flate import (
    BOUND,
    DEFLATED,
    MAX_DATA,
    DecodeError,
    inflate,
)
from nextgen_pdf.sanitize import sanitize_text

settings.set_qpdf_limits(
    flate_max_memory=MAX_DATA,
    png_max_memory=MAX_DATA,
    run_length_max_memory=MAX_DATA,
    tiff_max_memory=MAX_DATA,
    dct_max_memory=MAX_DATA,
)

CODING = ("Filter", "DecodeParms")
"""The entries of a stream that say how its data is coded."""
_LOSSLESS = pikepdf.StreamDecodeLevel.specialized
"""By default qpdf leaves RunLength as it is."""

Resolve = Callable[[objects.Value], objects.Value]
"""Gives what a reference stands for."""


def read(
    stream: pikepdf.Stream,
    coding: objects.Dict,
    resolve: Resolve,
    file: str,
    limit: int | None,
) -> bytes:
    """The decoded data of a stream, its first ``limit`` bytes if given.

    Args:
        stream: the stream.
        coding: those of its entries that are in ``CODING``.
        resolve: gives what they refer to.
        file: what qpdf calls the file.
        limit: how much is wanted.

    Raises:
        BoundReachedError: it is longer than ``MAX_DATA``.
        DecodeError: it does not decode.
    """
    try:
        raw = stream.read_raw_bytes()
        if not coding or not raw.strip(objects.BLANK):
            return raw[:limit] if not coding else b""  # nothing needs no decoding
        if coding in DEFLATED:
            # without qpdf, which takes twice as long and says less about damage
            return inflate(raw, limit)
        _bound_lzw(raw, coding, resolve)
        return stream.read_bytes(_LOSSLESS)[:limit]
    except UnicodeDecodeError:  # qpdf's complaint quotes the data
        raise DecodeError("a byte is no part of the coded data") from None
    except pikepdf.PikepdfError as error:
        reason = qpdf_warnings.take_apart(str(error), file).text
        if "bad_alloc" in reason:
            raise MemoryError from None
        if "memory limit" in reason:
            raise BoundReachedError(BOUND) from None
        raise DecodeError(sanitize_text(reason)) from None


def decoded(coding: objects.Dict, data: bytes) -> bytes:
    """Data that is in no document, decoded.

    Raises:
        pikepdf.PikepdfError: it does not decode.
    """
    owner = pikepdf.new()  # must live as long as the stream
    stream = pikepdf.Stream(owner, data)
    for key in CODING:
        if key in coding:
            stream[f"/{key}"] = pikepdf.Object.parse(objects.write(coding[key]))
    return stream.read_bytes(_LOSSLESS)


def _bound_lzw(raw: bytes, coding: objects.Dict, resolve: Resolve) -> None:
    """Look how long data in LZW gets, for which qpdf has no bound.

    Raises:
        BoundReachedError: it is longer than ``MAX_DATA``.
    """
    filters, parms = (
        [resolve(item) for item in held]
        for value in (coding.get("Filter"), coding.get("DecodeParms"))
        for named in [resolve(value)]
        for held in [named if isinstance(named, list) else [named]]
    )
    for at, name in enumerate(filters):
        if name not in ("LZWDecode", "LZW"):
            continue
        data = raw
        if at:
            first: objects.Dict = {"Filter": filters[:at], "DecodeParms": parms[:at]}
            data = decoded(first, raw)
        own = parms[at] if at < len(parms) else None
        early = own.get("EarlyChange") if isinstance(own, dict) else None
        if lzw.is_longer(data, MAX_DATA, early=early != 0):
            raise BoundReachedError(BOUND)
