"""A file in order is read past qpdf: what is found in it must be the same with qpdf."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from mutations import chance, indexed, mutated
from nextgen_pdf import Document, NotCheckedError
from nextgen_pdf.document import Group
from nextgen_pdf.facts import Facts
from nextgen_pdf.readers import Source, open_document
from nextgen_pdf.readers.direct import open_direct
from nextgen_pdf.readers.pikepdf import open_pikepdf
from nextgen_pdf_rules.malformed import FAULTS_THAT_READERS_IGNORE
from rawpdf import RawPdf

ROOT = Path(__file__).parents[2]
PATHS = [*sorted(ROOT.glob("samples/*/*.pdf")), *sorted(ROOT.glob("tests/real/*.pdf"))]
DOCUMENTS = [path.read_bytes() for path in PATHS]
SMALL = [data for data in DOCUMENTS if 0 < len(data) < 60_000]
GROUPS = [name for name, group in vars(Document).items() if isinstance(group, Group)]


def seen(data: bytes, *, shortcut: bool) -> dict[str, object]:
    """The facts of every group; of the faults, whether one counts."""
    facts: dict[str, object] = {}
    with open_document(Source(data), shortcut=shortcut) as document:
        for group in GROUPS:
            try:
                value = getattr(document, group)
            except NotCheckedError:
                value = "not checked"
            if group == "faults" and isinstance(value, Facts):
                value = bool({f.code for f in value.found} - FAULTS_THAT_READERS_IGNORE)
            elif isinstance(value, Facts):
                found = (
                    # how many of what is not in use are alike, each counts in its way
                    fact if getattr(fact, "current", True) else fact._replace(alike=1)
                    for fact in value.found
                )
                value = sorted(map(repr, found)), value.gap is None
            elif group == "form" and value not in (None, "not checked"):
                value = sorted(map(repr, value.fields.found)), value[1:]
            facts[group] = value
    return facts


@pytest.mark.parametrize(
    "data", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in PATHS]
)
def test_the_same_is_found(data: bytes) -> None:
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


def is_read_directly(data: bytes) -> bool:
    source = Source(data)
    return open_direct(source, lambda: open_pikepdf(source, None)) is not None


def damaged(seeds: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """Damaged documents that are read directly, by their seeds."""
    for seed in seeds:
        data = mutated(SMALL[seed % len(SMALL)], chance(seed), SMALL)
        if is_read_directly(data):
            yield seed, data


@pytest.mark.parametrize("first", range(0, 6_000, 500))
def test_the_same_is_found_in_damaged_documents(first: int) -> None:
    for seed, data in damaged(range(first, first + 500)):
        assert seen(data, shortcut=True) == seen(data, shortcut=False), seed


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000_000, 2_000_000, 50_000))
def test_the_same_is_found_in_very_many_damaged_documents(first: int) -> None:
    for seed, data in damaged(range(first, first + 50_000)):
        views = (seen(data, shortcut=short) for short in (True, False))
        # an object with two ways to it is found on one of them
        ours, qpdfs = (re.sub(r"path='[^']*'", "", repr(view)) for view in views)
        assert ours == qpdfs, seed


def test_what_is_in_order_is_read_directly() -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.catalog["Odd"] = WHOLE
    assert is_read_directly(pdf.to_bytes())
    assert is_read_directly(pdf.to_packed_bytes())
    commented = pdf.to_bytes().replace(b"trailer\n<<", b"trailer\n<<\n% by hand\n")
    assert is_read_directly(commented)


WHOLE = """<< /Names [1 2.5 (a(b)c) <4142> /N true null] /Y << /Z [<< /W 1 >> [3 0 R]] >> >>"""
TOKEN = re.compile(r"\((?:[^()]|\([^()]*\))*\)|<<|>>|[\[\]]|<[^<>]*>|/?[^ /\[\]<>()]+")
ODD = (
    *"0|007|-0|+5|5.|.5|-.5|.|+|-|--5|+-5|5-|5-3|1.2.3|1e5|12345678901234567890".split("|"),
    *"0 0 R|00 0 R|3 1 R|3 65535 R|99 0 R|99999999 0 R|0.5 0 R|+3 0 R|-3 0 R".split("|"),
    *"3  0 R|3\n0\nR|3 00 R|3 0 RR|30R|0 R|R|1 0 R|5 0 obj|endobj|stream".split("|"),
    *"true|null|True|nulls|truefalse|/|/A|/#41|/#0|/#00|/a#zz|/A#20B|\x00|\xe9".split("|"),
    *"(|)|(a\\)|(((a)))|<|>|<4>|<4g>|<4 1>|<>|[|]|[[1]]|[1]|<<|>>|{|}|%c\n|".split("|"),
    *"<< /A >>|<< /A 1 /A 2 >>|<< /A1 1 /A2 2 >>|<< 1 >>|<< /A 1 2 >>".split("|"),
)  # fmt: skip


def places(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each token, and before it and from it on."""
    for token in TOKEN.finditer(text):
        yield text[: token.start()], text[token.end() :]
        yield text[: token.start()], " " + text[token.start() :]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_the_same_is_found_wherever_something_odd_stands(
    odd: str, *, packed: bool
) -> None:
    for before, behind in places(WHOLE):
        pdf = RawPdf()
        pdf.page()
        pdf.catalog["Odd"] = before + odd + behind
        data = pdf.to_packed_bytes() if packed else pdf.to_bytes()
        if is_read_directly(data):
            assert seen(data, shortcut=True) == seen(data, shortcut=False), behind


@pytest.mark.parametrize("odd", ["\n", "\r", "  ", *ODD])
@pytest.mark.parametrize("packed", [False, True], ids=["table", "stream"])
def test_the_same_is_found_wherever_something_odd_stands_in_the_index(
    odd: str, *, packed: bool
) -> None:
    pdf = RawPdf()
    pdf.page()
    sound = (pdf.to_packed_bytes() if packed else pdf.to_bytes()).decode("latin-1")
    # the index is the last object, or the table and what follows
    start = sound.rindex(" 0 obj") - 1 if packed else sound.rindex("xref\n0 1")
    end = sound.rindex("stream\n", 0, sound.rindex("endstream")) if packed else None
    for before, behind in places(sound[start:end]):
        index = before + odd + behind + sound[end or len(sound) :]
        data = (sound[:start] + index).encode("latin-1")
        if is_read_directly(data):
            assert seen(data, shortcut=True) == seen(data, shortcut=False), behind


@pytest.mark.parametrize("byte", [0, 1, 2, 3, 255])
def test_the_same_is_found_whatever_is_in_the_rows_of_the_index(byte: int) -> None:
    pdf = RawPdf()
    pdf.page()
    sound = pdf.to_packed_bytes()
    start, end = sound.rindex(b"\nstream\n") + 8, sound.rindex(b"\nendstream")
    for at in range(start, end):
        data = sound[:at] + bytes([byte]) + sound[at + 1 :]
        assert seen(data, shortcut=True) == seen(data, shortcut=False), at - start


def test_the_same_is_found_when_the_index_is_named_as_an_object() -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.trailer["Info"] = f"{max(pdf.objects) + 2} 0 R"
    data = pdf.to_packed_bytes()
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


def test_the_same_is_found_when_the_newest_revision_has_no_sound_end() -> None:
    pdf = RawPdf()
    pdf.page()
    older = pdf.to_bytes()
    pdf.catalog["OpenAction"] = "<< /S /JavaScript /JS (app.beep\\(\\)) >>"
    data = pdf.updated(older, 1).removesuffix(b"\n%%EOF\n") + b"<html>"
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


def test_the_same_is_found_where_a_reference_leads_to_nothing() -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.catalog["AcroForm"] = "<< /Fields [<< /FT 99 0 R /T (Fee) >>] >>"
    data = pdf.to_bytes()
    assert is_read_directly(data)
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


def test_the_same_is_found_when_two_objects_are_to_be_in_one_place() -> None:
    pdf = RawPdf()
    pdf.page()
    rows = re.findall(rb"\d{10} 00000 n", data := pdf.to_bytes())
    data = data.replace(rows[3], rows[2])
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


@pytest.mark.parametrize(
    "header", ["2.0", "1.", "1.x", "9.9", "1.10", "1.7 x", "1.7abc", "1.7/", ""]
)
def test_the_same_is_found_with_an_odd_header(header: str) -> None:
    pdf = RawPdf(version=header)
    pdf.page()
    data = pdf.to_bytes()
    assert seen(data, shortcut=True) == seen(data, shortcut=False)


@pytest.mark.parametrize(
    ("sound", "odd"),
    [
        ("stream\n", "stream\r"),
        ("stream\n", "stream \n"),
        ("\nendstream", "\nendstreamX"),
        ("\nendstream", "endstream"),
        ("endobj", "endobjX"),
        ("/Length 5", "/Length 4"),
        ("/Length 5", "/Length 6"),
        ("/Length 5", "/Length 5 /Length 5"),
        ("/Length 5", "/L#65ngth 5"),
        ("/Length 5", "/Length 5 /Filter /No"),
        ("[0 0 612 792]", "[0 true 612 792]"),
        ("/Font << >>", "/Font << /F1 99 0 R >>"),
        ("/Font << >>", "/Font << /F1 2 1 R >>"),
        ("<< /Length 5 >>", "[ /Length 5 ]"),
        ("/MediaBox [0 0 612 792]", "/MediaBox [0 0 612 3 0 R]"),
        ("/Parent 2 0 R", "/Parent 4 0 R"),
        ("/Count 2", "/Count 2 /Parent 1"),
        ("/Contents 3 0 R", "/Contents [3 0 R 99 0 R]"),
        ("/Size 7", "/Size 8"),
        ("/Size 7", "/Size 7.0"),
    ],
)
def test_the_same_is_found_in_an_odd_stream_or_page(sound: str, odd: str) -> None:
    pdf = RawPdf()
    pdf.page("0 0 m", Resources="<< /Font << >> >>")
    pdf.page("BT /F1 12 Tf (Hi) Tj ET", Resources="<< /Font << >> >>")
    data = pdf.to_bytes()
    assert sound.encode() in data
    head, table = data.replace(sound.encode(), odd.encode()).split(b"xref\n0 1", 1)
    data = indexed(head + b"xref\n0 1" + table)
    assert seen(data, shortcut=True) == seen(data, shortcut=False)
