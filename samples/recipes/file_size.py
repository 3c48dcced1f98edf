"""Samples for the rule ``file-size``: around 2,000 bytes, for a limit of 0.002 MB."""

from __future__ import annotations

from rawpdf import WORD, RawPdf

LIMIT = 2_000
"""0.002 MB if a megabyte is 1,000,000 bytes; else it is 2,097 bytes."""


def _padded(spaces: int) -> bytes:
    pdf = RawPdf()
    pdf.page(WORD + " " * spaces)
    return pdf.to_bytes()


def _weighing(size: int) -> bytes:
    """A document of so many bytes, between 1,500 and 9,000."""
    some = 1_000
    return _padded(some + size - len(_padded(some)))


def some_courts_over() -> bytes:
    """Over the limit, however a megabyte is counted."""
    return _weighing(LIMIT + 98)


def some_courts_just_over() -> bytes:
    """Over the limit only if a megabyte is 1,000,000 bytes."""
    return _weighing(LIMIT + 1)


def pass_at_the_limit() -> bytes:
    """As large as the limit."""
    return _weighing(LIMIT)


def pass_small() -> bytes:
    """Far below the limit."""
    return _padded(0)
