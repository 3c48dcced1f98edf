"""Inline images: where they end (ISO 32000-1, 8.9.7).

Their data may look like anything, and nothing but ``EI`` says where it ends. So its length
is worked out where it can be; viewers that do not, take the first ``EI`` that looks like
one.
"""

from __future__ import annotations

import re
import zlib

from nextgen_pdf.readers.syntax import objects

_LOOK_AHEAD = 1_024
_MAX_IMAGE = 1 << 24
"""Data that decodes to more is not decoded."""
_END = rb"(?!" + objects.REGULAR + rb")"
_HEADER = re.compile(
    # names and their values; any other word, and it is no image
    rb"((?:<[^<>]*+>|[\[\]<>{}" + objects.WHITE + rb"]++|%[^\r\n]*+|" + objects.STRING
    + rb"|/" + objects.REGULAR + rb"*+|[-+.\d]++|(?:true|false|null)" + _END
    + rb")*+)ID(?:[" + objects.WHITE + rb"]|" + _END + rb")",
    re.DOTALL,
)  # fmt: skip
_EI = re.compile(rb"[" + objects.WHITE + rb"]*+EI" + _END)
_BARE_EI = re.compile(rb"(?<=[" + objects.WHITE + rb"])EI" + _END)
_PLAUSIBLE_EI = re.compile(
    rb"EI(?=\Z|[" + objects.WHITE + rb"/(\[<%][\t\n\f\r -~]{0,14}+(?:\Z|[\t\n\f\r -~]))"
)
"""With something like content behind it."""
_SHORT = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "L": "Length",
    "W": "Width",
}
_COMPONENTS = {
    "G": 1, "DeviceGray": 1, "CalGray": 1, "I": 1, "Indexed": 1,
    "RGB": 3, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "CMYK": 4, "DeviceCMYK": 4,
}  # fmt: skip
_CLOSING = {
    "AHx": b">",
    "ASCIIHexDecode": b">",
    "A85": b"~>",
    "ASCII85Decode": b"~>",
    "DCT": b"\xff\xd9",
    "DCTDecode": b"\xff\xd9",
}
"""How data ends that says so itself."""
_FLATE = frozenset({"Fl", "FlateDecode"})
_RUN_LENGTH = frozenset({"RL", "RunLengthDecode"})
_END_OF_RUNS = 128


def image_ends(content: bytes, start: int) -> list[int]:
    """The positions after an inline image.

    Args:
        content: a content stream.
        start: the position after ``BI``.

    Returns:
        None, if there is no image: then what follows is content. One, where viewers agree.
        Two, where some take the first ``EI`` and others do not; the last is the right one.
    """
    header = _HEADER.match(content, start)
    if header is None:
        return []
    data = header.end()
    nearest = content.find(b"EI", data)
    if nearest < 0:
        return [len(content)]
    # work is bounded by what is passed over, however many images there are
    length = _length(header[1], content, data, 4 * (nearest - data) + _LOOK_AHEAD)
    known = None if length is None else _EI.match(content, data + length)
    end = known or _PLAUSIBLE_EI.search(content, data) or _BARE_EI.search(content, data)
    last = end.end() if end else len(content)
    earlier = (each.search(content, data, last) for each in (_PLAUSIBLE_EI, _BARE_EI))
    ends = [found.end() for found in earlier if found]
    return sorted({min(ends, default=last), last})


def _length(header: bytes, content: bytes, start: int, most: int) -> int | None:
    """How long the data of an image is; ``None`` where that is not known."""
    written, _ = objects.parse(b"<<" + header + b">>")
    entries = written if isinstance(written, dict) else {}
    entries = {_SHORT.get(key, key): value for key, value in entries.items()}
    length = entries.get("Length")
    if isinstance(length, int) and 0 <= length <= len(content) - start:
        return length
    filters = entries.get("Filter")
    outer = (filters[0] if filters else None) if isinstance(filters, list) else filters
    if outer is None:
        return _raw_length(entries)
    return _coded_length(str(outer), content[start : start + most])


def _raw_length(entries: objects.Dict) -> int | None:
    space = entries.get("ColorSpace")
    kind = space[0] if isinstance(space, list) and space else space
    components = _COMPONENTS.get(str(kind))
    bits = entries.get("BitsPerComponent")
    if entries.get("ImageMask") is True:
        components = bits = 1
    width, height = entries.get("Width"), entries.get("Height")
    if (
        isinstance(width, int)
        and isinstance(height, int)
        and isinstance(bits, int)
        and components
        and min(width, height, bits) > 0
    ):
        return height * ((width * bits * components + 7) // 8)
    return None


def _coded_length(coding: str, data: bytes) -> int | None:
    """How much of some data is coded; ``None`` where it does not end."""
    if closing := _CLOSING.get(coding):
        at = data.find(closing)
        return None if at < 0 else at + len(closing)
    if coding in _FLATE:
        engine = zlib.decompressobj()
        try:
            engine.decompress(data, _MAX_IMAGE)
        except zlib.error:
            return None
        return len(data) - len(engine.unused_data) if engine.eof else None
    if coding in _RUN_LENGTH:
        at = 0
        while at < len(data) and data[at] != _END_OF_RUNS:
            at += data[at] + 2 if data[at] < _END_OF_RUNS else 2
        return at + 1 if at < len(data) else None
    return None
