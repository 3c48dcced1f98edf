from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import BoundReachedError, ContentLockedError, Facts, Location, Media
from nextgen_pdf.facts import MediaKind
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules._remedies import LEFT_OVER
from nextgen_pdf_rules.multimedia import REMEDY, multimedia


@pytest.mark.parametrize("kind", get_args(MediaKind))
def test_every_kind_has_its_code_and_its_words(kind: MediaKind) -> None:
    where = Location(page=3, object="12 0", path="/Pages[3]/Annots[0]")
    media = Media(kind, where, alike=4)
    (finding,) = findings(multimedia, document(media=[media]))
    assert finding.code == kind
    assert finding.location == where
    assert finding.alike == 4
    assert finding.message.startswith("This PDF ")
    assert finding.message.endswith(".")
    assert finding.remedy == REMEDY


@pytest.mark.parametrize("kind", get_args(MediaKind))
def test_what_is_not_in_use_is_left_over(kind: MediaKind) -> None:
    media = Media(kind, alike=2, current=False)
    (finding,) = findings(multimedia, document(media=[media]))
    assert finding.code == "left-over"
    assert finding.message.startswith("This file still contains")
    assert finding.alike == 2
    assert finding.remedy == LEFT_OVER


def test_a_player_and_its_clip_are_one() -> None:
    player = Media("screen", Location(page=1, path="/Pages[1]/Annots[1]"))
    action = Media("rendition", Location(page=1, path="/Pages[1]/Annots[1]/A"))
    other = Media("sound", Location(page=1, path="/Pages[1]/Annots[10]"))
    found = codes(multimedia, document(media=[player, action, other]))
    assert found == ["screen", "sound"]


def test_without_media_it_passes() -> None:
    assert codes(multimedia, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(multimedia, document(media=ContentLockedError("locked")))


def test_what_was_found_before_a_bound_is_reported_first() -> None:
    some = Facts([Media("sound")], BoundReachedError("too many"))
    found = multimedia(document(media=some))
    assert next(found).code == "sound"
    with pytest.raises(BoundReachedError):
        next(found)
