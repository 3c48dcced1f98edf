from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import Font, Location
from nextgen_pdf.facts import FontState
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.fonts import fonts


@pytest.mark.parametrize("state", get_args(FontState))
def test_every_state_has_its_code(state: FontState) -> None:
    font = Font("Garamond", state, Location(page=1, pages=(1,)))
    assert codes(fonts, document(fonts=[font])) == [state]


def test_the_font_the_pages_and_the_words_are_named() -> None:
    font = Font(
        "Garamond", "not-embedded", Location(page=2, pages=(2, 3, 5)), "Plaintiff moves"
    )
    (finding,) = findings(fonts, document(fonts=[font]))
    assert finding.message == (
        "Text on pages 2-3 and 5 uses the font Garamond, which is not included in the file."
        ' It begins: "Plaintiff moves". Other computers may show different letters.'
    )


def test_without_missing_fonts_it_passes() -> None:
    assert codes(fonts, document()) == []


def test_a_fix_for_fonts_says_that_printing_adds_none() -> None:
    for state in get_args(FontState):
        font = Font("Symbol", state, Location(page=1, pages=(1,)))
        (finding,) = findings(fonts, document(fonts=[font]))
        assert "Chrome or Edge does not add fonts" in finding.remedy
        assert ("do not need to do anything" in finding.remedy) == (
            state == "standard-14"
        )
