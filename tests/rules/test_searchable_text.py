from __future__ import annotations

import pytest

from nextgen_pdf import (
    BoundReachedError,
    ContentLockedError,
    Facts,
    Location,
    Page,
    UnreadableError,
)
from nextgen_pdf.testing import LETTER, codes, document, findings
from nextgen_pdf_rules.searchable_text import searchable_text


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ([3], "Page 3 has no text that can be searched."),
        ([3, 4], "Pages 3-4 have no text that can be searched."),
        ([1, 2, 3, 7], "Pages 1-3 and 7 have no text that can be searched."),
    ],
)
def test_the_pages_are_named(pages: list[int], message: str) -> None:
    (finding,) = findings(searchable_text, document(pages_without_text=pages))
    assert finding.code == "no-text"
    assert finding.message == message
    assert finding.location == Location(pages[0], tuple(pages))
    assert finding.alike == len(pages)


def test_where_every_page_has_text_it_passes() -> None:
    assert codes(searchable_text, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(
            searchable_text, document(pages_without_text=ContentLockedError("locked"))
        )


def test_pages_found_before_a_bound_are_reported_first() -> None:
    some = Facts([1, 2], BoundReachedError("too long"))
    found = searchable_text(document(pages_without_text=some))
    assert next(found).location.pages == (1, 2)
    with pytest.raises(BoundReachedError):
        next(found)
    with pytest.raises(BoundReachedError):
        codes(searchable_text, document(pages_without_text=Facts((), some.gap)))


def pages(count: int) -> list[Page]:
    return [LETTER._replace(number=number) for number in range(1, count + 1)]


def test_a_document_whose_every_page_is_blank() -> None:
    blank = document(pages=pages(3), blank_pages=[1, 2, 3])
    (finding,) = findings(searchable_text, blank)
    assert finding.code == "blank"
    assert finding.message == "Every page of this PDF is blank."
    assert finding.location == Location(1, (1, 2, 3))


def test_a_slip_sheet_is_not_reported() -> None:
    assert codes(searchable_text, document(pages=pages(3), blank_pages=[2])) == []


def test_where_a_page_could_not_be_read_not_every_page_is_blank() -> None:
    some = Facts([1, 2], UnreadableError("torn"))
    torn = document(pages=pages(2), blank_pages=some)
    with pytest.raises(UnreadableError):
        codes(searchable_text, torn)


def test_text_without_letters_has_a_code_and_a_fix_of_its_own() -> None:
    (finding,) = findings(searchable_text, document(pages_without_letters=[2, 3]))
    assert finding.code == "no-letters"
    assert finding.message == (
        "The text on pages 2-3 cannot be searched or copied: its fonts do not say which"
        " letters they show."
    )
    assert finding.location == Location(2, (2, 3))
    assert "--force-ocr" in finding.remedy


def test_pages_whose_letters_are_not_known_do_not_pass() -> None:
    some = Facts([1], BoundReachedError("too long"))
    with pytest.raises(BoundReachedError):
        codes(searchable_text, document(pages_without_letters=some))
