"""Embeds the 14 standard fonts (9.6.2.2): those that PDFium draws them with.

So the copy shows what the document showed, on every computer. They are free fonts, part
of PDFium. Other fonts that are missing cannot be had: who made the document has them.
"""

from __future__ import annotations

import ctypes
import io
import re
from functools import cache
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from fontTools.agl import UV2AGL, toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.basePen import NullPen
from pikepdf import Array, Dictionary, Name, Stream
from pypdf._codecs import symbol, zapfding
from pypdfium2 import raw

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.proof.objects import get, items, number, text

_SIMPLE = ("/Type1", "/TrueType", "/MMType1")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FAMILY = re.compile(
    r"(helvetica|arial|arialmt|timesnewroman|timesnewromanps|timesnewromanpsmt|times"
    r"|times-roman|couriernew|couriernewps|couriernewpsmt|courier|courierstd)"
    r"[,-]?(roman|regular|normal|bold|italic|oblique|bolditalic|boldoblique)?(mt)?"
)
_BULLET = 0x2022
_NOTDEF = ".notdef"


class _Program(NamedTuple):
    """A font program that PDFium brings, and what it says of itself."""

    data: bytes
    widths: dict[str, float]
    encoding: dict[int, str]
    box: list[int]
    ascent: float
    descent: float
    angle: int


def embed(copy: Copy) -> None:
    """Embed every standard font that the document uses and lacks."""
    streams: dict[str, Any] = {}
    for holder in copy.dictionaries():
        if text(get(holder, "/Subtype")) not in _SIMPLE:
            continue
        described = get(holder, "/FontDescriptor")
        if any(get(described, key) is not None for key in _PROGRAMS):
            continue
        base = standard(text(get(holder, "/BaseFont"))[1:])
        if base is None:
            continue
        if base not in streams:
            stream = copy.pdf.make_stream(_program(base).data)
            stream["/Subtype"] = Name("/Type1C")
            streams[base] = stream
        _complete(copy, holder, base, streams[base])
        copy.did("embedded a standard font")


def standard(name: str) -> str | None:
    """Which standard font is meant by a name; ``None`` for any other font."""
    low = _SUBSET.sub("", name).replace(" ", "").lower()
    if low in ("symbol", "symbolmt"):
        return "Symbol"
    if low in ("zapfdingbats", "itczapfdingbats"):
        return "ZapfDingbats"
    found = _FAMILY.fullmatch(low)
    if found is None:
        return None
    style = found[2] or ""
    bold, slanted = "bold" in style, "italic" in style or "oblique" in style
    if found[1].startswith("times"):
        kind = "Bold" * bold + "Italic" * slanted
        return f"Times-{kind or 'Roman'}"
    family = "Helvetica" if found[1].startswith(("helv", "arial")) else "Courier"
    kind = "Bold" * bold + "Oblique" * slanted
    return f"{family}-{kind}" if kind else family


@cache
def _program(base: str) -> _Program:
    font, _document = _in_pdfium(base)
    size = ctypes.c_size_t()
    raw.FPDFFont_GetFontData(font, None, 0, size)
    buffer = (ctypes.c_uint8 * size.value)()
    raw.FPDFFont_GetFontData(font, buffer, size.value, size)
    data = bytes(buffer)
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    raw.FPDFFont_GetAscent(font, 1000.0, ascent)
    raw.FPDFFont_GetDescent(font, 1000.0, descent)
    angle = ctypes.c_int()
    raw.FPDFFont_GetItalicAngle(font, angle)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    widths = {}
    for glyph in top.CharStrings.keys():  # noqa: SIM118  (it is no dictionary)
        drawn = top.CharStrings[glyph]
        drawn.draw(NullPen())
        widths[glyph] = drawn.width
    own = top.Encoding if isinstance(top.Encoding, list) else StandardEncoding
    encoding = dict(enumerate(own))
    if base in ("Symbol", "ZapfDingbats"):
        encoding = _pictures(base, widths)
    box = [int(side) for side in top.FontBBox]
    return _Program(
        data, widths, encoding, box, ascent.value, descent.value, angle.value
    )


def _in_pdfium(base: str) -> tuple[Any, Any]:
    """The font in PDFium, and the document that keeps it alive."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(99, 99))
        page = pdf.pages[0].obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base}"))
        page["/Resources"] = Dictionary(Font=Dictionary(F1=font))
        page["/Contents"] = pdf.make_stream(b"BT /F1 24 Tf 10 30 Td (a) Tj ET")
        written = io.BytesIO()
        pdf.save(written)
    document = pypdfium2.PdfDocument(written.getvalue())
    shown = document[0]
    (drawn,) = shown.get_objects()
    return raw.FPDFTextObj_GetFont(drawn.raw), (document, shown, drawn)


def _pictures(base: str, widths: dict[str, float]) -> dict[int, str]:
    """The encodings of the two fonts that have no letters (Annex D.5, D.6)."""
    zapf = base == "ZapfDingbats"
    glyphs = {
        toUnicode(glyph, isZapfDingbats=zapf): glyph
        for glyph in widths
        if glyph != _NOTDEF
    }
    glyphs.setdefault("\u03bc", "mu")
    # the one list that this program needs of pypdf, which has no public name for it
    codes = zapfding._zapfding_encoding if zapf else symbol._symbol_encoding  # noqa: SLF001
    found = {code: glyphs[sign] for code, sign in enumerate(codes) if sign in glyphs}
    found.setdefault(32, "space")
    return found


def _windows() -> dict[int, str]:
    """WinAnsiEncoding, with what viewers show for codes that it leaves out (D.2)."""
    found = {}
    for code in range(32, 256):
        try:
            sign = ord(bytes([code]).decode("cp1252"))
        except UnicodeDecodeError:
            sign = _BULLET
        found[code] = {0xA0: "space", 0xAD: "hyphen"}.get(sign) or UV2AGL.get(sign, "")
    return found


def _encoding(font: Any, base: str) -> dict[int, str]:
    """The glyph of each code (9.6.6), made plain in the font where it was left open."""
    symbolic = base in ("Symbol", "ZapfDingbats")
    said = get(font, "/Encoding")
    is_list = isinstance(said, Dictionary)
    found = dict(_program(base).encoding)
    if not symbolic:
        true_type = text(get(font, "/Subtype")) == "/TrueType"
        name = text(get(said, "/BaseEncoding") if is_list else said)
        if name == "/WinAnsiEncoding" or (true_type and name != "/MacRomanEncoding"):
            found = _windows()
        else:
            found = dict(
                enumerate(MacRoman if name == "/MacRomanEncoding" else StandardEncoding)
            )
        known = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
        if name not in known:
            plain = Name.WinAnsiEncoding if true_type else Name.StandardEncoding
            if not is_list:
                font["/Encoding"] = plain
            elif true_type:
                said["/BaseEncoding"] = plain
    code = 0
    for each in items(get(said, "/Differences")) if is_list else []:
        if isinstance(each, Name):
            found[code] = text(each)[1:]
            code += 1
        else:
            code = int(number(each) or 0)
    return found


def _complete(copy: Copy, font: Any, base: str, stream: Stream) -> None:
    """Give a font its program, and all that belongs to it (9.8)."""
    program = _program(base)
    encoding = _encoding(font, base)
    if get(font, "/Widths") is None:
        font["/FirstChar"], font["/LastChar"] = 0, 255
        glyphs = (encoding.get(code) or _NOTDEF for code in range(256))
        font["/Widths"] = Array([round(program.widths.get(g, 0)) for g in glyphs])
    symbolic = base in ("Symbol", "ZapfDingbats")
    if symbolic:
        listed = Array()
        for code, glyph in sorted(encoding.items()):
            if glyph and glyph != _NOTDEF:
                listed.append(code)
                listed.append(Name(f"/{glyph}"))
        font["/Encoding"] = Dictionary(Type=Name.Encoding, Differences=listed)
    flags = 4 if symbolic else 32
    flags |= base.startswith("Courier") | 2 * base.startswith("Times")
    flags |= 64 * bool(program.angle)
    name = Name(f"/{base}")
    font["/Subtype"], font["/BaseFont"] = Name.Type1, name
    font["/FontDescriptor"] = copy.pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=flags,
            FontBBox=Array(program.box),
            ItalicAngle=program.angle,
            Ascent=round(program.ascent),
            Descent=round(program.descent),
            CapHeight=round(program.ascent * 0.95),
            StemV=80,
            MissingWidth=0,
            FontFile3=stream,
        )
    )
