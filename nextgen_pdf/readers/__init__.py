"""Readers turn bytes into facts; they are the only importers of PDF libraries."""

from __future__ import annotations

from nextgen_pdf.document import Document
from nextgen_pdf.readers.source import Input, Source

__all__ = ["Input", "Source", "open_document"]


def open_document(source: Source, password: str | None = None) -> Document:
    """The facts of a document; they are read when they are asked for.

    Args:
        source: its bytes.
        password: opens it, if it does not open without one.
    """
    # Imported here: a command that reads no document needs no PDF library.
    from nextgen_pdf.readers.qpdf import open_qpdf  # noqa: PLC0415
    from nextgen_pdf.readers.reader import PdfReader  # noqa: PLC0415

    reader = PdfReader(source, lambda: open_qpdf(source, password))
    return Document(source.name, source.size, reader)
