"""Samples for the rule ``file-name``, for a court that wants plain names."""

from __future__ import annotations

from rawpdf import RawPdf

NAMES = {
    "some_courts_parentheses_and_periods": "some-courts-Motion (final) v1.2.pdf",
    "some_courts_other_punctuation": "some-courts-Roe & Doe, Ex. 1.pdf",
    "pass_spaces_and_underscores": "pass-Motion_to_Dismiss 2026-03-01.pdf",
}


def _plain() -> bytes:
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()


def some_courts_parentheses_and_periods() -> bytes:
    """A name with parentheses, and with a period in it."""
    return _plain()


def some_courts_other_punctuation() -> bytes:
    """A name with other punctuation."""
    return _plain()


def pass_spaces_and_underscores() -> bytes:
    """A name with spaces, underscores, hyphens and digits."""
    return _plain()


def pass_letters_and_hyphens() -> bytes:
    """A name of letters and hyphens."""
    return _plain()
