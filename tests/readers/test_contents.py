"""Contents of pages: what does not decode is not looked at, and shared work is done once."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import pytest

import nextgen_pdf
from nextgen_pdf import Report
from nextgen_pdf.readers import READERS, Source, open_document
from nextgen_pdf.readers.facts.fonts import sample_text
from nextgen_pdf.readers.facts.fonts.painted_fonts import Painting
from nextgen_pdf.readers.structure import decoded_contents
from nextgen_pdf.readers.structure.decoded_contents import (
    Content,
    DecodedContents,
    Streams,
)
from nextgen_pdf.readers.syntax.content_stream import Meter
from rawpdf import RawPdf

TEXT = b"BT /F1 12 Tf 72 700 Td (Plaintiff) Tj ET"
FONT = "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond >>"
FONTS = f"<< /Font << /F1 {FONT} >> >>"
PROGRAM = b"\x00\x01\x00\x00rest of a program"
GOOD = zlib.compress(TEXT)
Build = Callable[[RawPdf], object]

both_readers = pytest.mark.parametrize("reader", READERS)


def report(build: Build, reader: str) -> Report:
    pdf = RawPdf()
    build(pdf)
    return nextgen_pdf.check(pdf.to_bytes(), reader=reader)


def codes(report: Report, *rules: str) -> list[str]:
    return [
        f"{finding.rule}/{finding.code}"
        for finding in report.findings
        if finding.rule in (rules or ("malformed", "fonts"))
    ]


def unchecked(report: Report) -> set[str]:
    return {rule.rule for rule in report.rules if rule.outcome == "not-checked"}


def contents(data: bytes, filters: str) -> Build:
    return lambda pdf: pdf.page(
        None, Contents=pdf.stream(data, Filter=filters), Resources=FONTS
    )


@both_readers
@pytest.mark.parametrize(
    "checksum", [b"", b"\0", b"\0\0\0", b"\1\2\3\4", b"\1\2\3\4\n"]
)
def test_data_without_its_checksum_is_used(checksum: bytes, reader: str) -> None:
    seen = report(contents(GOOD[:-4] + checksum, "/FlateDecode"), reader)
    assert sorted(codes(seen)) == ["fonts/not-embedded", "malformed/content-checksum"]
    assert seen.verdict == "caution"


@both_readers
@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n"])
@pytest.mark.parametrize(
    "filters",
    ["/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "[/ASCII85Decode /FlateDecode]"],
)
def test_no_data_is_nothing(data: bytes, filters: str, reader: str) -> None:
    assert codes(report(contents(data, filters), reader)) == []


@both_readers
@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (GOOD[:-12], "/FlateDecode"),
        (b"x" + GOOD, "/FlateDecode"),
        (GOOD[2:], "/FlateDecode"),
        (b"30\xa931>", "/ASCIIHexDecode"),
        (b"87c\xe9URD]~>", "/ASCII85Decode"),
        (b"x", "/NoSuchDecode"),
    ],
)
def test_what_does_not_decode_is_not_looked_at(
    data: bytes, filters: str, reader: str
) -> None:
    seen = report(contents(data, filters), reader)
    assert codes(seen) == ["malformed/content"]
    assert unchecked(seen) == {"fonts", "searchable-text"}


@both_readers
def test_a_page_with_text_has_text_whatever_else_it_lacks(reader: str) -> None:
    def build(pdf: RawPdf) -> None:
        parts = f"[{pdf.stream(b'bad', Filter='/FlateDecode')} {pdf.stream(TEXT)}]"
        pdf.page(None, Contents=parts, Resources=FONTS)

    seen = report(build, reader)
    assert sorted(codes(seen)) == ["fonts/not-embedded", "malformed/content"]
    assert unchecked(seen) == {"fonts"}


@both_readers
def test_a_form_that_does_not_decode_is_not_looked_at(reader: str) -> None:
    def build(pdf: RawPdf) -> None:
        form = pdf.stream(b"bad", Subtype="/Form", Filter="/FlateDecode")
        resources = f"<< /XObject << /X {form} >> /Font << /F1 {FONT} >> >>"
        pdf.page("/X Do", Resources=resources)

    assert unchecked(report(build, reader)) == {"fonts", "searchable-text"}


@both_readers
@pytest.mark.parametrize("end", [b"\x80", b""])
def test_run_length(end: bytes, reader: str) -> None:
    data = bytes([len(TEXT) - 1]) + TEXT + end
    seen = report(contents(data, "/RunLengthDecode"), reader)
    assert codes(seen) == ["fonts/not-embedded"]


@both_readers
@pytest.mark.parametrize("entry", ["99 0 R", "[99 0 R]", "[null 99 0 R]", "null", "9"])
def test_contents_that_are_nothing(entry: str, reader: str) -> None:
    seen = report(lambda pdf: pdf.page(None, Contents=entry), reader)
    assert codes(seen, "malformed") == []


@both_readers
@pytest.mark.parametrize("checksum", [b"", b"\1\2\3\4"])
def test_a_font_program_without_its_checksum_is_used(
    checksum: bytes, reader: str
) -> None:
    def build(pdf: RawPdf) -> None:
        data = zlib.compress(PROGRAM)[:-4] + checksum
        program = pdf.stream(data, Filter="/FlateDecode")
        font = FONT.replace(" >>", f" /FontDescriptor << /FontFile2 {program} >> >>")
        pdf.page(TEXT, Resources=f"<< /Font << /F1 {font} >> >>")

    assert codes(report(build, reader)) == []


@both_readers
def test_an_operator_and_its_operands_may_be_in_two_streams(reader: str) -> None:
    def build(pdf: RawPdf) -> None:
        parts = [pdf.stream(p) for p in ("BT /F1", "12", "Tf 3", "Tr (x)", "Tj ET")]
        pdf.page(None, Contents=f"[{' '.join(parts)}]", Resources=FONTS)

    seen = report(build, reader)
    assert codes(seen) == codes(seen, "searchable-text") == []


# --- shared work ---


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Streams]:
    """The contents that were decoded, to look at them or to read all of them."""
    seen: list[Streams] = []

    class Noting(DecodedContents):
        def read(self, streams: Streams, meter: Meter) -> Content:
            seen.append(streams)
            return super().read(streams, meter)

    monkeypatch.setattr("nextgen_pdf.readers.reader.DecodedContents", Noting)
    return seen


@both_readers
def test_contents_that_pages_share_are_read_once(
    decoded: list[Streams], reader: str
) -> None:
    def build(pdf: RawPdf) -> None:
        content = pdf.stream(TEXT)
        array = pdf.add(f"[{pdf.stream(b'f')} {content}]")
        for _ in range(50):
            pdf.page(None, Contents=content, Resources=FONTS)
            pdf.page(None, Contents=array, Resources=FONTS)

    assert codes(report(build, reader)) == ["fonts/not-embedded"]
    assert len(decoded) == 5, "looked at, read for the fonts, and one for the words"


@both_readers
def test_forms_that_pages_share_are_painted_once(reader: str) -> None:
    painted = []

    class Counting(Painting):
        def _paint_anew(self, scope: Any) -> Any:
            painted.append(scope)
            return super()._paint_anew(scope)

    def build(pdf: RawPdf) -> None:
        form = pdf.stream(TEXT, Subtype="/Form", Resources=FONTS)
        for _ in range(20):
            pdf.page(f"/X Do {_} 0 m", Resources=f"<< /XObject << /X {form} >> >>")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "nextgen_pdf.readers.facts.fonts.painted_fonts.Painting", Counting
        )
        (finding,) = (f for f in report(build, reader).findings if f.rule == "fonts")
    assert finding.location.pages == tuple(range(1, 21))
    assert len(painted) == 21


def repeated(pdf: RawPdf) -> None:
    """One content, 20,000 times on one page."""
    content = pdf.stream(zlib.compress(TEXT * 200), Filter="/FlateDecode")
    pdf.page(None, Contents=f"[{f'{content} ' * 20_000}]", Resources=FONTS)


def sharing(pdf: RawPdf) -> None:
    """Contents that are nearly the same on all pages."""
    content = pdf.stream(zlib.compress(b"0 0 m q Q " * 400_000), Filter="/FlateDecode")
    for number in range(300):
        own = pdf.stream(f"{number} 0 m")
        pdf.page(None, Contents=f"[{own} {content}]", Resources=FONTS)


def many_texts(pdf: RawPdf) -> None:
    for number in range(20):
        data = zlib.compress(b"3 Tr (x) Tj " * 10_000 + b"%d" % number)
        pdf.page(
            None, Contents=pdf.stream(data, Filter="/FlateDecode"), Resources=FONTS
        )


@pytest.mark.pikepdf
@pytest.mark.parametrize("build", [repeated, sharing, many_texts])
def test_too_much_is_said(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoded_contents, "MAX_WORDS", 200_000)
    seen = report(build, "pikepdf")
    assert "fonts" in unchecked(seen)
    assert seen.verdict == "unchecked"


# --- first words ---


@pytest.mark.parametrize(
    ("counting", "words"), [(None, "Plaintiff"), (["not-embedded"], "Plaintiff"), ([], "")]
)  # fmt: skip
def test_words_are_read_for_findings_that_count(
    counting: list[str] | None, words: str
) -> None:
    pdf = RawPdf()
    pdf.page(TEXT, Resources=FONTS)
    with open_document(Source(pdf.to_bytes()), counting=counting) as document:
        (font,) = document.fonts
    assert font.words == words


def test_words_are_read_of_few_pages() -> None:
    pdf = RawPdf()
    for number in range(sample_text.MAX_PAGES + 5):
        font = FONT.replace("Garamond", f"Font{number}")
        pdf.page(TEXT, Resources=f"<< /Font << /F1 {font} >> >>")
    with open_document(Source(pdf.to_bytes())) as document:
        fonts = list(document.fonts)
    assert len([font for font in fonts if font.words]) == sample_text.MAX_PAGES
