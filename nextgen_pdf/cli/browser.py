"""Showing a report in a browser."""

from __future__ import annotations

import os
from pathlib import Path

from nextgen_pdf.errors import InputError


def new_page() -> str:
    """The path of a new file for a page, which only its owner can read.

    It outlasts the program: a browser reads it later.

    Raises:
        InputError: there is no place for it.
    """
    import tempfile  # noqa: PLC0415  (only for --open)

    try:
        handle, path = tempfile.mkstemp(prefix="nextgen-pdf-", suffix=".html")
    except OSError as error:
        raise InputError(
            f"There is no place for a temporary file ({error.strerror}): add --output"
            " FILE"
        ) from None
    os.close(handle)
    return path


def show(path: str) -> bool:
    """Open a page in the browser that somebody uses; says whether one could be started."""
    import webbrowser  # noqa: PLC0415  (only for --open)

    return webbrowser.open(Path(path).resolve().as_uri())
