"""Readers turn bytes into facts; they are the only importers of PDF libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nextgen_pdf.document import Document
from nextgen_pdf.readers.parser import Parser
from nextgen_pdf.readers.remote import is_url
from nextgen_pdf.readers.source import Input, Source

if TYPE_CHECKING:
    from nextgen_pdf.readers.pikepdf import PikepdfParser

__all__ = ["READERS", "Input", "Source", "is_url", "open_document"]


READERS = ("pikepdf", "pypdf")
"""The libraries that a document can be read with; the first is the usual one."""


def open_document(
    source: Source,
    password: str | None = None,
    reader: str = READERS[0],
    *,
    shortcut: bool = True,
) -> Document:
    """The facts of a document; they are read when they are asked for.

    Args:
        source: its bytes.
        password: opens it, if it does not open without one.
        reader: one of ``READERS``.
        shortcut: whether a file that is in order may be read past the library, which is
            faster and tells the same.
    """
    # Imported here: a command that reads no document needs no PDF library.
    from nextgen_pdf.readers.reader import PdfReader  # noqa: PLC0415

    def open_parser() -> Parser:
        if reader == "pypdf":
            from nextgen_pdf.readers.pypdf import open_pypdf  # noqa: PLC0415

            return open_pypdf(source, password)

        def open_with_qpdf() -> PikepdfParser:
            from nextgen_pdf.readers.pikepdf import open_pikepdf  # noqa: PLC0415

            return open_pikepdf(source, password)

        if shortcut:
            from nextgen_pdf.readers.direct import open_direct  # noqa: PLC0415

            if parser := open_direct(source, open_with_qpdf):
                return parser
        return open_with_qpdf()

    return Document(source.name, source.size, PdfReader(source, open_parser))
