from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import BoundReachedError, ContentLockedError, Facts, Location, Mark
from nextgen_pdf.facts import MarkKind
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.review_marks import APPLY, TAKE_OFF, WORDS, review_marks


def on(page: int, kind: MarkKind, alike: int = 1) -> Mark:
    return Mark(kind, Location(page), alike)


def test_redaction_marks_are_told_together() -> None:
    marks = [on(3, "redaction"), on(1, "redaction", alike=2)]
    (finding,) = findings(review_marks, document(marks=marks))
    assert finding.code == "redaction-mark"
    assert finding.message.startswith(
        "This PDF has 3 redaction marks not yet applied. "
    )
    assert finding.location.pages == (1, 3)
    assert finding.alike == 3
    assert finding.remedy == APPLY


def test_comments_are_counted_by_kind() -> None:
    marks = [on(2, "highlight"), on(1, "note"), on(2, "highlight", alike=4)]
    (finding,) = findings(review_marks, document(marks=marks))
    assert finding.code == "comment"
    assert finding.message == (
        "This PDF still has comments or other markup: 1 note, 5 highlights."
    )
    assert finding.alike == 6
    assert finding.remedy == TAKE_OFF


def test_every_kind_has_its_words() -> None:
    assert list(WORDS) == list(get_args(MarkKind))


def test_redactions_come_first() -> None:
    marks = [on(1, "stamp"), on(9, "redaction")]
    assert codes(review_marks, document(marks=marks)) == ["redaction-mark", "comment"]


def test_without_marks_it_passes() -> None:
    assert codes(review_marks, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(review_marks, document(marks=ContentLockedError("locked")))


def test_what_was_found_before_a_bound_is_reported_first() -> None:
    some = Facts([on(1, "drawing")], BoundReachedError("too many"))
    found = review_marks(document(marks=some))
    assert next(found).code == "comment"
    with pytest.raises(BoundReachedError):
        next(found)
