"""Paper sizes, and pictures that were not made to fit any."""

from __future__ import annotations

LARGEST = 14_400
"""The most units that a page may measure (ISO 32000-1, annex C.2)."""
NAMES = {
    (595, 842): "A4", (612, 1008): "Legal", (792, 1224): "Tabloid", (842, 1191): "A3",
    (420, 595): "A5", (522, 756): "Executive", (612, 936): "Folio", (396, 612): "Half Letter",
}  # fmt: skip
_OFF = 2
"""By so many points a page may differ from the paper that it is called after."""
_RESOLUTIONS = (72, 96)
"""What programs take where a picture does not say how large it is: pixels to an inch."""


def inches(size: tuple[float, float]) -> str:
    """A size in points: ``"8.27 × 11.69 in (A4)"``."""
    for known, name in NAMES.items():
        if all(abs(a - b) <= _OFF for a, b in zip(sorted(size), known, strict=True)):
            named = f" ({name})"
            break
    else:
        named = ""
    return f"{size[0] / 72:.2f} × {size[1] / 72:.2f} in{named}"


def unscaled(size: tuple[float, float], wide: int, high: int) -> str | None:
    """What a picture that covers a page looks like, if nobody chose how large it is.

    Args:
        size: that of the page, in points.
        wide: the pixels of the picture from left to right.
        high: the pixels from top to bottom.

    Returns:
        ``None`` if somebody chose the resolution: 300, for instance.
    """
    resolution = max(wide, high) * 72 / max(size)
    for usual in _RESOLUTIONS:
        if abs(resolution - usual) <= usual / 100:
            return f"a photo or scan placed at {usual} dpi ({wide:,} × {high:,} pixels)"
    return None
