from __future__ import annotations

import pytest

from nextgen_pdf import Page, PagePicture, UnreadableError
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.page_size import page_size


def page(number: int, width: float, height: float, **more: object) -> Page:
    return Page(number=number, media_box=(0, 0, width, height), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "height"),
    [(612, 792), (792, 612), (603, 783), (621, 801), (611.5, 792.4), (620.9, 783.1)],
)
def test_letter_in_either_orientation_and_within_tolerance(
    width: float, height: float
) -> None:
    assert codes(page_size, document(pages=[page(1, width, height)])) == []


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [
        (595.28, 841.89, "8.27 × 11.69 in (A4)"),
        (841.89, 595.28, "11.69 × 8.27 in (A4)"),
        (612, 1008, "8.50 × 14.00 in (Legal)"),
        (1224, 792, "17.00 × 11.00 in (Tabloid)"),
        (602.9, 792, "8.37 × 11.00 in"),
        (612, 801.1, "8.50 × 11.13 in"),
    ],
)
def test_other_sizes(width: float, height: float, said: str) -> None:
    (finding,) = findings(page_size, document(pages=[page(1, width, height)]))
    assert finding.code == "not-letter"
    assert finding.message == f"Page 1: {said} instead of Letter."


def test_one_finding_for_each_size_with_its_pages() -> None:
    a4 = [page(number, 595, 842) for number in (3, 7, 8, 9)]
    legal = page(5, 612, 1008)
    letter = page(1, 612, 792)
    found = findings(page_size, document(pages=[letter, a4[0], legal, *a4[1:]]))
    assert [f.message for f in found] == [
        "Pages 3 and 7-9: 8.26 × 11.69 in (A4) instead of Letter.",
        "Page 5: 8.50 × 14.00 in (Legal) instead of Letter.",
    ]
    assert found[0].location.page == 3
    assert found[0].location.pages == (3, 7, 8, 9)


def test_the_user_unit_counts() -> None:
    assert codes(page_size, document(pages=[page(1, 306, 396, user_unit=2.0)])) == []
    assert codes(page_size, document(pages=[page(1, 612, 792, user_unit=2.0)])) == [
        "not-letter"
    ]


def test_cropping() -> None:
    half = page(1, 612, 792, crop_box=(0, 396, 612, 792))
    assert codes(page_size, document(pages=[half])) == ["cropped"]
    bleed = page(1, 648, 828, crop_box=(18, 18, 630, 810))
    assert codes(page_size, document(pages=[bleed])) == []
    a5_of_a4 = page(1, 595, 842, crop_box=(0, 0, 420, 595))
    assert codes(page_size, document(pages=[a5_of_a4])) == ["not-letter"]


def test_no_size_and_too_large() -> None:
    assert codes(page_size, document(pages=[Page(number=1, media_box=None)])) == [
        "no-size"
    ]
    assert codes(page_size, document(pages=[page(1, 14_401, 792)])) == ["too-large"]
    assert codes(page_size, document(pages=[page(1, 14_400, 792)])) == ["not-letter"]
    in_units = page(1, 14_400, 792, user_unit=2.0)
    assert codes(page_size, document(pages=[in_units])) == ["not-letter"]


def test_a_letter_page_out_of_a_sheet_that_is_too_large() -> None:
    cut_out = page(1, 14_500, 14_500, crop_box=(0, 0, 612, 792))
    (finding,) = findings(page_size, document(pages=[cut_out]))
    assert finding.code == "large-sheet"
    assert "14,500 points" in finding.message


def test_a_fix_for_the_size_does_not_name_what_keeps_it() -> None:
    (finding,) = findings(page_size, document(pages=[page(1, 595, 842)]))
    assert "Save as PDF in Chrome and Edge does not change the size" in finding.remedy


def test_the_limits_are_the_profiles() -> None:
    a4 = document(pages=[page(1, 595, 842)])
    assert codes(page_size, a4, width=595.0, height=842.0) == []
    assert codes(page_size, a4, tolerance=51.0) == []


def test_pages_that_cannot_be_read() -> None:
    with pytest.raises(UnreadableError):
        findings(page_size, document(pages=UnreadableError("torn")))


def test_a_photo_that_was_not_scaled_is_called_that() -> None:
    photo = document(
        pages=[page(1, 612, 792), page(2, 4032, 3024)],
        page_pictures=[PagePicture(2, 4032, 3024)],
    )
    (finding,) = findings(page_size, photo)
    assert finding.code == "unscaled-picture"
    assert finding.message == (
        "Page 2: 56.00 × 42.00 in. This looks like a photo or scan placed at 72 dpi"
        " (4,032 × 3,024 pixels)."
    )
    assert "Fit" in finding.remedy


@pytest.mark.parametrize(
    ("points", "pixels", "code"),
    [
        ((3024, 2268), (4032, 3024), "unscaled-picture"),  # 96 dpi
        ((2592, 1728), (10800, 7200), "not-letter"),  # a plan at 300 dpi
        ((2592, 1728), (3600, 2400), "not-letter"),  # and at 100 dpi
        ((20000, 15000), (20000, 15000), "too-large"),
    ],
)
def test_a_picture_whose_resolution_was_chosen(
    points: tuple[int, int], pixels: tuple[int, int], code: str
) -> None:
    large = document(pages=[page(1, *points)], page_pictures=[PagePicture(1, *pixels)])
    assert codes(page_size, large) == [code]


def test_a_photo_on_a_page_as_large_as_a_court_wants_is_none() -> None:
    wanted = document(
        pages=[page(1, 1440, 1080)], page_pictures=[PagePicture(1, 1440, 1080)]
    )
    assert codes(page_size, wanted, width=1440.0, height=1080.0) == []
