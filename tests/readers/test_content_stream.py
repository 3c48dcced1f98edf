"""Contents are split into words as ISO 32000-1, 7.8.2 and 8.9.7 say, and as viewers do."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.syntax import content_stream
from nextgen_pdf.readers.syntax.content_stream import MAX_TOKENS, Meter, events
from nextgen_pdf.readers.syntax.content_uses import TextState, Use, uses_of
from nextgen_pdf.readers.syntax.inline_image import image_ends

Told = list[tuple[str, str | int]]


def told(content: bytes) -> Told:
    """What is told of a content, without whether all viewers see it."""
    return [event[:2] for event in events(content)]


SHOW = ("show", "")
PAINT = ("paint", "")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"/F1 12 Tf", [("Tf", "F1")]),
        (b"/F1 12Tf", [("Tf", "F1")]),
        (b"/F1 -.5Tf", [("Tf", "F1")]),
        (b"/F1%x\n12%y\rTf", [("Tf", "F1")]),
        (b"/F#31 12 Tf", [("Tf", "F1")]),
        (b"/ 12 Tf", [("Tf", "")]),
        (b"/F1 /F2 12 Tf", [("Tf", "F2")]),
        (b"12 Tf", []),
        (b"/F1 gs 12 Tf", [("gs", "F1")]),
        (b"/F1 0 0 m 12 Tf", []),
        (b"3 Tr", [("Tr", 3)]),
        (b"3.0 Tr 3. Tr +3 Tr 03 Tr", [("Tr", 3)] * 4),
        (b"3%0\nTr", [("Tr", 3)]),
        (b"3 0 Tr", [("Tr", 0)]),
        (b"0Tr -3 Tr .3 Tr Tr", [("Tr", 0)] * 4),
        (b"(a) Tj <41> Tj [(a) 2 <42>] TJ", [SHOW] * 3),
        (b"(a)Tj<41>Tj[(a)2<42>]TJ(b)'0 0(c)\"", [SHOW] * 5),
        (b"[%x\n(a)] TJ [(a)%]\n] TJ", [SHOW] * 2),
        (b"() Tj <> Tj < \n> Tj [] TJ [()-5<>] TJ", []),
        (b"(a (b) \\) 3 Tr) Tj", [SHOW]),
        (b"(((a))) Tj (\\\\) Tj (\\(((x\\)))) Tj", [SHOW] * 3),
        (b"(a) 0 0 m Tj", []),
        (b"% (a) Tj\n(b) ' % (c) Tj", [SHOW]),
        (b"q Q qQ ETQ", [("q", ""), ("Q", "")] * 2 + [("Q", "")]),
        (b"/X Do /G gs /P scn 1 scn", [("XObject", "X"), ("gs", "G"), ("Pattern", "P")]),
        (b"0 0 9 9 re f 0 0 m 5 5 l S 0f*/Sh sh", [PAINT] * 4),
        (b"/Span << /MCID 0 /T (f) >> BDC EMC d0 1 d1 fx", [PAINT]),
        (b"(never closed", []),
        (b"[(a) (never closed", []),
        (b"<41", []),
        (b">> ] } ) (a) Tj", [SHOW]),
    ],
)  # fmt: skip
def test_what_is_told(content: bytes, expected: Told) -> None:
    assert told(content) == expected


def test_what_some_viewers_take_for_one_word_is_not_sure() -> None:
    sure = [event.is_sure for event in events(b"/F1 12Tf 3Tr 0 Tr 0 TrQ")]
    assert sure == [False, False, True, False, True]


# --- inline images ---

HEX = b"BI /W 2 /H 1 /BPC 8 /CS /G /F /AHx ID "
FLATE = zlib.compress(b"EI (x) Tj 0 0 m 0 0 l")
AFTER = b" Q (a) Tj 0 0 m 1 1 l"


@pytest.mark.parametrize(
    "image",
    [
        b"BI /W 4 /H 1 /BPC 8 /CS /G ID abcd EI",
        b"BI /W 4 /H 1 /BPC 8 /CS /G ID abcdEI",
        b"BI /W 4 /H 1 /BPC 8 /CS /G ID abcd\r\nEI",
        b"BI /Width 4 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray ID abcdEI",
        b"BI/W 1/H 1/BPC 8/CS/RGB ID (((EI",
        b"BI/W 1/H 1/BPC 8/CS/CMYK ID ((((EI",
        b"BI/W 4/H 1/BPC 8/CS[/I/RGB 1<000000ffffff>]ID ((((EI",
        b"BI/W 9/H 2/IM true ID ((((EI",
        b"BI /L 9 ID (<[EI EI( EI",
        b"BI /W 2 /H 1 /CS /Own /BPC 8 ID ab\nEI",
        b"BI /W 2 /H 1 /CS /Own /BPC 8 ID abEI",
        HEX + b"3030>EI",
        HEX + b"3030> EI",
        b"BI /F [/A85 /Fl] ID 87cURD~>EI",
        b"BI /F /Fl ID " + FLATE + b"EI",
        b"BI /F /RL ID \x02EI \xfe(\x80EI",
        b"BI /F /DCT ID \xff\xd8(EI\x01\xff\xd9EI",
        b"BI /W 1000 /H 1000 /BPC 8 /CS /G ID abcd EI",
        b"BI %c\n/W 4 /D [0 1] /I null /H 1 /BPC 8 /CS /G ID abcd EI",
    ],
)
def test_the_end_of_an_image(image: bytes) -> None:
    assert told(b"q " + image + AFTER)[-2:] == [("Q", ""), SHOW]


def test_what_is_in_an_image_for_some_viewers_only() -> None:
    """A viewer that knows no length takes the first ``EI``."""
    image = b"BI /W 30 /H 1 /BPC 8 /CS /G ID x EI /F1 9 Tf (a) Tj q q Q Q Q EI EI"
    assert told(image + AFTER) == [
        PAINT, ("q", ""), ("Tf", "F1"), SHOW, ("q", ""), ("q", ""), ("Q", ""), ("Q", ""),
        ("Q", ""), ("Q", ""), SHOW,
    ]  # fmt: skip


@pytest.mark.parametrize("word", [b"Q", b"(a)(b", b"BT"])
def test_no_image_without_its_data(word: bytes) -> None:
    assert told(b"BI " + word)[0] == PAINT
    assert image_ends(b"/W 4 " + b"cm ID abcd EI", 0) == []


def test_an_image_without_end_is_the_rest() -> None:
    assert told(b"BI /W 4 ID ab (x) Tj") == [PAINT]


# --- the same in other words ---

NAMES = st.sampled_from(["F1", "T3", "Im 0", "X#"])
OPERATIONS = st.one_of(
    st.tuples(st.just("Tf"), NAMES),
    st.tuples(st.just("Tr"), st.integers(0, 7)),
    st.tuples(st.sampled_from(["XObject", "Pattern", "gs"]), NAMES),
    st.sampled_from([SHOW, PAINT, ("q", ""), ("Q", "")]),
    st.sampled_from([("other", each) for each in ("m", "l", "re", "BT", "T*", "BDC")]),
)
BLANKS = st.sampled_from(
    [b" ", b"\n", b"\r\n", b"\0\t", b"%x\n", b" %(\r", b"% Tj f\n"]
)


def name(text: str) -> bytes:
    return b"/" + text.encode().replace(b"#", b"#23").replace(b" ", b"#20")


@st.composite
def written(draw: st.DrawFn, kind: str, operand: str | int) -> list[bytes]:
    """The words of an operation; those that begin something may touch what is before."""
    numbers = st.sampled_from([b"12", b"-1", b"+.5", b"7.", b"0.0"])
    match kind:
        case "Tf":
            return [name(str(operand)), draw(numbers), b"Tf"]
        case "Tr":
            mode = draw(st.sampled_from([b"%d", b"%d.0", b"+%d", b"0%d", b"%d."]))
            return [mode % int(operand), b"Tr"]
        case "XObject" | "Pattern" | "gs":
            operators = {"XObject": [b"Do"], "Pattern": [b"scn", b"SCN"], "gs": [b"gs"]}
            return [name(str(operand)), draw(st.sampled_from(operators[kind]))]
        case "show":
            text = draw(st.sampled_from([b"(a)", b"(\\)(b))", b"<4 1>", b"(3 Tr)"]))
            many = [b"[", text, draw(numbers), b"()", b"]", b"TJ"]
            return draw(st.sampled_from([[text, b"Tj"], [text, b"'"], many]))
        case "paint":
            return draw(st.sampled_from([[b"f*"], [b"S"], [b"/Sh", b"sh"]]))
        case "other":
            return [draw(numbers), str(operand).encode()]
        case _:
            return [kind.encode()]


@st.composite
def contents(draw: st.DrawFn) -> tuple[bytes, Told]:
    """A content with blanks and comments by chance, and what it must tell."""
    operations = draw(st.lists(OPERATIONS, max_size=12))
    content = last = b""
    for kind, operand in operations:
        for word in draw(written(kind, operand)):
            is_number = last.strip(b"+-.0123456789") == b""
            may_touch = word[:1] in b"/([<]" or content[-1:] in b")]>"
            may_touch = may_touch or (is_number and word[:1].isalpha())
            content += b"" if may_touch and draw(st.booleans()) else draw(BLANKS)
            content += word
            last = word
    return content, [op for op in operations if op[0] != "other"]


@given(contents())
def test_blanks_and_comments_change_nothing(made: tuple[bytes, Told]) -> None:
    content, expected = made
    assert told(content) == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_read_to_the_end(content: bytes) -> None:
    told(content)
    told(b"q BI /W 1 " + content + b" ID " + content + b"EI " + content)
    uses_of(content, Meter())


# --- bounds ---


def test_the_number_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_stream, "MAX_TOKENS", 100)
    told(b"q Q " * 50)
    with pytest.raises(BoundReachedError, match="too many operations"):
        told(b"q Q " * 51)


def test_a_meter_counts_the_words_of_all_contents() -> None:
    meter = Meter(100)
    for _ in range(4):
        list(events(b"q " * 20, meter))
    assert meter.left == 20
    next(events(b"q " * 20, meter))
    assert meter.left == 19, "what is read no further is counted so far"
    with pytest.raises(BoundReachedError):
        list(events(b"q " * 20, meter))


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 ID " * 20_000,
        b"BI /L 0 ID EI " * 20_000,
        b"BI /L 0 ID EI\x01 " * 20_000,
        b"BI /F /Fl ID \x78\x9c\x00\xf0\xff\x0f\x00aEI " * 20_000,
        b"BI /F /RL ID aEI " * 20_000,
        b"(" * 500_000,
        b"[(a" * 200_000,
        b"<" * 500_000,
        b"1%\n" * 500_000,
        b"qx" * 500_000,
    ],
    ids=lambda content: repr(content[:14]),
)
def test_odd_contents_take_no_time(content: bytes) -> None:
    meter = Meter(MAX_TOKENS)
    uses_of(content, meter)
    assert meter.left < MAX_TOKENS


# --- what a content uses ---


def test_uses_are_kept_by_name_and_once() -> None:
    content = b"(a) Tj /F1 9 Tf (a) Tj (b) Tj 3 Tr (c) Tj q 0 Tr /G gs (d) Tj Q /X Do f"
    assert uses_of(content, Meter()) == (
        (
            Use("show", "", TextState()),
            Use("show", "", TextState("F1")),
            Use("show", "", TextState("F1", (), 3)),
            Use("gs", "G", TextState("F1", (), 0)),
            Use("show", "", TextState("F1", ("G",), 0)),
            Use("XObject", "X", TextState("F1", (), 3)),
        ),
        True,
        None,
    )


def test_where_viewers_differ_both_states_count() -> None:
    shown = uses_of(b"/F1 9 Tf /F2 9Tf (a) Tj 3Tr (b) Tj", Meter()).uses
    assert {(use.state.font, use.state.mode) for use in shown} == {
        ("F1", None),
        ("F2", None),
        ("F2", 3),
    }


def test_too_many_graphics_states_are_a_gap() -> None:
    content = b" ".join(b"/G%d gs" % number for number in range(500))
    uses = uses_of(content + b" (x) Tj", Meter())
    assert isinstance(uses.gap, BoundReachedError)
