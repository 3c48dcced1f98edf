"""Large pages that are nothing but one picture."""

from __future__ import annotations

import pytest

from nextgen_pdf import Document, PagePicture
from nextgen_pdf.readers import READERS, Source, chosen_reader, open_document
from rawpdf import RawPdf

PLACED = "q 4032 0 0 3024 0 0 cm /I Do Q"


def read(
    content: str = PLACED, reader: str = chosen_reader(None), /, **entries: str
) -> Document:
    """A page of 56 × 42 inches, and a picture of 4032 × 3024 pixels for it."""
    pdf = RawPdf()
    image = pdf.stream("x", Subtype="/Image", Width="4032", Height="3024")
    form = pdf.stream("/I Do", Subtype="/Form")
    own = {
        "MediaBox": "[0 0 4032 3024]",
        "Resources": f"<< /XObject << /I {image} /F {form} >> >>",
    }
    pdf.page()
    pdf.page(content, **(own | entries))
    return open_document(Source(pdf.to_bytes()), reader=reader)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "content",
    [
        PLACED,
        "/P <</MCID 0>> BDC q 4032 0 0 3024 0 0 cm /I Do Q EMC",
        "q Q q 0.5 0 0 0.5 0 0 cm 8064 0 0 6048 0 0 cm /I Do Q",
        "q 0 0 4032 3024 re W n 4032 0 0 -3024 0 3024 cm /I Do Q",
    ],
)
def test_a_picture_that_covers_the_page(content: str, reader: str) -> None:
    assert read(content, reader).page_pictures.found == (PagePicture(2, 4032, 3024),)


def test_a_picture_that_lies_on_its_side() -> None:
    turned = read("q 0 3024 4032 0 0 0 cm /I Do Q").page_pictures
    assert turned.found == (PagePicture(2, 4032, 3024),)


def test_the_unit_of_the_page_counts() -> None:
    doubled = read(
        "q 2016 0 0 1512 0 0 cm /I Do Q", MediaBox="[0 0 2016 1512]", UserUnit="2"
    )
    assert doubled.page_pictures.found == (PagePicture(2, 4032, 3024),)


@pytest.mark.parametrize(
    "content",
    [
        "q 2016 0 0 1512 0 0 cm /I Do Q",  # on half of it
        PLACED + " " + PLACED,
        PLACED + " BT (Exhibit A) Tj ET",
        PLACED + " 0 0 9 9 re f",
        "q 4032 0 0 3024 0 0 cm /F Do Q",
        "q 4032 0 0 3024 0 0 cm /Nothing Do Q",
        "",
    ],
)
def test_what_is_more_or_less_than_one_picture(content: str) -> None:
    assert read(content).page_pictures.found == ()


def test_a_page_that_is_not_large_is_not_looked_at() -> None:
    small = read("q 612 0 0 792 0 0 cm /I Do Q", MediaBox="[0 0 612 792]")
    assert small.page_pictures.found == ()
