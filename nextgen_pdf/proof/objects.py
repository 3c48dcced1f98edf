"""Objects of a document that may be damaged, read so that nothing raises.

The places are those of ISO 32000-1; what is missing or of the wrong type is ``None``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from nextgen_pdf.findings import Box

ERRORS = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pikepdf raises on objects that are not as they should be."""

DEEPEST = 60
"""Chains of parents, kids or actions are followed no deeper."""


def get(holder: Any, key: str) -> Any:
    """The value of a key of a dictionary or stream; ``None`` if there is none."""
    try:
        return holder.get(key)
    except ERRORS:  # a name in it may not even be text
        return None


def has_entries(thing: Any) -> bool:
    """Whether it is a dictionary or a stream."""
    return isinstance(thing, Dictionary | Stream)


def keys(holder: Any) -> list[str]:
    """The keys of a dictionary or stream, with their slashes."""
    try:
        return list(holder.keys())
    except ERRORS:
        return []


def items(thing: Any) -> list[Any]:
    """The elements of an array; the thing itself where it stands alone."""
    if thing is None:
        return []
    if not isinstance(thing, Array):
        return [thing]
    try:
        return list(thing)
    except ERRORS:
        return []


def identity(thing: Any) -> tuple[int, int] | None:
    """The number of an indirect object; ``None`` for a direct one."""
    if isinstance(thing, Object) and thing.is_indirect:
        return thing.objgen
    return None


def text(thing: Any) -> str:
    """A string or name as text; empty for anything else."""
    if not isinstance(thing, String | Name | str):
        return ""
    try:
        return str(thing)
    except ERRORS:
        return ""


def integer(thing: Any) -> int:
    """A whole number; 0 for anything else."""
    return thing if isinstance(thing, int) else 0


def number(thing: Any) -> float | None:
    """A number; ``None`` for anything else."""
    if isinstance(thing, bool):
        return None
    try:
        return float(thing)
    except ERRORS:
        return None


def box(thing: Any) -> Box | None:
    """A rectangle (7.9.5), its corners in order."""
    corners = [number(each) for each in items(thing)]
    if len(corners) != 4 or any(each is None for each in corners):  # noqa: PLR2004
        return None
    x0, y0, x1, y1 = (each or 0.0 for each in corners)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def matrix(thing: Any) -> tuple[float, float, float, float, float, float]:
    """A transformation matrix (8.3.4); that which changes nothing if there is none."""
    found = [number(each) for each in items(thing)]
    if len(found) != 6 or any(each is None for each in found):  # noqa: PLR2004
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = (each or 0.0 for each in found)
    return a, b, c, d, e, f


def annotations_of(page: Any) -> list[Any]:
    """The annotations of a page that are dictionaries, in order."""
    listed = get(page, "/Annots")
    if not isinstance(listed, Array):
        return []
    return [each for each in items(listed) if has_entries(each)]


def subtype(annotation: Any) -> str:
    """Its kind, with the slash."""
    return text(get(annotation, "/Subtype"))


def page_numbers(pdf: Pdf) -> dict[tuple[int, int], int]:
    """The number of each page, counted from 1, by its object."""
    return {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}


def inherited(page: Any, key: str) -> Any:
    """An entry of a page, or of the nodes above it (7.7.3.4)."""
    at = page
    for _ in range(DEEPEST):
        if not has_entries(at):
            return None
        found = get(at, key)
        if found is not None:
            return found
        at = get(at, "/Parent")
    return None


def shown_box(page: Any) -> Box | None:
    """What of a page is shown: the part of the MediaBox that the CropBox leaves."""
    media = box(inherited(page, "/MediaBox"))
    crop = box(inherited(page, "/CropBox")) or media
    if media is None or crop is None:
        return media
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, high = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, low, right, high) if left < right and low < high else media


def tree(root: Any, names: str) -> Iterator[tuple[Any, Any]]:
    """The entries of a name tree or number tree (7.9.6), in order.

    Args:
        root: of the tree.
        names: ``/Names`` or ``/Nums``.
    """
    seen = set()
    todo = [root]
    while todo:
        node = todo.pop()
        if not has_entries(node) or identity(node) in seen:
            continue
        if identity(node):
            seen.add(identity(node))
        pairs = items(get(node, names))
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        todo.extend(reversed(items(get(node, "/Kids"))))


def ancestry(field: Any) -> list[Any]:
    """A field or widget, its parent, and so on (12.7.3)."""
    found: list[Any] = []
    while has_entries(field) and len(found) < DEEPEST:
        found.append(field)
        field = get(field, "/Parent")
    return found


def of_field(widget: Any, key: str) -> Any:
    """An entry of a field, or of the fields above it (12.7.3.1)."""
    found = (get(each, key) for each in ancestry(widget))
    return next((value for value in found if value is not None), None)


def field_name(widget: Any) -> str:
    """The full name of a field, the parts joined with periods."""
    names = [text(get(each, "/T")) for each in ancestry(widget)]
    return ".".join(name for name in reversed(names) if name)


def appearance(annotation: Any) -> Stream | None:
    """The form XObject that an annotation is painted with in its state (12.5.5)."""
    normal = get(get(annotation, "/AP"), "/N")
    if isinstance(normal, Stream):
        return normal
    if not isinstance(normal, Dictionary):
        return None
    state = get(annotation, "/AS")
    if not isinstance(state, Name):
        value = of_field(annotation, "/V")
        chosen = isinstance(value, Name) and text(value) in keys(normal)
        state = value if chosen else Name.Off
    found = get(normal, text(state))
    return found if isinstance(found, Stream) else None


def placement(form: Any, area: Box) -> tuple[float, ...] | None:
    """The matrix that puts an appearance into the rectangle of its annotation (12.5.5).

    Returns:
        ``None`` for an appearance without an area.
    """
    inner = box(get(form, "/BBox"))
    if inner is None:
        return None
    a, b, c, d, e, f = matrix(get(form, "/Matrix"))
    corners = [
        (x * a + y * c + e, x * b + y * d + f)
        for x in (inner[0], inner[2])
        for y in (inner[1], inner[3])
    ]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    if right - left < _NOTHING or high - low < _NOTHING:
        return None
    across = (area[2] - area[0]) / (right - left)
    up = (area[3] - area[1]) / (high - low)
    return across, 0, 0, up, area[0] - left * across, area[1] - low * up


_NOTHING = 1e-6


def real(value: float) -> bytes:
    """A number as PDF syntax (7.3.3), which has no exponents."""
    return (f"{value:.6f}".rstrip("0").rstrip(".") or "0").encode()


def overlap(one: Box, two: Box) -> bool:
    """Whether two rectangles have an area in common."""
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
