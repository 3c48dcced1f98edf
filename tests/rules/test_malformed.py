from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import ContentLockedError, Fault, Location
from nextgen_pdf.facts import FaultCode
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.malformed import MESSAGES, malformed


@pytest.mark.parametrize("code", get_args(FaultCode))
def test_every_fault_has_its_words(code: FaultCode) -> None:
    fault = Fault(code=code, detail="so and so", location=Location(page=3), alike=2)
    for given in (document(file_faults=[fault]), document(faults=[fault])):
        (finding,) = findings(malformed, given)
        assert finding.code == code
        assert finding.alike == 2
        assert "{" not in finding.message
        assert finding.remedy


def test_the_page_and_the_kind_of_file_are_named() -> None:
    page = Fault(code="content", location=Location(page=12))
    assert "page 12" in findings(malformed, document(faults=[page]))[0].message
    kind = Fault(code="not-pdf", detail="a web page (HTML)")
    (finding,) = findings(malformed, document(file_faults=[kind]))
    assert finding.message == "This is not a PDF. It is a web page (HTML)."


def test_a_locked_file_shows_its_envelope_and_then_is_not_checked() -> None:
    before = Fault(code="leading-bytes")
    found = malformed(
        document(file_faults=[before], faults=ContentLockedError("locked"))
    )
    assert next(found).code == "leading-bytes"
    with pytest.raises(ContentLockedError):
        next(found)


def test_a_sound_file_passes() -> None:
    assert codes(malformed, document()) == []


def test_there_are_words_for_nothing_else() -> None:
    assert set(MESSAGES) == set(get_args(FaultCode))


def test_what_two_programs_read_differently_is_said_in_plain_words() -> None:
    fault = Fault("ambiguous", "object 10 is there twice")
    (finding,) = findings(malformed, document(faults=[fault]))
    assert finding.message == (
        "Two common programs would read this file differently. Detail: object 10 is there"
        " twice."
    )
    assert "read every page of the copy" in finding.remedy


def test_no_message_only_says_that_a_program_complains() -> None:
    fault = Fault("unknown", "an odd thing")
    (finding,) = findings(malformed, document(faults=[fault]))
    assert "an odd thing" in finding.message
    assert "complain" not in finding.message
