"""Makes a file smaller: without loss, or with smaller pictures where that is asked for."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

import pikepdf
from pikepdf import Array, Name, Object, PdfImage, Stream
from PIL import Image

from nextgen_pdf.errors import UnreadableError
from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.proof.digests import Digests
from nextgen_pdf.proof.objects import (
    ERRORS,
    get,
    identity,
    inherited,
    integer,
    items,
    keys,
    matrix,
    text,
)

QUALITY = 70
_POINTS = 72
_MORE = 1.1
_SMALLEST = 64
"""Pictures with a shorter side than that, in pixels, stay as they are."""
_WORTH = 0.8
"""A smaller picture is taken if it has so much less bytes."""


def shrink(copy: Copy) -> None:
    """Let what is there several times be there once. What is shown stays the same."""
    same = _duplicates(copy)
    if not same:
        return
    for holder in copy.dictionaries():
        for key in keys(holder):
            value = get(holder, key)
            if (first := same.get(identity(value))) is not None:
                holder[key] = first
            elif isinstance(value, Array):
                _replace(value, same)


def _duplicates(copy: Copy) -> dict[tuple[int, int] | None, Object]:
    """Streams that are like an earlier one, each with that one."""
    digests = Digests(copy.pdf)
    sizes: dict[int, list[Stream]] = defaultdict(list)
    for thing in copy.pdf.objects:
        if isinstance(thing, Stream):
            sizes[integer(get(thing, "/Length"))].append(thing)
    found: dict[tuple[int, int] | None, Object] = {}
    for alike in sizes.values():
        if len(alike) == 1:
            continue
        first: dict[bytes, Stream] = {}
        for stream in alike:
            try:
                digest = digests.of(stream)
            except UnreadableError:
                continue
            kept = first.setdefault(digest, stream)
            if kept is not stream:
                found[identity(stream)] = kept
    return found


def _replace(array: Array, same: dict[tuple[int, int] | None, Object]) -> None:
    for at, each in enumerate(items(array)):
        if (first := same.get(identity(each))) is not None:
            array[at] = first


def reduce_pictures(copy: Copy, dpi: int) -> frozenset[int]:
    """Give pictures no more pixels than are worth while on paper.

    Args:
        copy: the document.
        dpi: pixels in an inch.

    Returns:
        The pages whose pictures have less detail now.
    """
    pages: set[int] = set()
    for painted in _painted(copy).values():
        wide = integer(get(painted.picture, "/Width"))
        most = max(int(painted.width * dpi / _POINTS), 1)
        if wide > most * _MORE and _reduce(painted.picture, most / wide):
            copy.did(f"reduced a picture to {dpi} dpi")
            pages |= painted.pages
    return frozenset(pages)


class _Painted:
    """A picture, the pages that paint it, and the greatest width it has there."""

    def __init__(self, picture: Stream) -> None:
        self.picture = picture
        self.pages: set[int] = set()
        self.width = 0.0


def _painted(copy: Copy) -> dict[tuple[int, int], _Painted]:
    """The pictures that pages paint themselves."""
    found: dict[tuple[int, int], _Painted] = {}
    for number, page in enumerate(copy.pdf.pages, 1):
        named = get(inherited(page.obj, "/Resources"), "/XObject")
        try:
            steps = pikepdf.parse_content_stream(page, "q Q cm Do")
        except ERRORS:
            continue
        at, stack = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], []
        for step in steps:
            operands, operator = list(step.operands), str(step.operator)
            if operator == "q":
                stack.append(at)
            elif operator == "Q":
                at = stack.pop() if stack else at
            elif operator == "cm":
                at = _product(list(matrix(Array(operands))), at)
            else:
                picture: Any = get(named, text(operands[0])) if operands else None
                name = identity(picture)
                if name is None or text(get(picture, "/Subtype")) != "/Image":
                    continue
                width = (at[0] ** 2 + at[1] ** 2) ** 0.5
                painted = found.setdefault(name, _Painted(picture))
                painted.pages.add(number)
                painted.width = max(painted.width, width)
    return found


def _product(m: list[float], n: list[float]) -> list[float]:
    return [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]


def _reduce(picture: Stream, by: float) -> bool:
    """Make a picture smaller; whether that was worth while."""
    if integer(get(picture, "/BitsPerComponent")) != 8:  # noqa: PLR2004
        return False
    if any(get(picture, key) is not None for key in ("/Mask", "/Decode", "/ImageMask")):
        return False
    try:
        image = PdfImage(picture).as_pil_image()
    except (*ERRORS, pikepdf.UnsupportedImageTypeError, Image.DecompressionBombError):
        return False
    size = round(image.width * by), round(image.height * by)
    if image.mode not in ("L", "RGB") or min(size) < _SMALLEST:
        return False
    smaller = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(smaller, "JPEG", quality=QUALITY)
    if len(smaller.getvalue()) > _WORTH * integer(get(picture, "/Length")):
        return False
    gray = image.mode == "L"
    picture.write(smaller.getvalue(), filter=Name.DCTDecode)
    picture["/Width"], picture["/Height"] = size
    picture["/ColorSpace"] = Name.DeviceGray if gray else Name.DeviceRGB
    return True
