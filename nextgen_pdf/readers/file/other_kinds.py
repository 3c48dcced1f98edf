"""What a file is that is not a PDF: known by its first bytes, and what is packed in it."""

from __future__ import annotations

import re

from nextgen_pdf.facts import FileKind
from nextgen_pdf.readers.file.source import Source

_START = 1024
_REACH = 256 * 1024
"""So much of the beginning and of the end is searched for the names of packed parts."""

Kind = tuple[FileKind, str]
"""What kind of file it is, and which, for a person."""

_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (rb"\xff\xd8\xff", ("picture", "a JPEG picture")),
    (rb"\x89PNG", ("picture", "a PNG picture")),
    (rb"GIF8", ("picture", "a GIF picture")),
    (rb"II[*+]\x00|MM\x00[*+]", ("picture", "a TIFF picture")),
    (rb"RIFF.{4}WEBP", ("picture", "a WebP picture")),
    (rb"BM.{4}\x00{4}", ("picture", "a bitmap (BMP) picture")),
    (rb".{4}ftypavi[fs]", ("picture", "an AVIF picture")),
    (rb".{4}ftyp(?:he[iv]|mif1|msf1)", ("picture", "a HEIC picture, as iPhones take them")),
    (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", ("picture", "a JPEG 2000 picture")),
    (rb"\x00\x00\x00\x0cJXL |\xff\x0a", ("picture", "a JPEG XL picture")),
    (rb"8BPS", ("picture", "a Photoshop picture")),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b", ("picture", "an SVG picture")),
    (rb"\{\\rtf", ("text", "a rich text (RTF) file")),
    (rb"\xffWPC", ("text", "a WordPerfect file")),
    (rb"\s*<\?xml.{,500}?progid=\"Word", ("text", "a Word file (XML)")),
    (rb"\s*(?:<!doctype html|<html|<head|<script|<body)", ("web-page", "a web page (HTML)")),
    (rb"\s*<\?xml.{,300}?<(?:!doctype )?html", ("web-page", "a web page (HTML)")),
    (rb"%FDF-", ("form-data", "form data (FDF), not the form itself")),
    (rb"\s*<\?xml.{,300}?<xfdf", ("form-data", "form data (XFDF), not the form itself")),
    (rb"\s*<\?xml", ("other", "an XML file")),
    (rb"%!PS|\xc5\xd0\xd3\xc6", ("print-file", "a PostScript file")),
    (rb"\x1b%-12345X|\x1bE\x1b", ("print-file", "a file for a printer (PRN)")),
    (rb"(?:From|Received|Return-Path|Delivered-To|MIME-Version|Message-ID):", ("email", "an email")),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", ("archive", "a packed file (RAR, 7-Zip or gzip)")),
    (rb".{4}ftyp|ID3|RIFF.{4}(?:WAVE|AVI )|\x30\x26\xb2\x75", ("recording", "a sound or video file")),
)  # fmt: skip
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PACKED: dict[bytes, tuple[tuple[bytes, Kind], ...]] = {
    _ZIP: (
        (b"word/document", ("text", "a Word file")),
        (b"xl/workbook", ("text", "an Excel file")),
        (b"ppt/presentation", ("text", "a PowerPoint file")),
        (b"application/vnd.oasis.opendocument", ("text", "a LibreOffice file")),
        (b"Index/Document.iwa", ("text", "a Pages, Numbers or Keynote file")),
        (b".fdseq", ("print-file", "an XPS file")),
        (b"", ("archive", "a ZIP file")),
    ),
    _OLE: (
        ("WordDocument".encode("utf-16-le"), ("text", "an old Word file")),
        ("Workbook".encode("utf-16-le"), ("text", "an old Excel file")),
        ("PowerPoint Document".encode("utf-16-le"), ("text", "an old PowerPoint file")),
        ("__substg1.0_".encode("utf-16-le"), ("email", "an Outlook email")),
        (b"", ("text", "an old Word or Excel file")),
    ),
}
"""What is in a file that holds others, and how it is called; the first that is there."""


def other_kind(source: Source) -> Kind | None:
    """What kind of file it is; ``None`` if it is none of those that are known."""
    start = source.read(0, _START)
    for beginning, kinds in _PACKED.items():
        if start.startswith(beginning):
            head = source.read(0, _REACH)
            tail = source.read(max(0, source.size - _REACH), _REACH)
            return next(kind for part, kind in kinds if part in head or part in tail)
    for pattern, kind in _BEGINNINGS:
        if re.match(pattern, start, re.DOTALL | re.IGNORECASE):
            return kind
    return None
