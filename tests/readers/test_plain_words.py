"""What libraries say of a damaged file reaches people in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

import nextgen_pdf
from nextgen_pdf.readers import READERS
from nextgen_pdf.readers.backends.plain_words import in_plain_words

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("sample", "reason"),
    [
        ("fail-word-document", "the file is not a PDF"),
        ("fail-empty", "the file is empty"),
    ],
)
def test_what_is_no_pdf_is_not_called_damaged(
    sample: str, reason: str, reader: str
) -> None:
    report = nextgen_pdf.check(SAMPLES / f"malformed/{sample}.pdf", reader=reader)
    reasons = {rule.reason for rule in report.rules if rule.outcome == "not-checked"}
    assert reasons == {reason}


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("file is damaged", ""),
        ("expected endobj", "a part of it does not end where it should (endobj)"),
        ("Expecting a NameObject for key but found", "an entry of a dictionary has no name"),
        ("an odd thing (", "an odd thing"),
    ],
)  # fmt: skip
def test_what_is_common_is_told_in_plain_words(said: str, plain: str) -> None:
    assert in_plain_words(said) == plain
