from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import (
    ContentLockedError,
    ExternalContent,
    Facts,
    Location,
    UnreadableError,
)
from nextgen_pdf.facts import ContentKind
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules._remedies import LEFT_OVER
from nextgen_pdf_rules.external_content import external_content


@pytest.mark.parametrize("kind", get_args(ContentKind))
def test_every_kind_has_its_code_and_its_words(kind: ContentKind) -> None:
    where = Location(page=3, object="12 0", path="/Pages[3]/Resources/XObject/X")
    content = ExternalContent(kind, location=where, alike=4)
    (finding,) = findings(external_content, document(external_content=[content]))
    assert finding.code == kind
    assert finding.location == where
    assert finding.alike == 4
    assert finding.message.endswith(".")
    assert "It points to" not in finding.message
    printed = kind in ("output-profile", "schema")
    assert ("Chrome and Edge copy" in finding.remedy) != (
        printed or kind == "form-data"
    )
    assert ("Acrobat Reader" in finding.remedy) == (kind == "form-data")


def test_the_other_file_is_named() -> None:
    content = ExternalContent("font-program", target="garamond.ttf")
    (finding,) = findings(external_content, document(external_content=[content]))
    assert finding.message == (
        'A font of this PDF is stored in another file. It points to "garamond.ttf".'
    )


def test_what_is_not_in_use_is_left_over() -> None:
    content = ExternalContent("stream", target="scan.raw", alike=2, current=False)
    (finding,) = findings(external_content, document(external_content=[content]))
    assert finding.code == "left-over"
    assert finding.message == (
        "This file still contains an unused reference to another file."
        ' It points to "scan.raw".'
    )
    assert finding.alike == 2
    assert finding.remedy == LEFT_OVER


def test_without_external_content_it_passes() -> None:
    assert codes(external_content, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(external_content, document(external_content=ContentLockedError("locked")))


def test_what_was_found_before_a_damaged_part_is_reported_first() -> None:
    some = Facts([ExternalContent("form-data")], UnreadableError("does not decode"))
    found = external_content(document(external_content=some))
    assert next(found).code == "form-data"
    with pytest.raises(UnreadableError):
        next(found)
