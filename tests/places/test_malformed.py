"""Section 12: damage, and what only looks like it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import pytest

from places.builders import FORM, catalog, page, together, xobject
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

BROKEN = "error malformed, *"
"""The rest of a damaged file may be judged or not."""
NOT_PDF = "error malformed/not-pdf, maybe pdf-version, unchecked"
LESSER = "warning malformed"


def plain(build: Build = RawPdf.page) -> bytes:
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        pdf.page()
    return pdf.to_bytes()


def brief(pdf: RawPdf) -> None:
    """Three pages with something on them."""
    for number in range(3):
        pdf.page(f"72 7{number} 200 200 re f")


PLAIN = plain(brief)


def packed() -> bytes:
    pdf = RawPdf()
    brief(pdf)
    return pdf.to_packed_bytes()


PACKED = packed()


def changed(old: bytes, new: bytes, data: bytes = PLAIN, count: int = 1) -> bytes:
    """The plain file with something replaced, and everything else in its place."""
    assert old in data
    assert len(new) <= len(old)
    return data.replace(old, new.ljust(len(old)), count)


def longer(old: bytes, new: bytes, data: bytes = PLAIN) -> bytes:
    """The plain file with something replaced, and the offsets in the table corrected."""
    assert data.count(old) == 1
    data = data.replace(old, new)
    for match in re.finditer(rb"(?m)^(\d+) 0 obj", data):
        entry = rb"(?m)^(%b 1\n)\d{10} (\d{5} n)" % match[1]
        there = b"%010d " % match.start()
        data = re.sub(entry, rb"\g<1>" + there + rb"\2", data)
    start = data.index(b"\nxref\n") + 1
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % start, data)


def swapped() -> bytes:
    """Two objects whose offsets are exchanged in the table."""
    first, second = re.findall(rb"\d{10} 00000 n", PLAIN)[2:4]
    return PLAIN.replace(first, b"#").replace(second, first).replace(b"#", second)


def hybrid(damage: Callable[[bytes], bytes] = lambda data: data) -> bytes:
    """A table, and beside it a stream for one more object (7.5.8.4)."""
    pdf = RawPdf()
    pdf.page()
    out = pdf.to_bytes()
    out = out[: out.index(b"xref\n0")]
    rows = b"".join(b"\x01" + len(out).to_bytes(4, "big") + b"\0\0" for _ in range(1))
    stream_at = len(out)
    out += b"7 0 obj\n<< /Type /XRef /W [1 4 2] /Index [7 1] /Size 8 /Root 1 0 R"
    out += b" /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(rows), rows)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in range(1, 5):
        at = out.index(b"\n%d 0 obj" % number) + 1
        out += b"%d 1\n%010d 00000 n \n" % (number, at)
    out += b"trailer\n<< /Root 1 0 R /Size 8 /XRefStm %d >>\n" % stream_at
    return damage(out + b"startxref\n%d\n%%%%EOF\n" % start)


OTHERS = {
    "empty": (b"", "error malformed/empty, maybe pdf-version, unchecked"),
    "blank": (b"\n \r\n", NOT_PDF),
    "web-page": (b"<!DOCTYPE html>\n<html><body>Session expired</body></html>", NOT_PDF),
    "web-page-with-words": (b"<html><a href='x.pdf'>%PDF</a></html>", NOT_PDF),
    "word-document": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml" + bytes(50), NOT_PDF),
    "old-word-document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), NOT_PDF),
    "rich-text": (b"{\\rtf1\\ansi Motion}", NOT_PDF),
    "picture-jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(99), NOT_PDF),
    "picture-png": (b"\x89PNG\r\n\x1a\n" + bytes(99), NOT_PDF),
    "picture-tiff": (b"II*\x00" + bytes(99), NOT_PDF),
    "postscript": (b"%!PS-Adobe-3.0\n%%Title: Motion\nshowpage\n", NOT_PDF),
    "text": (b"UNITED STATES DISTRICT COURT\n", NOT_PDF),
    "wordperfect": (b"\xffWPC" + bytes(99), NOT_PDF),
    "zeros": (bytes(4096), NOT_PDF),
    "noise": (bytes((n * n * 31 + n * 7) % 251 for n in range(3000)), NOT_PDF),
    "form-data": (b"%FDF-1.2\n1 0 obj << /FDF << >> >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", NOT_PDF),
    "only-a-header": (b"%PDF-1.7\n", "error malformed, unchecked"),
    "only-header-and-end": (b"%PDF-1.7\n%%EOF\n", "error malformed, unchecked"),
}  # fmt: skip


VERTICAL_TABS = {
    "behind-xref": (b"\nxref\n", b"\nxref\v"),
    "in-a-header": (b"\nxref\n0 ", b"\nxref\n0\v"),
    "in-a-row": (b" 00000 n", b"\v00000 n"),
    "in-the-trailer": (b"trailer", b"trailer\v"),
    "behind-the-trailer": (b"startxref", b"\vstartxref"),
    "in-the-last-line": (b"startxref\n", b"startxref\v"),
}


def kept(data: bytes, part: float) -> bytes:
    return data[: int(len(data) * part)]


FILES = [
    *[Case(f"not-pdf-{name}", data, expect) for name, (data, expect) in OTHERS.items()],
    Case("header-missing", longer(b"%PDF-1.7\n", b""), "error malformed, *"),
    Case("header-beyond-1024", b" " * 1030 + PLAIN, "error malformed/header, *"),
    Case("header-at-1000", b"x" * 999 + b"\n" + PLAIN, f"{LESSER}/leading-bytes"),
    Case("junk-before", b"HTTP/1.1 200 OK\r\n\r\n" + PLAIN, f"{LESSER}/leading-bytes"),
    Case("junk-before-offsets-from-start", longer(b"%PDF-1.7\n", b"x-spool: 1\n%PDF-1.7\n"), "report malformed"),
    Case("junk-after", PLAIN + b"<script>track()</script>\n", f"{LESSER}/trailing-bytes"),
    Case("junk-after-zeros", PLAIN + bytes(500)),
    Case("polyglot-shell", b"#!/bin/sh\nexec true\n" + PLAIN, f"{LESSER}/leading-bytes"),
    Case("polyglot-archive", PLAIN + b"PK\x03\x04" + bytes(26) + b"a.txtPK\x05\x06" + bytes(18), f"{LESSER}/trailing-bytes"),
    Case("mark-before", b"\xef\xbb\xbf" + PLAIN, "maybe malformed/leading-bytes"),
    Case("line-before", b"\r\n" + PLAIN, "maybe malformed/leading-bytes"),
    *[Case(f"cut-at-{part}-percent", kept(PLAIN, part / 100), BROKEN) for part in (5, 20, 50, 80, 95)],
    *[Case(f"packed-cut-at-{part}-percent", kept(PACKED, part / 100), BROKEN) for part in (5, 20, 50, 80, 95)],
    Case("cut-in-the-end-marker", PLAIN[:-4], "report malformed"),
    Case("end-marker-missing", PLAIN.replace(b"%%EOF\n", b""), f"{LESSER}/end-marker"),
    Case("index-pointer-missing", re.sub(rb"startxref\n\d+\n", b"", PLAIN), BROKEN),
    Case("index-pointer-zero", re.sub(rb"startxref\n\d+", b"startxref\n0", PLAIN), BROKEN),
    Case("index-pointer-wrong", re.sub(rb"startxref\n\d+", b"startxref\n77", PLAIN), BROKEN),
    Case("index-pointer-beyond", re.sub(rb"startxref\n\d+", b"startxref\n99999999999", PLAIN), BROKEN),
    Case("index-pointer-negative", re.sub(rb"startxref\n\d+", b"startxref\n-5", PLAIN), BROKEN),
    Case("index-pointer-one-off", re.sub(rb"startxref\n(\d+)", lambda m: b"startxref\n%d" % (int(m[1]) - 4), PLAIN), BROKEN),
    Case("index-entries-wrong", re.sub(rb"00(\d{8}) 00000 n", rb"01\1 00000 n", PLAIN), BROKEN),
    Case("index-entries-short", PLAIN.replace(b" n \n", b" n\n"), "maybe malformed"),
    Case("index-swapped", swapped(), BROKEN),
    # qpdf takes it for white space; table 1 of 7.2.2 does not
    *[Case(f"index-vertical-tab-{where}", PLAIN.replace(*change), BROKEN) for where, change in VERTICAL_TABS.items()],
    Case("index-garbage", changed(b"xref\n0 1", b"xxxx"), BROKEN),
    Case("trailer-missing", changed(b"trailer", b"", PLAIN), BROKEN),
    Case("trailer-without-root", changed(b"/Root 1 0 R", b"", PLAIN), "error malformed, unchecked, maybe pdf-version"),
    Case("trailer-root-is-null", changed(b"/Root 1 0 R", b"/Root null", PLAIN), "error malformed, unchecked, maybe pdf-version"),
    Case("trailer-root-is-a-page", changed(b"/Root 1 0 R", b"/Root 4 0 R", PLAIN), BROKEN),
    Case("trailer-root-is-missing", changed(b"/Root 1 0 R", b"/Root 9 0 R"), BROKEN),
    Case("converted-line-ends", plain(lambda pdf: pdf.page(zlib.compress(b"0 0 m\n" * 99))).replace(b"\n", b"\r\n"), BROKEN),
    Case("stripped-to-seven-bits", bytes(b & 0x7F for b in plain(lambda pdf: pdf.page(zlib.compress(b"0 0 m\n" * 99), Contents=pdf.stream(zlib.compress(b"0 0 m\n" * 99), Filter="/FlateDecode")))), BROKEN),
    Case("bytes-lost-inside", PLAIN[:200] + PLAIN[230:], BROKEN),
    Case("bytes-inserted-inside", PLAIN[:200] + b"  " + PLAIN[200:], BROKEN),
]  # fmt: skip

OBJECTS = [
    Case("object-end-missing", changed(b"endobj\n4 0", b"\n4 0", PLAIN), BROKEN),
    Case("stream-end-missing", changed(b"endstream\n", b"\n"), BROKEN),
    Case("stream-length-too-long", changed(b"/Length 18", b"/Length 99"), BROKEN),
    Case("stream-length-too-short", changed(b"/Length 18", b"/Length 3"), BROKEN),
    Case("stream-length-missing", changed(b"/Length 18", b""), BROKEN),
    Case("stream-length-negative", changed(b"/Length 18", b"/Length -1"), BROKEN),
    Case("stream-length-is-text", changed(b"/Length 18", b"/Length (a"), BROKEN),
    Case("stream-length-of-itself", longer(b"3 0 obj\n<< /Length 18", b"3 0 obj\n<< /Length 3 0 R"), BROKEN),
    Case("dictionary-not-closed", longer(b"/Kids [4 0 R 6 0 R 8 0 R] /Count 3 >>", b"/Kids [4 0 R 6 0 R 8 0 R] /Count 3"), BROKEN),
    Case("dictionary-closed-twice", longer(b"/Count 3 >>", b"/Count 3 >> >>"), BROKEN),
    Case("dictionary-key-is-no-name", longer(b"/Count 3 >>", b"/Count 3 (key) 5 >>"), "report malformed, *"),
    Case("dictionary-odd", longer(b"/Count 3 >>", b"/Count 3 /Odd >>"), "report malformed"),
    Case("array-not-closed", longer(b"8 0 R] /Count 3", b"8 0 R /Count 3"), BROKEN),
    Case("string-not-closed", plain(catalog(Lang="(en-US")), BROKEN),
    Case("hex-string-not-closed", plain(catalog(Lang="<656e")), BROKEN),
    Case("bare-keyword", longer(b"/Count 3 >>", b"/Count 3 /A bare >>"), BROKEN),
    Case("bare-keyword-alone", longer(b"/Count 3 >>", b"/Count 3 bare >>"), BROKEN),
    Case("number-mistyped", longer(b"/Count 3 >>", b"/Count 3 /A 1.2.3 >>"), "report malformed, *"),
    Case("object-number-differs", changed(b"\n4 0 obj", b"\n5 0 obj"), BROKEN),
    Case("object-empty", plain(lambda pdf: pdf.catalog.update(Spare=pdf.add(""))), "maybe malformed"),
]  # fmt: skip


def catalog_of(entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.objects[1] = f"<< /Type /Catalog {entries} >>".encode()

    return build


def tree(entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.page()
        page = f"{pdf.pages[0]} 0 R"
        pdf.objects[2] = f"<< /Type /Pages {entries.replace('PAGE', page)} >>".encode()

    return build


def page_of_two_nodes(pdf: RawPdf) -> None:
    """A circle of two nodes of the page tree."""
    pdf.page()
    leaf, node = pdf.pages[0], max(pdf.objects) + 1
    pdf.add(f"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R {leaf} 0 R] /Count 2 >>")
    pdf.objects[2] = f"<< /Type /Pages /Kids [{node} 0 R] /Count 2 >>".encode()


def contents(data: bytes, **entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.page(None, Contents=pdf.stream(data, **entries))

    return build


GOOD = zlib.compress(b"72 72 200 200 re f " * 40)
CONTENT = "error malformed/content, unchecked"

STRUCTURE = [
    Case("no-page-tree", catalog_of(""), BROKEN),
    Case("page-tree-null", catalog_of("/Pages null"), BROKEN),
    Case("page-tree-dangling", catalog_of("/Pages 99 0 R"), BROKEN),
    Case("page-tree-is-text", catalog_of("/Pages (2 0 R)"), BROKEN),
    Case("page-tree-is-a-page", catalog_of("/Pages 4 0 R"), "report malformed, *"),
    Case("zero-pages", tree("/Kids [] /Count 0"), "error malformed/no-pages"),
    Case("kids-missing", tree("/Count 0"), BROKEN),
    Case("kids-missing-but-counted", tree("/Count 5"), BROKEN),
    Case("kids-null", tree("/Kids null /Count 1"), BROKEN),
    Case("kids-is-no-array", tree("/Kids PAGE /Count 1"), BROKEN),
    Case("kids-has-null", tree("/Kids [PAGE null] /Count 2"), BROKEN),
    Case("kids-has-null-not-counted", tree("/Kids [PAGE null] /Count 1"), BROKEN),
    Case("kids-has-text", tree("/Kids [PAGE (a)] /Count 1"), BROKEN),
    Case("kids-has-number", tree("/Kids [7 PAGE] /Count 1"), BROKEN),
    Case("kids-has-dangling", tree("/Kids [PAGE 99 0 R] /Count 2"), BROKEN),
    Case("kids-all-null", tree("/Kids [null null] /Count 2"), BROKEN),
    Case("kids-bite-their-tail", tree("/Kids [2 0 R PAGE] /Count 1"), BROKEN),
    Case("kids-circle", page_of_two_nodes, BROKEN),
    Case("count-too-many", tree("/Kids [PAGE] /Count 7"), f"{LESSER}/page-count"),
    Case("count-too-few", tree("/Kids [PAGE] /Count 0"), f"{LESSER}/page-count"),
    Case("count-negative", tree("/Kids [PAGE] /Count -1"), f"{LESSER}/page-count"),
    Case("count-missing", tree("/Kids [PAGE]"), LESSER),
    Case("count-is-text", tree("/Kids [PAGE] /Count (1)"), "report malformed"),
    Case("page-twice", tree("/Kids [PAGE PAGE] /Count 2"), f"{LESSER}/page-twice"),
    Case("duplicate-key", page(None, Rotate="0 /Rotate 180"), f"{LESSER}/duplicate-key"),
    Case("duplicate-key-alike", page(None, Rotate="0 /Rotate 0"), "maybe malformed/duplicate-key"),
    Case("duplicate-key-in-the-catalog", catalog(PageMode="/UseNone /PageMode /UseOutlines"), f"{LESSER}/duplicate-key"),
    Case("size-too-small", changed(b"/Size 9", b"/Size 5"), f"{LESSER}/size-entry"),
    Case("size-missing", changed(b"/Size 9", b""), "report malformed"),
    Case("size-larger", PLAIN.replace(b"/Size 9", b"/Size 99"), "maybe malformed"),
    Case("checksum-wrong", contents(GOOD[:-4] + b"\0\0\0\0", Filter="/FlateDecode"), f"{LESSER}/content-checksum", 2),
    Case("type-of-a-page-wrong", page(Type="/Font"), f"{LESSER}/type-entry"),
    Case("type-of-the-catalog-wrong", catalog(Type="/Page"), f"{LESSER}/type-entry"),
    Case("type-of-the-catalog-missing", lambda pdf: pdf.objects.update({1: b"<< /Pages 2 0 R >>"}), "maybe malformed/type-entry"),
    Case("silent-type-of-a-page-missing", page(Type="")),
    Case("type-of-the-tree-missing", lambda pdf: pdf.tree.update(Type="null"), "maybe malformed/type-entry"),
    Case("silent-dangling", together(catalog(Outlines="99 0 R"), page(Annots="[98 0 R]", Thumb="97 0 R"))),
    Case("silent-unbalanced-q", page("q q 0 0 m Q Q Q q")),
    Case("silent-blank-lines", PLAIN.replace(b"trailer\n", b"trailer\n\n\n")),
    Case("silent-blank-lines-at-the-end", PLAIN + b"\n\n\r\n"),
    Case("silent-old-mac-lines", changed(b"%PDF-1.7\n", b"%PDF-1.7\r")),
    Case("silent-no-resources", page(Resources="")),
    Case("silent-no-contents", page(None)),
    Case("silent-contents-null", page(None, Contents="null")),
    Case("silent-contents-empty", page(None, Contents="[]")),
    Case("silent-binary-comment-missing", longer(b"%\xe2\xe3\xcf\xd3\n", b"")),
    Case("content-garbage", contents(b"not compressed", Filter="/FlateDecode"), CONTENT, 2),
    Case("content-cut", contents(GOOD[:20], Filter="/FlateDecode"), CONTENT, 2),
    Case("content-unknown-filter", contents(b"x", Filter="/NoSuchDecode"), CONTENT, 2),
    Case("content-filter-is-text", contents(b"x", Filter="(FlateDecode)"), "report malformed, unchecked"),
    Case("content-one-of-several", lambda pdf: page(None, Contents=f"[{pdf.stream('0 0 m')} {pdf.stream('bad', Filter='/FlateDecode')}]")(pdf), CONTENT, 2),
    Case("content-second-filter", contents(zlib.compress(b"x") , Filter="[/FlateDecode /ASCIIHexDecode /NoSuchDecode]"), CONTENT, 2),
    Case("content-is-a-dictionary", page(None, Contents="<< /Length 5 >>"), "maybe malformed"),
    Case("content-of-a-form", xobject(FORM | {"Filter": "/FlateDecode"}, "not compressed"), "maybe malformed, unchecked"),
    Case("content-hexadecimal", contents(b"30 20 30 20 6d>", Filter="/ASCIIHexDecode")),
    Case("content-abbreviated-filter", contents(GOOD, Filter="/Fl"), "maybe malformed, unchecked"),
    Case("content-filter-null", contents(b"0 0 m", Filter="null")),
    Case("content-filter-empty", contents(b"0 0 m", Filter="[]")),
    Case("packed-first-wrong", PACKED.replace(b"/First ", b"/Frist ", 1), BROKEN),
    Case("packed-number-wrong", re.sub(rb"/N \d", b"/N 0", PACKED, count=1), BROKEN),
    Case("packed-number-too-large", re.sub(rb"/N \d", b"/N 9", PACKED, count=1), BROKEN),
    Case("packed-pairs-garbage", re.sub(rb"(/First.*?stream\n)1 0", rb"\1x y", PACKED, count=1, flags=re.DOTALL), BROKEN),
    Case("packed-index-widths-wrong", changed(b"/W [1 4 2]", b"/W [1 2 2]", PACKED), BROKEN),
    Case("packed-index-not-decoded", changed(b"/W [1 4 2]", b"/W (none)", PACKED), BROKEN),
    Case("packed-index-untyped", PACKED.replace(b"/Type /XRef", b"/Type /Xerf"), "report malformed, *"),
    Case("hybrid-sound", hybrid()),
    Case("hybrid-pointer-wrong", hybrid(lambda data: re.sub(rb"/XRefStm \d+", b"/XRefStm 11", data)), BROKEN),
    Case("hybrid-stream-damaged", hybrid(lambda data: data.replace(b"/W [1 4 2]", b"/W [1 4 9]")), BROKEN),
]  # fmt: skip


@cases(FILES, OBJECTS, STRUCTURE)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


@pytest.mark.pikepdf
@pytest.mark.parametrize(
    "data", [PLAIN, PACKED, hybrid()], ids=["plain", "packed", "hybrid"]
)
def test_the_files_are_sound_before_they_are_damaged(data: bytes) -> None:
    prove(Case("sound", data))


TABLES = [FILES, OBJECTS, STRUCTURE]
