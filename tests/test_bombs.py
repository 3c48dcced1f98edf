"""Small files that unpack to much, or lead round in circles; the reader holds out alone.

Each is checked in a process that may take ten seconds of processor time and 1 GiB. That
process must not be stopped: the reader itself sees that it is too much, and says so, or
finds what there is.
"""

from __future__ import annotations

import multiprocessing
import re
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import pytest

from bounded import SECONDS, Outcome, bound, checked
from places.builders import FORM, JS, RECT
from rawpdf import RawPdf

GIB = 1 << 30
MANY = 1_000_000
DEEP = 10_000
STOPPED = re.compile("memory|itself failed")
"""In a reason: the memory did not suffice, or the rule failed."""
MISSING = "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond >>"
FLATE = "/FlateDecode"


# --- data that unpacks to much ---


def zeros(size: int) -> bytes:
    """A gigabyte of zeros, deflated: the same block again and again."""
    engine = zlib.compressobj(9)
    block = 1 << 20
    engine.compress(bytes(block))
    engine.flush(zlib.Z_FULL_FLUSH)
    again = engine.compress(bytes(block)) + engine.flush(zlib.Z_FULL_FLUSH)
    start = zlib.compressobj(9)
    first = start.compress(bytes(block)) + start.flush(zlib.Z_FULL_FLUSH)
    checksum = (size % 65521) << 16 | 1
    return first + again * (size // block - 1) + b"\3\0" + checksum.to_bytes(4, "big")


def lzw_zeros(turns: int) -> bytes:
    """Zeros in LZW: each code stands for one zero more than the one before."""
    codes = [0, *range(258, 4094), 256]
    turn = "".join(
        f"{code:0{9 + (at > 253) + (at > 765) + (at > 1789)}b}"
        for at, code in enumerate(codes)
    )
    bits = f"{256:09b}" + turn * turns + f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def repeated(data: bytes, times: int) -> bytes:
    """Data again and again, deflated."""
    engine = zlib.compressobj(9)
    return b"".join(engine.compress(data) for _ in range(times)) + engine.flush()


ZEROS = zeros(GIB)
TWICE = zlib.compress(ZEROS)
LZW = lzw_zeros(100)


def packed(data: bytes, **entries: str) -> Callable[[RawPdf], str]:
    entries = {"Filter": FLATE} | entries
    return lambda pdf: pdf.stream(data, **entries)


DOUBLE = f"[{FLATE} {FLATE}]"
PREDICTED = "<< /Predictor 12 /Columns 2000000000 >>"


def in_content(data: bytes, **entries: str) -> bytes:
    return built(lambda pdf: pdf.page(None, Contents=packed(data, **entries)(pdf)))


def in_attachment(data: bytes, **entries: str) -> bytes:
    def build(pdf: RawPdf) -> None:
        file = f"<< /F (a) /EF << /F {packed(data, **entries)(pdf)} >> >>"
        pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {file}] >> >>"

    return built(build)


def in_catalog(key: str, data: bytes, form: str = "{}", **entries: str) -> bytes:
    def build(pdf: RawPdf) -> None:
        pdf.catalog[key] = form.format(packed(data, **entries)(pdf))

    return built(build)


def in_object_stream(
    data: bytes, count: int = 1, first: int = 4, **entries: str
) -> bytes:
    """A file whose index has an object stream with these data, and one object of it."""
    return indexed(
        lambda pdf: pdf.stream(
            data,
            Type="/ObjStm", N=str(count), First=str(first), **{"Filter": FLATE} | entries,
        )
    )  # fmt: skip


def indexed(
    build: Callable[[RawPdf], str] | None = None,
    rows: Callable[[bytes], bytes] = bytes,
    **entries: str,
) -> bytes:
    """A file with a cross-reference stream, with one packed object if there is a builder.

    Args:
        build: adds the object stream.
        rows: changes the data of the index.
        entries: of the index, instead of the right ones.
    """
    pdf = RawPdf(version="1.7")
    pdf.page()
    container = int(build(pdf).split()[0]) if build else 0
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    data = (0).to_bytes(7, "big")
    objects = pdf._finished()  # noqa: SLF001
    if container:
        pdf.catalog["Spare"] = f"{max(objects) + 1} 0 R"
        objects = pdf._finished()  # noqa: SLF001
    for number, body in sorted(objects.items()):
        data += b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    if container:
        data += b"\2" + container.to_bytes(4, "big") + b"\0\0"
    at, number = len(out), len(data) // 7
    data = rows(data + b"\1" + at.to_bytes(4, "big") + b"\0\0")
    head = {"Type": "/XRef", "W": "[1 4 2]", "Size": str(number + 1), "Root": "1 0 R"}
    head |= {"Length": str(len(data))} | entries
    text = " ".join(f"/{key} {value}" for key, value in head.items())
    out += b"%d 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\n" % (
        number, text.encode(), data,
    )  # fmt: skip
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


def many_rows(data: bytes) -> bytes:
    """As many entries as there may be, for objects that are all at the same place."""
    row = data[-7:]
    return zlib.compress(data + row * (8_388_600 - len(data) // 7), 1)


# --- many objects, deep objects, circles ---


def built(build: Callable[[RawPdf], object]) -> bytes:
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        pdf.page()
    return pdf.to_bytes()


def spare(text: str) -> bytes:
    """A page with an entry that has no meaning, and a script behind it."""
    pdf = RawPdf(catalog={"OpenAction": JS})
    pdf.page(Spare=text)
    return pdf.to_bytes()


def spare_packed(text: str) -> bytes:
    """The same in an object stream."""
    pdf = RawPdf(catalog={"OpenAction": JS})
    pdf.page(Spare=pdf.add(text))
    return pdf.to_packed_bytes()


def nested(opening: str, closing: str, depth: int = DEEP, inside: str = "") -> str:
    return opening * depth + inside + closing * depth


def ring(first: str, second: str, where: Callable[[str], dict[str, str]]) -> bytes:
    """Two objects that lead to each other; ``@`` is the other."""

    def build(pdf: RawPdf) -> None:
        pdf.objects[20] = first.replace("@", "21 0 R").encode()
        pdf.objects[21] = second.replace("@", "20 0 R").encode()
        pdf.catalog |= where("20 0 R")

    return built(build)


def kids_alike(pdf: RawPdf) -> None:
    """A million references to one page."""
    only = pdf.page()
    pdf.tree |= {"Kids": f"[{f'{only} ' * MANY}]", "Count": str(MANY)}


def kids_in_a_ring(pdf: RawPdf) -> None:
    pdf.page()
    pdf.objects[20] = b"<< /Type /Pages /Parent 2 0 R /Kids [21 0 R] /Count 1 >>"
    pdf.objects[21] = b"<< /Type /Pages /Parent 20 0 R /Kids [20 0 R] /Count 1 >>"
    pdf.pages.append(20)


def parents_in_a_ring(pdf: RawPdf) -> None:
    """A page that has its size from above, where there is no end."""
    pdf.page(MediaBox="", Resources="", Parent="20 0 R")
    pdf.objects[20] = b"<< /Type /Pages /Parent 21 0 R /Kids [] /Count 0 >>"
    pdf.objects[21] = b"<< /Type /Pages /Parent 20 0 R /Kids [] /Count 0 >>"


def pages_deep(pdf: RawPdf) -> None:
    """A page below ten thousand nodes."""
    above = max(pdf.objects) + 3  # behind the page and its content
    at = int(pdf.page(Parent=f"{above} 0 R").split()[0])
    pdf.pages.clear()
    for left in reversed(range(DEEP)):
        above = above + 1 if left else 2
        node = f"<< /Type /Pages /Parent {above} 0 R /Kids [{at} 0 R] /Count 1 >>"
        at = int(pdf.add(node).split()[0])
    pdf.pages.append(at)


def pages_deep_without_parents(pdf: RawPdf) -> None:
    """The same, and no node says what is above it, as each must."""
    pages_deep(pdf)
    for number, body in pdf.objects.items():
        pdf.objects[number] = re.sub(rb"/Parent \d+ 0 R", b"", body)


def chain(key: str, start: Callable[[str], dict[str, str]], entries: str) -> bytes:
    """Twenty thousand objects, each with a reference to the next."""

    def build(pdf: RawPdf) -> None:
        count = 20_000
        for number in range(20, 20 + count):
            body = f"<< {entries} /{key} {number + 1} 0 R >>"
            pdf.objects[number] = body.encode()
        pdf.objects[20 + count] = JS.encode()
        pdf.catalog |= start("20 0 R")

    return built(build)


def trailer_deep() -> bytes:
    """A trailer with a key twice, and with an array that nests deeply."""
    deep = nested("[", "]")
    entries = f"/Spare 1 /Spare 2 /Index {deep}".encode()
    return spare("1").replace(b"/Root", entries + b"/Root", 1)


def sections_and_leftovers(count: int) -> bytes:
    """A table with as many parts as there are objects that are in none of them."""
    data = spare("1")
    at = data.rindex(b"xref\n0", 0, data.rindex(b"startxref"))
    loose = b"".join(b"%d 0 obj\n1\nendobj\n" % (n + 1_000) for n in range(count))
    end = data.index(b"trailer", at)
    moved = data[:at] + loose + data[at:end] + b"1 0\n" * count + data[end:]
    old, new = b"startxref\n%d\n" % at, b"startxref\n%d\n" % (at + len(loose))
    return moved.replace(old, new)


def fonts_alike(count: int) -> bytes:
    """Fonts that share a list of names of glyphs, as long as there are fonts."""

    def build(pdf: RawPdf) -> None:
        names = pdf.add(f"[{'1 /g1 ' * count} 2 /a]")
        encoding = pdf.add(f"<< /Differences {names} >>")
        font = f"<< /Type /Font /Subtype /Type3 /Encoding {encoding} >>"
        fonts = "".join(f"/F{n} {pdf.add(font)} " for n in range(count))
        pdf.page("BT /F1 9 Tf (x) Tj ET", Resources=f"<< /Font << {fonts} >> >>")

    return built(build)


def revisions(count: int) -> bytes:
    """A file that was saved many times, each time with a table that changes nothing."""
    data = bytearray(built(lambda pdf: pdf.page()))
    at = int(data[data.rindex(b"startxref") :].split()[1])
    size = data.count(b" obj") + 1
    for _ in range(count):
        previous, at = at, len(data)
        data += b"xref\n0 0\ntrailer\n<< /Root 1 0 R /Size %d /Prev %d >>\n" % (
            size,
            previous,
        )
        data += b"startxref\n%d\n%%%%EOF\n" % at
    return bytes(data)


def forms(
    levels: int, times: int, deepest: str = "BT /F1 9 Tf (x) Tj ET", behind: str = ""
) -> bytes:
    """Forms in forms, each painted often: a number of ways with ``levels`` digits."""

    def build(pdf: RawPdf) -> None:
        fonts = f"<< /Font << /F1 {MISSING} >> >>"
        at = pdf.stream(deepest, **FORM, Resources=fonts)
        for _ in range(levels):
            inside = f"<< /XObject << /X {at} >> >>"
            at = pdf.stream("/X Do " * times, **FORM, Resources=inside)
        resources = f"<< /XObject << /X {at} >> /Font << /F1 {MISSING} >> >>"
        pdf.page(f"/X Do {behind}", Resources=resources)

    return built(build)


def forms_by_state(levels: int) -> bytes:
    """Forms in forms, each painted in two fonts and two modes, of its own choice."""

    def build(pdf: RawPdf) -> None:
        fonts = f"/Font << /F1 {MISSING} /F2 {MISSING} >>"
        text = "".join(
            f"{mode} Tr /F{font} 9 Tf /X Do " for font in (1, 2) for mode in range(8)
        )
        at = pdf.stream("(x) Tj", **FORM, Resources=f"<< {fonts} >>")
        for _ in range(levels):
            inside = f"<< {fonts} /XObject << /X {at} >> >>"
            at = pdf.stream(text, **FORM, Resources=inside)
        pdf.page(text, Resources=f"<< {fonts} /XObject << /X {at} >> >>")

    return built(build)


def forms_by_mode(pdf: RawPdf) -> None:
    """A long form that is painted in a hundred thousand text rendering modes."""
    fonts = f"/Font << /F1 {MISSING} >>"
    form = packed(
        zlib.compress(b"q Q " * 50_000 + b"(x) Tj"), **FORM, Resources=f"<< {fonts} >>"
    )(pdf)
    text = "/F1 9 Tf " + " ".join(f"{mode} Tr /X Do" for mode in range(100_000))
    pdf.page(text, Resources=f"<< {fonts} /XObject << /X {form} >> >>")


def font_with_map(pdf: RawPdf) -> None:
    """A font whose table of characters unpacks to a gigabyte."""
    font = MISSING.replace(">>", f"/ToUnicode {packed(ZEROS)(pdf)} >>")
    pdf.page(SHOWN, Resources=f"<< /Font << /F1 {font} >> >>")


def form_in_itself(pdf: RawPdf) -> None:
    inside = f"<< /XObject << /X 20 0 R >> /Font << /F1 {MISSING} >> >>"
    body = "q /X Do /X Do Q BT /F1 9 Tf (x) Tj ET"
    pdf.objects[20] = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources {inside}"
        f" /Length {len(body)} >>\nstream\n{body}\nendstream"
    ).encode()
    pdf.page("/X Do", Resources=inside)


def glyph_in_itself(pdf: RawPdf) -> None:
    """A Type 3 font whose glyph is set in it."""
    glyph = pdf.stream("BT /F1 9 Tf (a) Tj /F2 9 Tf (x) Tj ET")
    fonts = f"<< /Font << /F1 20 0 R /F2 {MISSING} >> >>"
    pdf.objects[20] = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
        f" /FirstChar 97 /LastChar 97 /Widths [9] /CharProcs << /a {glyph} >>"
        f" /Encoding << /Differences [97 /a] >> /Resources {fonts} >>"
    ).encode()
    pdf.page("BT /F1 9 Tf (a) Tj ET", Resources=fonts)


def content(text: str) -> bytes:
    """Page content, in a font that is missing."""
    resources = f"<< /Font << /F1 {MISSING} >> >>"
    data = zlib.compress(text.encode(), 9)
    return built(
        lambda pdf: pdf.page(
            None, Resources=resources, Contents=packed(data)(pdf)
        )
    )  # fmt: skip


def designed(text: str) -> bytes:
    """A form of Adobe's designer."""
    return in_catalog("AcroForm", zlib.compress(text.encode(), 9), "<< /XFA {} >>")


LINK = f"<< /Type /Annot /Subtype /Link {RECT} /A {JS} >>"
SHOWN = " BT /F1 9 Tf (x) Tj ET"
WIDGET = f"/Type /Annot /Subtype /Widget /FT /Tx {RECT}"


class Bomb(NamedTuple):
    """A file, and what its report must have."""

    id: str
    data: Callable[[], bytes]
    expect: str
    """Words of which each is a rule that finds something, in the reason of a rule that
    was not able to look, or the verdict."""


BOMBS = [
    Bomb("content", lambda: in_content(ZEROS), "MiB"),
    Bomb("content-double", lambda: in_content(TWICE, Filter=DOUBLE), "MiB"),
    Bomb("content-predictor", lambda: in_content(ZEROS, DecodeParms=PREDICTED), "malformed"),
    Bomb("content-lzw", lambda: in_content(LZW, Filter="/LZWDecode"), "MiB"),
    Bomb("content-lzw-deflated", lambda: in_content(zlib.compress(LZW), Filter="[/FlateDecode /LZWDecode]"), "MiB"),
    Bomb("content-lzw-elsewhere", lambda: built(lambda pdf: pdf.page(None, Contents=pdf.stream(LZW, Filter=pdf.add("[/LZWDecode]")))), "MiB"),
    Bomb("content-paths", lambda: in_content(repeated(b"0 0 m 9 9 l S\n" * 70_000, 40)), "operations"),
    Bomb("attachment", lambda: in_attachment(ZEROS), "attachments"),
    Bomb("attachment-double", lambda: in_attachment(TWICE, Filter=DOUBLE), "attachments"),
    Bomb("metadata", lambda: in_catalog("Metadata", ZEROS), "ready"),
    Bomb("metadata-double", lambda: in_catalog("Metadata", TWICE, Filter=DOUBLE), "MiB"),
    Bomb("designed-form", lambda: in_catalog("AcroForm", ZEROS, "<< /XFA {} >>"), "forms MiB"),
    Bomb("designed-form-double", lambda: in_catalog("AcroForm", TWICE, "<< /XFA {} >>", Filter=DOUBLE), "forms MiB"),
    Bomb("designed-form-comments", lambda: designed("<!--" * MANY), "forms"),
    Bomb("designed-form-sections", lambda: designed("<![CDATA[" * MANY), "forms"),
    Bomb("designed-form-pictures", lambda: designed("<image " * MANY), "forms"),
    Bomb("object-stream-double", lambda: in_object_stream(TWICE, Filter=DOUBLE), "MiB"),
    Bomb("object-stream-lzw", lambda: in_object_stream(LZW, Filter="/LZWDecode"), "MiB"),
    Bomb("object-stream-count", lambda: in_object_stream(zlib.compress(b"7 0 (x)"), 10**9), "malformed"),
    Bomb("object-stream-first", lambda: in_object_stream(zlib.compress(b"7 0 (x)"), 1, 10**9), "malformed"),
    Bomb("index", lambda: indexed(rows=lambda _: ZEROS, Filter=FLATE), "malformed"),
    Bomb("index-double", lambda: indexed(rows=lambda _: TWICE, Filter=DOUBLE), "malformed"),
    Bomb("index-columns", lambda: indexed(rows=zlib.compress, Filter=FLATE, DecodeParms=PREDICTED), "malformed"),
    Bomb("index-range", lambda: indexed(Index="[0 2000000000]"), "malformed"),
    Bomb("index-ranges", lambda: indexed(Index=f"[{'0 0 ' * 200_000}]"), "malformed"),
    Bomb("index-of-zeros", lambda: indexed(rows=lambda d: zlib.compress(d + bytes(7 * (8_388_600 - len(d) // 7))), Filter=FLATE, Size="8388600"), "malformed"),
    Bomb("index-of-alike", lambda: indexed(rows=many_rows, Filter=FLATE, Size="8388600"), "malformed"),
    Bomb("page-tree-wide", lambda: built(kids_alike), "pages"),
    Bomb("page-tree-ring", lambda: built(kids_in_a_ring), "malformed"),
    Bomb("page-tree-above", lambda: built(parents_in_a_ring), "page-size"),
    Bomb("page-tree-deep", lambda: built(pages_deep), "malformed"),
    Bomb("page-tree-deep-without-parents", lambda: built(pages_deep_without_parents), "malformed"),
    Bomb("actions-ring", lambda: ring("<< /S /Named /N /Print /Next @ >>", JS.replace(">>", "/Next @ >>"), lambda at: {"OpenAction": at}), "javascript"),
    Bomb("actions-long", lambda: chain("Next", lambda at: {"OpenAction": at}, "/S /GoTo /D [0 /Fit]"), "javascript"),
    Bomb("outlines-ring", lambda: ring("<< /Title (a) /Next @ /First @ >>", f"<< /Title (b) /Next @ /A {JS} >>", lambda at: {"Outlines": f"<< /First {at} >>"}), "javascript"),
    Bomb("outlines-long", lambda: chain("Next", lambda at: {"Outlines": f"<< /First {at} >>"}, "/Title (a)"), "javascript"),
    Bomb("names-ring", lambda: ring("<< /Kids [@ @] >>", f"<< /Kids [@ @] /Names [(a) {JS}] >>", lambda at: {"Names": f"<< /JavaScript {at} >>"}), "javascript"),
    Bomb("fields-ring", lambda: ring(f"<< {WIDGET} /T (a) /Parent @ /Kids [@] >>", f"<< {WIDGET} /T (b) /Parent @ /Kids [@] >>", lambda at: {"AcroForm": f"<< /Fields [{at}] >>"}), "forms"),
    Bomb("fields-long", lambda: chain("Parent", lambda at: {"AcroForm": f"<< /Fields [{at}] >>"}, "/FT /Tx /T (a)"), "forms"),
    Bomb("arrays-deep", lambda: spare(nested("[", "]")), "javascript"),
    Bomb("dictionaries-deep", lambda: spare(nested("<< /A ", " >>", inside="1")), "javascript"),
    Bomb("dictionaries-deep-active", lambda: spare(nested("<< /A ", " >>", inside=JS)), "javascript"),
    Bomb("dictionaries-very-deep", lambda: spare(nested("<</A", ">>", 50_000, inside=JS)), "javascript"),
    Bomb("arrays-deep-packed", lambda: spare_packed(nested("[", "]")), "javascript malformed"),
    Bomb("dictionaries-deep-packed", lambda: spare_packed(nested("<< /A ", " >>", inside=JS)), "javascript malformed"),
    Bomb("dictionaries-very-deep-packed", lambda: spare_packed(nested("<</A", ">>", 50_000, inside=JS)), "javascript malformed"),
    Bomb("strings-deep", lambda: spare(nested("(", ")")), "javascript"),
    Bomb("strings-escaped", lambda: spare("(" + "\\(" * MANY + nested("(", ")", 3) + ")"), "javascript"),
    Bomb("strings-escaped-packed", lambda: spare_packed("(" + "\\(" * MANY + nested("(", ")", 3) + ")"), "javascript"),
    Bomb("array-of-a-million", lambda: spare(f"[{'0 ' * MANY}]"), "javascript"),
    Bomb("array-of-a-million-packed", lambda: spare_packed(f"[{'<<>>' * MANY}]"), "javascript"),
    Bomb("dictionary-of-many", lambda: spare("<<" + "".join(f"/A{n} 0" for n in range(200_000)) + ">>"), "javascript"),
    Bomb("references-of-a-million", lambda: spare(f"[{'1 0 R ' * MANY}]"), "javascript"),
    Bomb("annotations-of-a-million", lambda: built(lambda pdf: pdf.page(Annots=f"[{f'{pdf.add(LINK)} ' * MANY}]")), "javascript"),
    Bomb("annotations-of-a-page", lambda: built(lambda pdf: pdf.page(Annots=f"[{LINK * 5_000}]")), "javascript"),
    Bomb("trailer-deep", trailer_deep, "javascript malformed"),
    Bomb("sections-and-leftovers", lambda: sections_and_leftovers(20_000), "javascript"),
    Bomb("fonts-alike", lambda: fonts_alike(10_000), "ready"),
    Bomb("revisions", lambda: revisions(DEEP), "ready"),
    Bomb("forms-in-forms", lambda: forms(20, 10), "fonts"),
    Bomb("forms-by-state", lambda: forms_by_state(30), "fonts"),
    Bomb("form-in-itself", lambda: built(form_in_itself), "fonts"),
    Bomb("forms-without-text", lambda: forms(20, 10, "0 0 m", "BT /F1 9 Tf (x) Tj ET"), "fonts"),
    Bomb("forms-by-mode", lambda: built(forms_by_mode), "fonts"),
    Bomb("font-map", lambda: built(font_with_map), "fonts"),
    Bomb("glyph-in-itself", lambda: built(glyph_in_itself), "fonts"),
    Bomb("content-states", lambda: content("q " * 500_000 + SHOWN), "fonts"),
    Bomb("content-pictures-open", lambda: content("BI " * 100_000 + SHOWN), "fonts"),
    Bomb("content-words", lambda: content("/F1 1 Tf (x) Tj\n" * 700_000 + SHOWN), "operations"),
    Bomb("content-strings", lambda: content(nested("(", ")") + "Tj" + SHOWN), "fonts"),
    Bomb("content-arrays", lambda: content(nested("[", "]", MANY) + SHOWN), "fonts"),
    Bomb("content-name-blanks", lambda: content("/F1 " + " " * 2 * MANY + "1" + " " * MANY + SHOWN), "fonts"),
]  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What came of all of them."""
    folder = tmp_path_factory.mktemp("bombs")
    paths = [folder / f"{bomb.id}.pdf" for bomb in BOMBS]
    for bomb, path in zip(BOMBS, paths, strict=True):
        path.write_bytes(bomb.data())
    processes = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, processes, initializer=bound) as pool:
        found = pool.map(checked, paths)
        return {bomb.id: outcome for bomb, outcome in zip(BOMBS, found, strict=True)}


@pytest.mark.pikepdf
@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.id)
def test_the_reader_holds_out(bomb: Bomb, outcomes: dict[str, Outcome]) -> None:
    report, seconds = outcomes[bomb.id]
    assert seconds < SECONDS
    reasons = [rule.reason or "" for rule in report.rules]
    assert not [reason for reason in reasons if STOPPED.search(reason)]
    said = {finding.rule for finding in report.findings} | {report.verdict}
    for word in bomb.expect.split():
        assert word in said or any(word in reason for reason in reasons), report
