"""A file that is not a PDF is called by its name, and its fix says how to make one."""

from __future__ import annotations

import io
import zipfile

import pytest

import nextgen_pdf
from facts import facts
from nextgen_pdf.facts import Fault
from rawpdf import RawPdf


def fault(data: bytes) -> Fault:
    (found,) = facts(data).file_faults
    return found


def packed(*names: str, data: str = "x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, data)
    return out.getvalue()


def compound(stream: str) -> bytes:
    """An OLE file with one stream of that name in its directory."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + stream.encode("utf-16-le")
    )


def media(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0" + bytes(200)


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (media(b"heic"), "a HEIC picture, as iPhones take them"),
        (media(b"mif1"), "a HEIC picture, as iPhones take them"),
        (media(b"avif"), "an AVIF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(90), "a WebP picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(90), "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "a PNG picture"),
        (b"GIF89a" + bytes(90), "a GIF picture"),
        (b"II*\0" + bytes(90), "a TIFF picture"),
        (b"MM\0+" + bytes(90), "a TIFF picture"),
        (b"BM\x36\0\x0c\0\0\0\0\0\x36" + bytes(90), "a bitmap (BMP) picture"),
        (b"<?xml version='1.0'?>\n<svg xmlns='x'/>", "an SVG picture"),
    ],
)  # fmt: skip
def test_pictures(data: bytes, detail: str) -> None:
    found = fault(data)
    assert (found.code, found.kind, found.detail) == ("not-pdf", "picture", detail)


@pytest.mark.parametrize(
    ("data", "kind", "detail"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "text", "a Word file"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "text", "an Excel file"),
        (packed("Index/Document.iwa", "preview.jpg"), "text", "a Pages, Numbers or Keynote file"),
        (packed("mimetype", data="application/vnd.oasis.opendocument.text"), "text", "a LibreOffice file"),
        (packed("FixedDocSeq.fdseq"), "print-file", "an XPS file"),
        (packed("exhibit-a.pdf", "exhibit-b.pdf"), "archive", "a ZIP file"),
        (compound("WordDocument"), "text", "an old Word file"),
        (compound("__substg1.0_0037001F"), "email", "an Outlook email"),
        (compound("Contents"), "text", "an old Word or Excel file"),
        (b"{\\rtf1\\ansi x}", "text", "a rich text (RTF) file"),
        (b"\xffWPC\x10\0\0\0", "text", "a WordPerfect file"),
        (b"\n<!DOCTYPE html><title>Sign in</title>", "web-page", "a web page (HTML)"),
        (b"Received: from a\nSubject: b\n", "email", "an email"),
        (b"%!PS-Adobe-3.0\n", "print-file", "a PostScript file"),
        (b"%FDF-1.2\n", "form-data", "form data (FDF), not the form itself"),
        (media(b"isom"), "recording", "a sound or video file"),
        (b"ID3\x03" + bytes(90), "recording", "a sound or video file"),
        (b"<?xml version='1.0'?><feed/>", "other", "an XML file"),
    ],
)  # fmt: skip
def test_other_files(data: bytes, kind: str, detail: str) -> None:
    found = fault(data)
    assert (found.code, found.kind, found.detail) == ("not-pdf", kind, detail)


@pytest.mark.parametrize(
    "data",
    [
        b"Plaintiff moves",
        b"BMW",
        b"RIFF and raff",
        b"ftyp",
        b"PK",
        b"IDAHO",
        b"Fromage",
    ],
)
def test_what_only_looks_like_one_is_some_other_file(data: bytes) -> None:
    assert fault(data).detail == "some other kind of file"


def test_a_pdf_behind_the_words_of_an_email_is_a_pdf() -> None:
    pdf = RawPdf()
    pdf.page()
    (found,) = facts(b"MIME-Version: 1.0\n\n" + pdf.to_bytes()).file_faults
    assert found.code == "leading-bytes"


def test_the_fix_says_how_to_make_a_pdf_of_it() -> None:
    (picture,) = nextgen_pdf.check(media(b"heic"), name="a.pdf").findings
    assert (
        picture.message
        == "This is not a PDF. It is a HEIC picture, as iPhones take them."
    )
    assert "Letter paper" in picture.remedy
    (letter,) = nextgen_pdf.check(packed("word/document.xml"), name="a.pdf").findings
    assert "In Word: File, Save As, PDF." in letter.remedy
