"""Documents that are not on this computer, through fsspec. Only where an address is given.

Nothing else in this program uses the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from nextgen_pdf.errors import InputError, MissingExtraError

# A scheme has two characters at least: C:// is a drive.
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(path: object) -> bool:
    """Whether a path is an address that fsspec opens, such as ``s3://bucket/brief.pdf``.

    Raises:
        MissingExtraError: it is, and fsspec is not installed.
    """
    if not isinstance(path, str) or not _URL.match(path):
        return False
    from importlib.util import find_spec  # noqa: PLC0415  (only for addresses)

    if find_spec("fsspec") is None:
        raise MissingExtraError(f"Checking the address {path}", "fsspec", "remote")
    return True


def fetch(url: str, read: Callable[[BinaryIO], bytes]) -> bytes:
    """The bytes behind an address.

    Args:
        url: the address.
        read: reads an open file, with whatever bounds.

    Raises:
        InputError: they cannot be had.
    """
    import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415  (is an extra)

    try:
        with fsspec.open(url, "rb") as file:
            return read(file)
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001
        # Every file system has errors of its own, and their texts may hold secrets.
        raise InputError(f"{url} cannot be read ({type(error).__name__})") from None
