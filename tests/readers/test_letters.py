"""Pages whose text cannot be searched: its fonts do not say which letters they show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nextgen_pdf import UnreadableError
from nextgen_pdf.readers import READERS, Source, chosen_reader, open_document
from rawpdf import RawPdf

TEXT = "BT /F1 12 Tf <000300040005> Tj ET"
PLAIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
MAP = "beginbfchar\n<0003> <{}>\nendbfchar"


def composite(pdf: RawPdf, ordering: str = "Identity", **entries: str) -> str:
    """A composite font whose codes are the numbers of its glyphs."""
    about = f"<< /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >>"
    under = f"<< /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo {about} >>"
    own = {
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": "/A",
        "Encoding": "/Identity-H", "DescendantFonts": f"[{under}]",
    }  # fmt: skip
    written = " ".join(f"/{key} {value}" for key, value in (own | entries).items())
    return pdf.add(f"<< {written} >>")


def named(
    pdf: RawPdf,
    names: str,
    base: str = "",
    kind: str = "Type1",
    widths: str = "",
    name: str = "A",
) -> str:
    """A font with these names for its codes, the first of which is 1."""
    encoding = f"<< /Type /Encoding {base} /Differences [{names}] >>"
    return pdf.add(
        f"<< /Type /Font /Subtype /{kind} /BaseFont /{name} /Encoding {encoding}"
        f" /FirstChar 1 {widths} >>"
    )


def subset(pdf: RawPdf, first: int, widths: str, flags: int = 4, more: str = "") -> str:
    """A TrueType font without an encoding."""
    last = first + len(widths.split()) - 1
    program = pdf.stream("\0\1\0\0")
    about = f"<< /FontName /A /Flags {flags} /FontFile2 {program} >>"
    return pdf.add(
        f"<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar {first}"
        f" /LastChar {last} /Widths [{widths}] /FontDescriptor {about} {more} >>"
    )


def without_letters(
    font: str,
    pdf: RawPdf,
    content: str = TEXT,
    reader: str = chosen_reader(None),
    more: str = "",
) -> tuple[int, ...]:
    resources = f"<< /Font << /F1 {font} /F2 {PLAIN} >> {more} >>"
    pdf.page(content, Resources=resources)
    document = open_document(Source(pdf.to_bytes()), reader=reader)
    return tuple(document.pages_without_letters)


UNKNOWN: dict[str, Callable[[RawPdf], str]] = {
    "composite": composite,
    "composite with a map of nothing": lambda pdf: composite(
        pdf, ToUnicode=pdf.stream("begincmap endcmap")
    ),
    "private use": lambda pdf: composite(
        pdf, ToUnicode=pdf.stream(MAP.format("F0B7"))
    ),
    "control characters": lambda pdf: composite(
        pdf, ToUnicode=pdf.stream("beginbfrange <03> <05> <0001> <06> <06> [<0002>] endbfrange")
    ),
    "a map of its own": lambda pdf: composite(pdf, Encoding=pdf.stream("begincmap endcmap")),
    "numbered glyphs": lambda pdf: named(pdf, "1 /g12 /g7 /g101 /space /.notdef"),
    "numbered glyphs in words": lambda pdf: named(pdf, "40 /glyph3 /cid:77 /index12"),
    "numbered letters of a Type 3 font": lambda pdf: named(pdf, "1 /C0011 /C0019", kind="Type3"),
    "numbered glyphs over all that is used of a base": lambda pdf: named(
        pdf, "1 /g12 /g7", "/BaseEncoding /WinAnsiEncoding", widths="/Widths [500 500 0]"
    ),
    "numbered like ornaments": lambda pdf: named(pdf, "1 /a20 /a109"),
    "numbers that are codes of no letter": lambda pdf: named(pdf, "1 /a1 /a2 /G03"),
    "codes in order from !": lambda pdf: subset(pdf, 33, "500 " * 40),
    "codes in order from 1": lambda pdf: subset(pdf, 1, "500 " * 40),
}  # fmt: skip
KNOWN: dict[str, Callable[[RawPdf], str]] = {
    "composite with a map": lambda pdf: composite(pdf, ToUnicode=pdf.stream(MAP.format("0041"))),
    "composite with a map of ranges": lambda pdf: composite(
        pdf, ToUnicode=pdf.stream("1 beginbfrange <0003> <0005> [<F0B7> <0042>] endbfrange")
    ),
    "composite with a map by name": lambda pdf: composite(pdf, ToUnicode="/Identity-H"),
    "composite with a torn map": lambda pdf: composite(
        pdf, ToUnicode=pdf.stream("torn", Filter="/FlateDecode")
    ),
    "a known collection": lambda pdf: composite(pdf, "Japan1"),
    "codes that are letters": lambda pdf: composite(pdf, Encoding="/UniJIS-UTF16-H"),
    "a standard font": lambda _: PLAIN,
    "named glyphs": lambda pdf: named(pdf, "1 /g12 /A /g14"),
    "glyphs named after letters": lambda pdf: named(pdf, "1 /uni0041 /u1F600 /afii10017 /H18533"),
    "ornaments": lambda pdf: named(pdf, "1 /a20 /a109", name="ABCDEF+ZapfDingbats"),
    "numbers that are the codes": lambda pdf: named(pdf, "65 /g65 /G42 67 /c067"),
    "numbered glyphs beside those of a base": lambda pdf: named(
        pdf, "1 /g12 /g7", "/BaseEncoding /WinAnsiEncoding", widths="/Widths [500 500 0 500]"
    ),
    "numbered glyphs over a base": lambda pdf: named(pdf, "1 /g12 /g7", "/BaseEncoding /WinAnsiEncoding"),
    "no names": lambda pdf: named(pdf, ""),
    "words without an encoding": lambda pdf: subset(pdf, 32, "250 " * 91),
    "capitals without an encoding": lambda pdf: subset(pdf, 33, "333 0 0 0 500 " * 11),
    "an encoding of its own": lambda pdf: subset(pdf, 33, "500 " * 40, more="/Encoding /MacRomanEncoding"),
    "codes that are not its own": lambda pdf: subset(pdf, 33, "500 " * 40, flags=32),
    "a font that is none": lambda _: "(F)",
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_font_that_does_not_say_its_letters(kind: str, reader: str) -> None:
    pdf = RawPdf()
    assert without_letters(UNKNOWN[kind](pdf), pdf, reader=reader) == (1,)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", KNOWN)
def test_a_font_that_says_them_or_may(kind: str, reader: str) -> None:
    pdf = RawPdf()
    assert without_letters(KNOWN[kind](pdf), pdf, reader=reader) == ()


@pytest.mark.parametrize(
    "content",
    [
        f"{TEXT} BT /F2 9 Tf (Page 1) Tj ET",  # something can be searched
        f"{TEXT} BT /F2 9 Tf 3 Tr (Plaintiff) Tj ET",  # an invisible layer of text
        f"{TEXT} /Fm Do",
        "BT /F3 12 Tf <0003> Tj ET",
        "BT /G1 gs <0003> Tj ET",
        "/F1 12 Tf 0 0 9 9 re f",
        "",
    ],
)
def test_pages_that_show_something_else(content: str) -> None:
    pdf = RawPdf()
    form = pdf.stream("BT /F2 9 Tf (Page 1) Tj ET", Subtype="/Form")
    more = f"/XObject << /Fm {form} >>"
    assert without_letters(composite(pdf), pdf, content, more=more) == ()


def test_the_text_may_be_in_a_form() -> None:
    pdf = RawPdf()
    fonts = f"<< /Font << /F1 {composite(pdf)} >> >>"
    inner = pdf.stream(TEXT, Subtype="/Form", Resources=fonts)
    outer = pdf.stream(
        "/A Do", Subtype="/Form", Resources=f"<< /XObject << /A {inner} >> >>"
    )
    pdf.page()
    more = f"/XObject << /Fm {outer} >>"
    assert without_letters(PLAIN, pdf, "/Fm Do", more=more) == (2,)


def test_content_that_does_not_decode_is_a_gap() -> None:
    pdf = RawPdf()
    torn = pdf.stream("torn", Filter="/FlateDecode")
    resources = f"<< /Font << /F1 {composite(pdf)} >> >>"
    pdf.page(TEXT, Resources=resources)
    pdf.page(None, Contents=torn, Resources=resources)
    found = open_document(Source(pdf.to_bytes())).pages_without_letters
    assert found.found == (1,)
    assert isinstance(found.gap, UnreadableError)
