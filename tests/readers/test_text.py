"""Pages that paint something and show no text; blank pages are none of them."""

from __future__ import annotations

import pytest

from facts import facts
from rawpdf import RawPdf


def without_text(content: str, **resources: str) -> bool:
    pdf = RawPdf()
    entries = " ".join(f"/{kind} << {value} >>" for kind, value in resources.items())
    pdf.page(content, Resources=f"<< {entries} >>")
    return facts(pdf).pages_without_text.found == (1,)


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
    assert without_text(content)


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
    assert not without_text(content)


@pytest.mark.parametrize(
    "content",
    ["0 0 9 9 re f BT (x) Tj ET", "BT 3 Tr [(x) 3] TJ ET 0 0 9 9 re f"],
)
def test_text_seen_or_not(content: str) -> None:
    assert not without_text(content)


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
