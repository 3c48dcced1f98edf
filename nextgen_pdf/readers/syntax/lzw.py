"""How much data is in LZW (ISO 32000-1, 7.4.4), found out without unpacking it.

qpdf unpacks it without a bound.
"""

from __future__ import annotations

_CLEAR, _END, _FIRST = 256, 257, 258
_SHORTEST, _LONGEST = 9, 12
_MOST = 2_800
"""A byte of it stands for fewer than so many."""


def is_longer(data: bytes, limit: int, *, early: bool = True) -> bool:
    """Whether data stands for more than ``limit`` bytes.

    Args:
        data: what is packed.
        limit: that many bytes.
        early: whether codes get longer one code early (``/EarlyChange``).
    """
    if len(data) * _MOST <= limit:
        return False
    sizes: list[int] = []
    width, last, total = _SHORTEST, 0, 0
    at, end = 0, len(data) * 8
    while at + width <= end and total <= limit:
        window = int.from_bytes(data[at // 8 : at // 8 + 3].ljust(3, b"\0"), "big")
        code = (window >> (24 - at % 8 - width)) & ((1 << width) - 1)
        at += width
        if code == _END:
            break
        if code == _CLEAR:
            sizes, width, last = [], _SHORTEST, 0
            continue
        if last and len(sizes) < (1 << _LONGEST) - _FIRST:
            sizes.append(last + 1)
        known = code - _FIRST < len(sizes)
        last = 1 if code < _CLEAR or not known else sizes[code - _FIRST]
        total += last
        full = _FIRST + len(sizes) + (1 if early else 0) + 1
        width = min(_LONGEST, max(_SHORTEST, (full - 1).bit_length()))
    return total > limit
