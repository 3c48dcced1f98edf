from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

import pytest

from nextgen_pdf import (
    BoundReachedError,
    ContentLockedError,
    Document,
    Facts,
    Field,
    Form,
    Location,
)
from nextgen_pdf.facts import FieldKind
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.forms import FLATTEN, SIGNED, forms

IN_THE_CATALOG = Location(path="/Root/AcroForm")


def with_fields(*fields: Field, **more: bool) -> Document:
    return document(form=Form(Facts(fields), location=IN_THE_CATALOG, **more))


def message(fields: Sequence[Field]) -> str:
    (finding,) = findings(forms, with_fields(*fields))
    return finding.message


@pytest.mark.parametrize("kind", get_args(FieldKind))
def test_every_kind_of_field_has_its_code_and_its_words(kind: FieldKind) -> None:
    (finding,) = findings(forms, with_fields(Field("Debtor 1", kind)))
    assert finding.code == kind
    assert finding.message.startswith(("This PDF has a ", "This PDF has an "))
    assert finding.message.endswith(': "Debtor 1".')
    assert finding.remedy == (SIGNED if kind.startswith("sign") else FLATTEN)


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        (
            "field",
            "This PDF has a box that can still be filled in.",
            "This PDF has 2 boxes that can still be filled in.",
        ),
        (
            "button",
            "This PDF has a button that can be pressed.",
            "This PDF has 2 buttons that can be pressed.",
        ),
        (
            "widget",
            "This PDF has a form box without a form.",
            "This PDF has 2 form boxes without a form.",
        ),
        (
            "read-only",
            "This PDF has a locked form box that has not been made part of the page.",
            "This PDF has 2 locked form boxes that have not been made part of the page.",
        ),
        (
            "signature",
            "This PDF has an empty signature box.",
            "This PDF has 2 empty signature boxes.",
        ),
        (
            "signed",
            "This PDF has a digital signature.",
            "This PDF has 2 digital signatures.",
        ),
    ],
)
def test_one_and_two(kind: FieldKind, one: str, two: str) -> None:
    assert message([Field("", kind)]) == one
    assert message([Field("", kind), Field("", kind)]) == two
    assert message([Field("", kind, alike=2)]) == two


def test_the_names_are_told_once_and_not_all() -> None:
    boxes = [Field(name, "field") for name in ("a", "b", "a", "", "c", "d", "e")]
    assert message(boxes).endswith(': "a", "b", "c", "d", "e".')
    boxes.append(Field("f", "field"))
    assert message(boxes).startswith("This PDF has 8 boxes")
    assert ': "a", "b", "c", "d", "e", …' in message(boxes)


def test_the_pages_are_told_once() -> None:
    where = [
        Location(page=4, object="9 0", path="/Pages[4]/Annots[0]"),
        Location(page=2),
        Location(page=2, pages=(2, 7)),
        Location(),
    ]
    fields = [Field("", "field", location, alike=3) for location in where]
    (finding,) = findings(forms, with_fields(*fields))
    assert finding.location == Location(2, (2, 4, 7), "9 0", "/Pages[4]/Annots[0]")
    assert finding.alike == 12


def test_a_field_on_no_page() -> None:
    (finding,) = findings(forms, with_fields(Field("Fee", "field")))
    assert finding.location.page is None
    assert finding.location.pages == ()


def test_a_finding_for_each_kind_what_can_be_filled_in_first() -> None:
    kinds: list[FieldKind] = ["signed", "read-only", "field", "signed", "button"]
    fields = [Field("", kind) for kind in kinds]
    assert codes(forms, with_fields(*fields)) == [
        "field",
        "button",
        "read-only",
        "signed",
    ]


def test_a_designed_form() -> None:
    assert codes(forms, with_fields(xfa=True)) == ["xfa"]
    assert codes(forms, with_fields(xfa=True, needs_rendering=True)) == ["xfa"]
    with_both = with_fields(Field("a", "field"), xfa=True)
    assert codes(forms, with_both) == ["xfa", "field"]


@pytest.mark.parametrize("made", ["xfa", "needs_rendering"])
def test_a_designed_form_is_printed_by_acrobat_only(made: str) -> None:
    (finding,) = findings(forms, with_fields(**{made: True}))
    assert "Acrobat Reader" in finding.remedy
    assert "Please wait" in finding.remedy


def test_nor_are_the_fields_of_a_designed_form() -> None:
    both = with_fields(Field("a", "field"), xfa=True)
    assert all("Acrobat Reader" in found.remedy for found in findings(forms, both))


def test_pages_that_are_made_on_opening() -> None:
    made = with_fields(Field("a", "field"), needs_rendering=True)
    assert codes(forms, made) == ["needs-rendering", "field"]


def test_an_empty_form_is_told() -> None:
    assert codes(forms, with_fields()) == ["empty-form"]


def test_without_a_form_it_passes() -> None:
    assert codes(forms, document(form=None)) == []
    assert codes(forms, document(form=Form(Facts(())))) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(forms, document(form=ContentLockedError("locked")))


def test_what_was_found_before_a_bound_is_reported_first() -> None:
    some = Facts([Field("a", "field")], BoundReachedError("too many"))
    found = forms(document(form=Form(some, xfa=True)))
    assert [next(found).code, next(found).code] == ["xfa", "field"]
    with pytest.raises(BoundReachedError):
        next(found)


def test_a_form_with_a_gap_is_not_called_empty() -> None:
    none_yet = Form(Facts((), BoundReachedError("too many")), location=IN_THE_CATALOG)
    with pytest.raises(BoundReachedError):
        codes(forms, document(form=none_yet))


def test_the_first_sentence_is_short_whatever_the_names() -> None:
    names = ["Name of the debtor", "Case number if known", "Social Security number"]
    said = message([Field(name, "field") for name in names])
    first = re.sub(r'"[^"]*"', "", said).split(". ")[0]
    assert len(first.split()) <= 20
