from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import (
    Action,
    BoundReachedError,
    ContentLockedError,
    Facts,
    Location,
)
from nextgen_pdf.facts import ActionKind
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules._remedies import LEFT_OVER
from nextgen_pdf_rules.external_actions import external_actions

TO_A_FILE = {"remote-file", "embedded-file", "remote-thread", "local-address"}
BY_ITSELF = {"unasked-address", "unasked-print"}


@pytest.mark.parametrize("kind", get_args(ActionKind))
def test_every_kind_has_its_code_and_its_words(kind: ActionKind) -> None:
    where = Location(page=3, object="12 0", path="/Pages[3]/Annots[0]/A")
    action = Action(kind, location=where, alike=4)
    (finding,) = findings(external_actions, document(actions=[action]))
    assert finding.code == kind
    assert finding.location == where
    assert finding.alike == 4
    assert finding.message.endswith(".")
    assert "It leads to" not in finding.message
    assert ("docket" in finding.remedy) == (kind not in BY_ITSELF)
    assert ("next to this one" in finding.remedy) == (kind in TO_A_FILE)
    assert ("no link or button" in finding.remedy) == (kind in BY_ITSELF)


def test_what_it_leads_to_is_named() -> None:
    action = Action("launch", target="letter.docx")
    (finding,) = findings(external_actions, document(actions=[action]))
    assert finding.message == (
        "This PDF can start a program or open another file (launch action)."
        ' It leads to "letter.docx".'
    )


@pytest.mark.parametrize("kind", ["launch", "remote-file"])
def test_what_is_not_in_use_is_left_over(kind: ActionKind) -> None:
    action = Action(kind, target="letter.docx", alike=2, current=False)
    (finding,) = findings(external_actions, document(actions=[action]))
    assert finding.code == "left-over"
    assert finding.message.startswith("This file still contains an unused action")
    assert finding.alike == 2
    assert finding.remedy == LEFT_OVER


def test_each_action_is_a_finding_in_the_order_found() -> None:
    actions = [Action("remote-file", "b.pdf"), Action("launch"), Action("remote-file")]
    assert codes(external_actions, document(actions=actions)) == [
        "remote-file",
        "launch",
        "remote-file",
    ]


def test_without_actions_it_passes() -> None:
    assert codes(external_actions, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(external_actions, document(actions=ContentLockedError("locked")))


def test_what_was_found_before_a_bound_is_reported_first() -> None:
    some = Facts([Action("launch")], BoundReachedError("too many"))
    found = external_actions(document(actions=some))
    assert next(found).code == "launch"
    with pytest.raises(BoundReachedError):
        next(found)
