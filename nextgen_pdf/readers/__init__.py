"""Readers turn bytes into facts; they are the only importers of PDF libraries."""

from __future__ import annotations

from collections.abc import Container
from importlib.util import find_spec

from nextgen_pdf.document import Document
from nextgen_pdf.errors import MissingPikepdfError, UnknownNameError
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.file.cross_reference import CrossReference
from nextgen_pdf.readers.file.remote import is_url
from nextgen_pdf.readers.file.source import Input, Source

__all__ = [
    "READERS",
    "Input",
    "Source",
    "chosen_reader",
    "has_pikepdf",
    "is_url",
    "need_pikepdf",
    "open_document",
]


READERS = ("pikepdf", "pypdf")
"""The libraries that a document can be read with. The first is the usual one; the second,
where the first is not installed."""
_A_NUMBER = 3
"""qpdf takes no object number that is higher than the size of the file divided by this. What
is beyond is in order all the same, and read with pypdf."""


def has_pikepdf() -> bool:
    """Whether pikepdf is installed: it is not made for every computer."""
    return find_spec("pikepdf") is not None


def need_pikepdf(what: str) -> None:
    """Raise a ``MissingPikepdfError`` if pikepdf, which something needs, is missing."""
    if not has_pikepdf():
        raise MissingPikepdfError(what)


def chosen_reader(asked: str | None) -> str:
    """The reader that somebody asked for; the usual one, if nobody did.

    Raises:
        UnknownNameError: there is no such reader.
        MissingPikepdfError: it is not installed.
    """
    if asked is None:
        return READERS[0] if has_pikepdf() else READERS[1]
    if asked not in READERS:
        raise UnknownNameError("reader", asked, READERS)
    if asked == READERS[0]:
        need_pikepdf("Reading with pikepdf")
    return asked


def open_document(
    source: Source,
    password: str | None = None,
    reader: str | None = None,
    *,
    counting: Container[str] | None = None,
) -> Document:
    """The facts of a document; they are read when they are asked for.

    Args:
        source: its bytes.
        password: opens it, if it does not open without one.
        reader: one of ``READERS``; by default the usual one.
        counting: the codes of findings that count for somebody. What is costly to read and
            only makes a message better, the words in a font, is read for these only. By
            default for all.
    """
    # Imported here: a command that reads no document needs no PDF library.
    from nextgen_pdf.readers.reader import PdfReader  # noqa: PLC0415

    library = chosen_reader(reader)
    sections = CrossReference(source)

    def open_parser() -> Parser:
        if library != "pypdf" and sections.highest_number() <= source.size // _A_NUMBER:
            from nextgen_pdf.readers.backends.pikepdf import open_pikepdf  # noqa: PLC0415

            return open_pikepdf(source, password, sections)
        from nextgen_pdf.readers.backends.pypdf import open_pypdf  # noqa: PLC0415

        return open_pypdf(source, password, sections)

    def counts(code: str) -> bool:
        return counting is None or code in counting

    facts = PdfReader(source, sections, open_parser, counts)
    return Document(source.name, source.size, facts)
