"""Samples for the rule ``pdf-version``."""

from __future__ import annotations

from rawpdf import RawPdf


def _plain(version: str, **catalog: str) -> bytes:
    pdf = RawPdf(version=version, catalog=catalog)
    pdf.page()
    return pdf.to_bytes()


def fail_2_0() -> bytes:
    """PDF 2.0."""
    return _plain("2.0")


def fail_2_0_in_the_catalog() -> bytes:
    """Begins as PDF 1.7; the catalog, in a compressed object, says 2.0."""
    pdf = RawPdf(version="1.7", catalog={"Version": "/2#2e0"})
    pdf.page()
    return pdf.to_packed_bytes()


def fail_1_9() -> bytes:
    """A version that does not exist."""
    return _plain("1.9")


def pass_1_3() -> bytes:
    """PDF 1.3, old but known everywhere."""
    return _plain("1.3")


def pass_catalog_is_older() -> bytes:
    """The catalog names an older version than the header, which counts for nothing."""
    return _plain("1.7", Version="/1.4")


def pass_catalog_is_newer() -> bytes:
    """Begins as 1.4 and was then added to as 1.7: said, but not held against it."""
    return _plain("1.4", Version="/1.7")
