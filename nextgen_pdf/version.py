"""The version of this program."""

from __future__ import annotations


def version() -> str:
    """The version of this program."""
    from importlib.metadata import version as installed  # noqa: PLC0415  (slow)

    return installed("nextgen-pdf")
