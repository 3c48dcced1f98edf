from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import BoundReachedError, ContentLockedError, Facts, Location, Script
from nextgen_pdf.facts import ScriptPlace
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.javascript import javascript

ON_THE_PAGE = {"field-event", "annotation", "uri"}


@pytest.mark.parametrize("place", get_args(ScriptPlace))
def test_every_place_has_its_code_and_its_words(place: ScriptPlace) -> None:
    where = Location(page=3, object="12 0", path="/Pages[3]/AA/O")
    (finding,) = findings(javascript, document(scripts=[Script(place, where, alike=4)]))
    assert finding.code == place
    assert finding.location == where
    assert finding.alike == 4
    assert finding.message.startswith("This PDF contains a script (JavaScript)")
    assert ("print it once more" in finding.remedy) == (place in ON_THE_PAGE)
    assert ("Acrobat Reader" in finding.remedy) == (place == "xfa")


def test_without_scripts_it_passes() -> None:
    assert codes(javascript, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(javascript, document(scripts=ContentLockedError("locked")))


def test_what_was_found_before_a_bound_is_reported_first() -> None:
    some = Facts([Script("xfa")], BoundReachedError("too large"))
    found = javascript(document(scripts=some))
    assert next(found).code == "xfa"
    with pytest.raises(BoundReachedError):
        next(found)
