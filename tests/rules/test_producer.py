from __future__ import annotations

import pytest

from nextgen_pdf import (
    BoundReachedError,
    ContentLockedError,
    Facts,
    Field,
    Form,
    Producer,
)
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.producer import producer

QUARTZ = "macOS Version 14.4 (Build 23E214) Quartz PDFContext"
FORM = Form(Facts([Field("Debtor 1", "field")]))
EMPTY = Form(Facts(()))


@pytest.mark.parametrize(
    ("creator", "made_by", "form", "code"),
    [
        ("Word", QUARTZ, None, "word-for-mac"),
        ("Microsoft Word", "Mac OS X 10.13.6 Quartz PDFContext", None, "word-for-mac"),
        ("WORD", QUARTZ.upper(), None, "word-for-mac"),
        ("Word", QUARTZ, FORM, "word-for-mac"),
        ("Word", "Microsoft Word", None, None),
        ("Microsoft Word", "", None, None),
        ("Password", QUARTZ, None, None),
        ("Safari", QUARTZ, FORM, "safari-form"),
        ("Safari", QUARTZ, None, None),
        ("Safari", QUARTZ, EMPTY, None),
        ("Safari", "Skia/PDF m123", FORM, None),
        ("Preview", QUARTZ, FORM, None),
        ("Pages", QUARTZ, None, None),
        ("", QUARTZ, FORM, None),
        ("", "", FORM, None),
        ("WordPerfect", QUARTZ, None, None),
    ],
)  # fmt: skip
def test_programs(
    creator: str, made_by: str, form: Form | None, code: str | None
) -> None:
    made = Producer(creator=creator, producer=made_by)
    found = codes(producer, document(producer=made, form=form))
    assert found == ([code] if code else [])


def test_the_programs_are_named() -> None:
    made = Producer(creator="Safari", producer=QUARTZ)
    (finding,) = findings(producer, document(producer=made, form=FORM))
    assert finding.message == (
        "This form was probably filled out in the Safari browser on a Mac."
        f' According to the file, it was made with "Safari" and "{QUARTZ}".'
    )


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(producer, document(producer=ContentLockedError("locked")))


def test_the_form_is_only_asked_for_where_it_matters() -> None:
    locked = ContentLockedError("locked")
    word = document(producer=Producer("Word", QUARTZ), form=locked)
    assert codes(producer, word) == ["word-for-mac"]
    with pytest.raises(ContentLockedError):
        codes(producer, document(producer=Producer("Safari", QUARTZ), form=locked))


def test_one_field_is_enough_even_if_there_may_be_more() -> None:
    some = Form(Facts([Field("a", "field")], BoundReachedError("too many")))
    made = Producer("Safari", QUARTZ)
    found = producer(document(producer=made, form=some))
    assert next(found).code == "safari-form"


def test_a_form_that_was_not_looked_at_does_not_pass() -> None:
    none_yet = Form(Facts((), BoundReachedError("too many")))
    with pytest.raises(BoundReachedError):
        codes(producer, document(producer=Producer("Safari", QUARTZ), form=none_yet))
