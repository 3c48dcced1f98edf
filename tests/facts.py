"""Facts about PDFs that tests write themselves."""

from __future__ import annotations

from nextgen_pdf import Document
from nextgen_pdf.readers import Source, open_document
from rawpdf import RawPdf


def facts(pdf: RawPdf | bytes, password: str | None = None) -> Document:
    """The facts about a document, with a page if it has none yet."""
    if isinstance(pdf, RawPdf):
        if not pdf.pages:
            pdf.page()
        pdf = pdf.to_bytes()
    return open_document(Source(pdf), password)
