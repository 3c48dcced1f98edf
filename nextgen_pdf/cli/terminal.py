"""The terminal that somebody looks at, if there is one."""

from __future__ import annotations

import os
from typing import IO

from nextgen_pdf.formats import WIDTH

NARROWEST, WIDEST = 40, 120
"""Columns of a text: with fewer it cannot be laid out, with more it is hard to read."""


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether somebody looks at it; a stream may be closed, or not be there at all."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def width(stream: IO[str] | None, least: int = NARROWEST) -> int:
    """Columns for a text: those of the terminal, within reason; else a fixed number."""
    if stream is None or not is_terminal(stream):
        return WIDTH
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return WIDTH
    # A terminal that does not know says 0.
    return min(max(found, least), WIDEST) if found else WIDTH
