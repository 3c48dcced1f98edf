from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

import nextgen_pdf
from nextgen_pdf import Document, courts
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.file_size import LOWEST, file_size
from rawpdf import RawPdf

LIMIT = {"megabytes": 25.0, "basis": "the court's page, undated"}
TWO = LIMIT | {"other_megabytes": 100.0, "other_basis": "PACER, seen 2023-01-10"}
SWAPPED = {"megabytes": 100.0, "other_megabytes": 25.0}


def of(size: int) -> Document:
    return document(size_bytes=size)


@pytest.mark.parametrize(
    ("size", "code"),
    [
        (0, None),
        (24_999_999, None),
        (25_000_000, None),
        (25_000_001, "just-over"),
        (26_214_400, "just-over"),
        (26_214_401, "over"),
        (250_000_000, "over"),
    ],
)
def test_both_megabytes(size: int, code: str | None) -> None:
    assert codes(file_size, of(size), **LIMIT) == ([code] if code else [])


@pytest.mark.parametrize("limits", [TWO, SWAPPED])
@pytest.mark.parametrize(
    ("size", "code"),
    [
        (25_000_000, None),
        (25_000_001, "disputed"),
        (26_214_400, "disputed"),
        (100_000_001, "disputed"),
        (104_857_600, "disputed"),
        (104_857_601, "over"),
    ],
)
def test_two_limits(limits: dict[str, object], size: int, code: str | None) -> None:
    assert codes(file_size, of(size), **limits) == ([code] if code else [])


def test_a_limit_may_be_a_part_of_a_megabyte() -> None:
    assert codes(file_size, of(1_500_000), megabytes=1.5) == []
    assert codes(file_size, of(1_500_001), megabytes=1.5) == ["just-over"]
    assert codes(file_size, of(1_572_865), megabytes=1.5) == ["over"]


def test_the_sizes_and_where_the_limits_come_from_are_told() -> None:
    (over,) = findings(file_size, of(31_200_000), **LIMIT)
    assert over.message == (
        "This file is 31.2 MB; the court's limit is 25 MB."
        " Source: the court's page, undated."
    )
    (just_over,) = findings(file_size, of(26_000_000), **LIMIT)
    assert just_over.message == (
        "This file is 26,000,000 bytes, just over the court's 25 MB."
        " Source: the court's page, undated."
        " Some courts count larger megabytes."
    )
    (disputed,) = findings(file_size, of(31_200_000), **TWO)
    assert disputed.message == (
        "This file is 31.2 MB, and sources disagree about the court's limit."
        " They say 25 MB (the court's page, undated) and 100 MB (PACER, seen Jan. 10, 2023)."
    )
    assert disputed.remedy.startswith(
        "Look up the limit on the court's Court Information page"
    )
    (large,) = findings(file_size, of(2_100_000_000), **TWO)
    assert large.message.startswith(
        "This file is 2,100.0 MB; the court's limit is 100 MB."
    )


@pytest.mark.parametrize("size", [0, 1_000, 50_000_000])
def test_a_court_without_a_known_limit(size: int) -> None:
    (finding,) = findings(file_size, of(size), look_up="https://example.org/limits")
    assert finding.code == "no-limit-known"
    assert finding.message == (
        f"This file is {size / 1_000_000:.1f} MB; this court's size limit is not known."
        " https://example.org/limits"
    )


def test_a_known_limit_counts_more_than_where_to_look_it_up() -> None:
    both = LIMIT | {"look_up": "https://example.org/limits"}
    assert codes(file_size, of(1_000), **both) == []
    assert codes(file_size, of(31_200_000), **both) == ["over"]


def known_limits() -> list[float]:
    limits = (court.rules.get("file-size", {}).get("limits", {}) for court in courts())
    return [limit["megabytes"] for limit in limits if "megabytes" in limit]


def test_no_court_is_known_to_have_a_lower_limit() -> None:
    assert min(known_limits()) >= LOWEST


COURTS = [{"megabytes": 5.0}, {"megabytes": 35.0}, {}, {"look_up": "somewhere"}]
"""What courts set: two know a limit."""


def test_without_a_court_the_limits_of_all_are_counted() -> None:
    (some,) = findings(file_size, of(31_200_000), court_limits=COURTS)
    assert some.code == "over-for-some"
    assert some.message == "This file is 31.2 MB, over the limit of 1 of 2 courts."
    assert "--court" in some.remedy
    (everywhere,) = findings(file_size, of(90_000_000_000), court_limits=COURTS)
    assert "over the limit of 2 of 2 courts." in everywhere.message
    assert codes(file_size, of(5_000_000), court_limits=COURTS) == []
    assert codes(file_size, of(90_000_000_000)) == []


def test_the_limits_of_all_courts_are_read_only_when_they_are_needed() -> None:
    def unread() -> Iterator[Mapping[str, object]]:
        yield from ()
        raise AssertionError

    assert codes(file_size, of(LOWEST * 1_000_000), court_limits=unread()) == []
    assert codes(file_size, of(31_200_000), **LIMIT, court_limits=unread()) == ["over"]


def test_the_checker_hands_over_what_every_court_sets() -> None:
    known = known_limits()
    pdf = RawPdf()
    pdf.page("BT ET\n" + " " * 31_200_000)
    (finding,) = nextgen_pdf.check(pdf.to_bytes(), select=["file-size"]).findings
    over = sum(limit < 31.2 for limit in known)
    assert 0 < over < len(known)
    assert f"over the limit of {over} of {len(known)} courts." in finding.message


def test_a_limit_without_a_basis() -> None:
    (finding,) = findings(file_size, of(31_200_000), megabytes=25.0)
    assert "()" not in finding.message


@pytest.mark.parametrize(
    ("as_of", "is_old"), [("2023-01-10", True), ("", True), (None, False)]
)
def test_old_figures_are_said_to_be_old(as_of: str | None, is_old: bool) -> None:
    words = file_size.limits_in_words(LIMIT, as_of)
    assert ("out of date" in words) == is_old


def test_how_a_limit_reads() -> None:
    today = date.today().isoformat()  # noqa: DTZ011
    one = "Size limit: 25 MB (the court's page, undated)"
    assert file_size.limits_in_words(LIMIT, today) == one
    assert file_size.limits_in_words(TWO, today) == (
        f"{one} or 100 MB (PACER, seen Jan. 10, 2023): sources differ; check the court's site"
    )
    assert file_size.limits_in_words({}, None) == "Size limit: not known"


def test_a_limit_of_ones_own_is_all_that_is_said_of_the_court() -> None:
    assert file_size.max_size is not None
    own = {**TWO, "look_up": "somewhere", **file_size.max_size(30.0)}
    (finding,) = findings(file_size, of(40_000_000), **own)
    assert finding.code == "over"
    assert finding.message.endswith("Source: given with --max-size.")
