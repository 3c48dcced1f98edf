"""Samples for the rule ``malformed``."""

from __future__ import annotations

import io
import zipfile
import zlib

from rawpdf import RawPdf


def _plain() -> RawPdf:
    pdf = RawPdf()
    pdf.page("72 72 200 200 re f")
    return pdf


def fail_empty() -> bytes:
    """Nothing at all."""
    return b""


def fail_web_page() -> bytes:
    """A web page that was saved as a PDF."""
    return b"<!DOCTYPE html>\n<html><head><title>Form B 106</title></head></html>\n"


def fail_word_document() -> bytes:
    """A Word document that was given another name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        name = zipfile.ZipInfo("word/document.xml", (2026, 1, 1, 0, 0, 0))
        file.writestr(name, "<w:document/>")
    return packed.getvalue()


def fail_iphone_picture() -> bytes:
    """A picture from an iPhone (HEIC) that was given another name."""
    brand = b"ftypheic\0\0\0\0mif1heic"
    return (len(brand) + 4).to_bytes(4, "big") + brand + bytes(64)


def fail_cut_short() -> bytes:
    """A download that broke off."""
    data = _plain().to_bytes()
    return data[: data.index(b"xref")]


def fail_index_is_elsewhere() -> bytes:
    """The end of the file leads to the wrong place."""
    return _plain().to_bytes().replace(b"startxref\n", b"startxref\n9")


def fail_object_without_end() -> bytes:
    """An object that is never closed."""
    return _plain().to_bytes().replace(b"endstream\nendobj", b"endstream\n      ")


def fail_wrong_length() -> bytes:
    """A content stream that is longer than it says."""
    return _plain().to_bytes().replace(b"/Length 18", b"/Length 11")


def fail_no_pages() -> bytes:
    """A document without a page."""
    return RawPdf().to_bytes()


def fail_null_among_the_pages() -> bytes:
    """A list of pages with a hole in it."""
    pdf = RawPdf()
    pdf.pages = [90]
    pdf.page()
    pdf.tree["Count"] = "1"
    return pdf.to_bytes()


def fail_content_does_not_decode() -> bytes:
    """Page 2 cannot be read: its compressed data is damaged."""
    pdf = _plain()
    data = bytearray(zlib.compress(b"72 72 200 200 re f", 0))
    data[2:7] = b"\xff\xff\xff\xff\xff"
    pdf.page(None, Contents=pdf.stream(bytes(data), Filter="/FlateDecode"))
    return pdf.to_bytes()


def fail_something_after_the_end() -> bytes:
    """A web server's message after the end of the file."""
    return _plain().to_bytes() + b"<html>Session expired</html>"


def fail_something_before_the_beginning() -> bytes:
    """A web server's header before the beginning of the file."""
    return b"Content-Type: application/pdf\r\n\r\n" + _plain().to_bytes()


def pass_object_streams() -> bytes:
    """Compressed objects and a cross-reference stream."""
    return _plain().to_packed_bytes()


def pass_incremental_update() -> bytes:
    """A file that was added to."""
    pdf = _plain()
    first = pdf.to_bytes()
    note = pdf.add("<< /Subtype /Text /Rect [72 700 90 720] /Contents (Note) >>")
    number = pdf.pages[0]
    body = pdf.objects[number].decode().replace("/Type", f"/Annots [{note}] /Type")
    pdf.add(body, number)
    return pdf.updated(first, number, int(note.split()[0]))


def pass_harmless_oddities() -> bytes:
    """A page without its type, a reference to nothing, a graphics state left open."""
    pdf = RawPdf()
    pdf.page("q q 0 0 m", Type="", Group="99 0 R")
    return pdf.to_bytes().replace(b"%%EOF\n", b"%%EOF\n\n\n")
