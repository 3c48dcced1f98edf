"""Pages that show no text: they paint something else, or they are blank."""

from __future__ import annotations

import pytest

from facts import facts
from nextgen_pdf import UnreadableError
from rawpdf import RawPdf


def look(content: str) -> str:
    """What the only page of a document is."""
    pdf = RawPdf()
    pdf.page(content)
    document = facts(pdf)
    pictures, blank = document.pages_without_text, document.blank_pages
    return {(1, 0): "picture", (0, 1): "blank", (0, 0): "text"}[
        len(pictures), len(blank)
    ]


@pytest.mark.parametrize(
    "content",
    [
        "0 0 9 9 re f",
        "0 0 m 9 9 l S",
        "/Pattern cs /P1 scn 0 0 9 9 re f*",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        "/Sh1 sh",
        "() Tj 0 0 9 9 re b*",
    ],
)
def test_painted_without_text(content: str) -> None:
    assert look(content) == "picture"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "0 0 m",
        "/S gs",
        "% S\n0 0 m",
        "/B BMC EMC",
        "(a f b) pop",
        "q 1 0 0 1 0 0 cm Q",
        "/Nothing Do",
    ],
)
def test_blank_pages(content: str) -> None:
    assert look(content) == "blank"


@pytest.mark.parametrize(
    "content",
    ["0 0 9 9 re f BT (x) Tj ET", "BT 3 Tr [(x) 3] TJ ET 0 0 9 9 re f"],
)
def test_text_seen_or_not(content: str) -> None:
    assert look(content) == "text"


def test_the_text_and_the_picture_may_be_in_a_form() -> None:
    pdf = RawPdf()
    image = pdf.stream("x", Subtype="/Image")
    text = pdf.stream("BT (x) Tj ET", Subtype="/Form")
    empty = pdf.stream("q Q", Subtype="/Form")
    around = pdf.stream(
        "/F Do", Subtype="/Form", Resources=f"<< /XObject << /F {text} >> >>"
    )
    for content in ("/I Do", "/E Do /I Do", "/I Do /A Do", "/E Do"):
        pdf.page(
            content,
            Resources=f"<< /XObject << /I {image} /E {empty} /A {around} >> >>",
        )
    assert facts(pdf).pages_without_text.found == (1, 2)
    assert facts(pdf).blank_pages.found == (4,)


@pytest.mark.parametrize(
    ("annotation", "is_blank"),
    [
        ("", True),
        ("null 99 0 R 7", True),
        ("<< /Subtype /Link /Rect [0 0 9 9] >>", True),
        ("<< /Subtype /Popup /Rect [0 0 9 9] >>", True),
        ("<< /Subtype /Link /Rect [0 0 9 9] /AP << /N null >> >>", False),
        ("<< /Subtype /Stamp /Rect [0 0 9 9] >>", False),
        ("<< /Rect [0 0 9 9] >>", False),
    ],
)
def test_a_page_with_annotations_that_may_show_something_is_not_blank(
    annotation: str, *, is_blank: bool
) -> None:
    pdf = RawPdf()
    pdf.page("", Annots=f"[{annotation}]")
    assert facts(pdf).blank_pages.found == ((1,) if is_blank else ())


def test_content_that_does_not_decode_is_never_blank() -> None:
    pdf = RawPdf()
    pdf.page("")
    pdf.page(None, Contents=pdf.stream("torn", Filter="/FlateDecode"))
    blank = facts(pdf).blank_pages
    assert blank.found == (1,)
    assert isinstance(blank.gap, UnreadableError)
