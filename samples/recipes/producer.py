"""Samples for the rule ``producer``."""

from __future__ import annotations

from rawpdf import RawPdf

QUARTZ = r"(macOS Version 14.4 \(Build 23E214\) Quartz PDFContext)"
TEXT_BOX = "/Type /Annot /Subtype /Widget /Rect [72 700 300 720] /FT /Tx /T (Debtor)"


def _made_with(creator: str, producer: str) -> RawPdf:
    pdf = RawPdf()
    pdf.trailer["Info"] = pdf.add(f"<< /Creator {creator} /Producer {producer} >>")
    return pdf


def _plain(creator: str, producer: str) -> bytes:
    pdf = _made_with(creator, producer)
    pdf.page()
    return pdf.to_bytes()


def fail_word_best_for_printing() -> bytes:
    """Word for Mac, with the option Best for printing."""
    return _plain("(Word)", QUARTZ)


def fail_older_word() -> bytes:
    """An older Word on an older Mac; the name in UTF-16."""
    word = "Microsoft Word".encode("utf-16-be").hex()
    return _plain(f"<feff{word}>", "(Mac OS X 10.13.6 Quartz PDFContext)")


def fail_only_in_the_metadata() -> bytes:
    """Word for Mac, which only the metadata stream tells."""
    pdf = RawPdf()
    pdf.page()
    pdf.catalog["Metadata"] = pdf.stream(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Word">'
        f"<pdf:Producer>{QUARTZ.strip('()').replace(chr(92), '')}</pdf:Producer>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        Type="/Metadata",
        Subtype="/XML",
    )
    return pdf.to_packed_bytes()


def form_filled_in_in_safari() -> bytes:
    """A form that Safari saved; it is live, so the rule ``forms`` finds it as well."""
    pdf = _made_with("(Safari)", QUARTZ)
    field = pdf.add(f"<< {TEXT_BOX} >>")
    pdf.page(Annots=f"[{field}]")
    pdf.catalog["AcroForm"] = f"<< /Fields [{field}] >>"
    return pdf.to_bytes()


def pass_web_page_from_safari() -> bytes:
    """A web page that was printed from Safari: no form."""
    return _plain("(Safari)", QUARTZ)


def pass_other_programs_on_a_mac() -> bytes:
    """A document of another program on a Mac."""
    return _plain("(Pages)", QUARTZ)


def pass_word_by_itself() -> bytes:
    """Word, which made the PDF without the help of the Mac."""
    return _plain("(Microsoft Word)", "(Microsoft Word)")


def pass_only_the_words() -> bytes:
    """The names stand in a title and in keywords."""
    pdf = RawPdf()
    pdf.trailer["Info"] = pdf.add(
        "<< /Title (Word, Safari and Quartz PDFContext) /Keywords (Word) >>"
    )
    pdf.page()
    return pdf.to_bytes()
