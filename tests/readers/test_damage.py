"""Damage is seen, whether a parser complains or not; what all readers accept is not."""

from __future__ import annotations

import zlib

import pytest

import nextgen_pdf
from facts import facts
from rawpdf import RawPdf


def plain() -> bytes:
    pdf = RawPdf()
    pdf.page("72 72 200 200 re f")
    return pdf.to_bytes()


def changed(old: bytes, new: bytes) -> bytes:
    """The plain file with something changed, and everything else in its place."""
    assert len(new) <= len(old)
    return plain().replace(old, new.ljust(len(old)), 1)


def codes(data: bytes) -> set[str]:
    document = facts(data)
    return {fault.code for fault in (*document.file_faults, *document.faults)}


def test_a_sound_file_has_no_fault() -> None:
    assert codes(plain()) == set()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n \n", "not-pdf"),
        (bytes(2000), "not-pdf"),
        (b"<html><body>Session expired", "not-pdf"),
        (b"PK\x03\x04....", "not-pdf"),
        (b"{\\rtf1 ...}", "not-pdf"),
        (b"%!PS-Adobe-3.0\n", "not-pdf"),
        (plain().replace(b"%PDF-1.7", b"%!PS-Adobe-3.0 PDF-1.7"), "header"),
        (b"%FDF-1.2\n", "not-pdf"),
        (b"hello", "not-pdf"),
        (b"x" * 1025 + plain(), "header"),
        (b"\n" * 1030 + plain(), "header"),
        (b"GET /brief.pdf\r\n" + plain(), "leading-bytes"),
        (plain() + b"<!-- served by -->", "trailing-bytes"),
        (plain() + b"x" * 4000, "trailing-bytes"),
        (plain().replace(b"%%EOF", b""), "end-marker"),
        (plain()[:-40], "truncated"),
        (plain()[:200], "truncated"),
        (plain() + b"\n9 0 obj << /Type", "truncated"),
        (plain().replace(b"startxref\n", b"startxref\n1"), "cross-reference"),
        (plain().replace(b"0000000", b"0000001", 2), "cross-reference"),
        (plain().replace(b"trailer", b"trialer"), "cross-reference"),
        pytest.param(changed(b"/Root 1 0 R", b"/Toor 1 0 R"), "unreadable", marks=pytest.mark.pikepdf),
        (plain().replace(b"\nendobj", b"\nendobi", 1), "object"),
        (plain().replace(b"/Length 18", b"/Length 99"), "object"),
        (changed(b"/Length 18", b""), "object"),
        (plain().replace(b"/Resources << >>", b"/Resources << bare >>"), "object"),
        pytest.param(plain().replace(b"/Size 5", b"/Size 4"), "size-entry", marks=pytest.mark.pikepdf),
        (plain().replace(b"/Count 1", b"/Count 2"), "page-count"),
        (plain().replace(b"/Kids [4 0 R]", b"/Kids [4 0 R 4 0 R]"), "page-twice"),
        (plain().replace(b"/Kids [4 0 R]", b"/Kids [4 0 R null]"), "page-tree"),
        (plain().replace(b"/Kids [4 0 R]", b"/Kids [4 0 R 9 0 R]"), "page-tree"),
        (plain().replace(b"/Kids [4 0 R]", b"/Kids [4 0 R (a)]"), "page-tree"),
        (changed(b"/Kids [4 0 R]", b"/Kids []"), "no-pages"),
        (plain().replace(b"/Resources", b"/Rotate 0 /Rotate 90 /Resources"), "duplicate-key"),
        (changed(b"/Type /Page ", b"/Type /Font "), "type-entry"),
    ],
)  # fmt: skip
def test_is_seen(data: bytes, code: str) -> None:
    assert code in codes(data)
    assert nextgen_pdf.check(data).verdict in ("refused", "caution")


@pytest.mark.parametrize(
    "data",
    [
        b"\n" + plain(),
        plain() + b"\n\r\n \x00\x00",
        changed(b"/Type /Page ", b""),
        changed(b"/Resources << >>", b""),
        changed(b"/Resources << >>", b"/Thumb 7 0 R"),
        changed(b"72 72 200", b"q q 200"),
        changed(b"%PDF-1.7\n", b"%PDF-1.7\r"),
    ],
    ids=[
        "line before",
        "blanks after",
        "no type",
        "no resources",
        "dangling",
        "open q",
        "CR",
    ],
)
def test_harmless_oddities_are_none(data: bytes) -> None:
    assert codes(data) == set()


def compressed(data: bytes, **entries: str) -> bytes:
    pdf = RawPdf()
    pdf.page()
    pdf.page(None, Contents=pdf.stream(data, **{"Filter": "/FlateDecode", **entries}))
    return pdf.to_bytes()


GOOD = zlib.compress(b"72 72 200 200 re f " * 50)


@pytest.mark.parametrize(
    ("data", "entries", "code"),
    [
        (b"not compressed", {}, "content"),
        (GOOD[:-20], {}, "content"),
        (GOOD[:20] + b"\xff\xff" + GOOD[22:], {}, "content"),
        (GOOD[:-4] + b"\0\0\0\0", {}, "content-checksum"),
        (b"x", {"Filter": "/NoSuchDecode"}, "content"),
        pytest.param(
            b"x", {"Filter": "/DCTDecode"}, "content", marks=pytest.mark.pikepdf
        ),
    ],
    ids=["garbage", "cut", "changed", "sum", "unknown filter", "picture filter"],
)
def test_contents_that_do_not_decode(
    data: bytes, entries: dict[str, str], code: str
) -> None:
    (fault,) = facts(compressed(data, **entries)).faults
    assert fault.code == code
    assert fault.location.page == 2


@pytest.mark.parametrize("data", [GOOD, GOOD + b"\n", GOOD + b"\r\n  "])
def test_contents_that_decode(data: bytes) -> None:
    assert codes(compressed(data)) == set()


def test_damage_in_an_object_stream() -> None:
    pdf = RawPdf()
    pdf.page()
    data = pdf.to_packed_bytes()
    assert codes(data) == set()
    assert codes(data.replace(b"/First ", b"/Frist ")) & {"object-stream", "unreadable"}


def test_a_page_tree_that_bites_its_tail() -> None:
    data = plain().replace(b"/Kids [4 0 R]", b"/Kids [2 0 R 4 0 R]")
    assert codes(data) & {"page-tree", "unreadable"}


def test_a_locked_file_is_not_called_damaged() -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.encrypt(user=b"secret")
    report = nextgen_pdf.check(pdf.to_bytes())
    assert {f.rule for f in report.findings} == {"encryption"}
    assert {r.outcome for r in report.rules if r.rule == "malformed"} == {"not-checked"}


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("BT /F9 12 Tf (x) Tj ET", True),
        ("q /F9 12 Tf BT (x) Tj ET Q", True),
        ("BT /F1 12 Tf (x) Tj ET", False),
        ("BT /F9 12 Tf 3 Tr (x) Tj ET", False),
        ("BT /F9 12 Tf () Tj ET", False),
        ("BT /F1 12 Tf q /F9 12 Tf Q (x) Tj ET", False),
        ("BT /F1 12 Tf (/F9 12 Tf) Tj ET", False),
    ],
)
def test_text_in_a_font_that_the_page_does_not_have(content: str, shown: bool) -> None:
    pdf = RawPdf()
    font = "<< /Type /Font /Subtype /Type3 /CharProcs << >> >>"
    pdf.page(content, Resources=f"<< /Font << /F1 {font} >> >>")
    assert codes(pdf.to_bytes()) == ({"font-name"} if shown else set())
