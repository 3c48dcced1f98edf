from __future__ import annotations

import pytest

from nextgen_pdf import EmbeddedFile, Security
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.encryption import encryption


@pytest.mark.parametrize(
    ("handler", "opened", "empty", "code"),
    [
        ("Standard", True, True, "no-password"),
        ("Standard", True, False, "password"),
        ("Standard", False, False, "password"),
        ("Adobe.PubSec", False, False, "handler"),
        ("FOPN_fLock", True, True, "handler"),
        ("unknown", False, False, "handler"),
    ],
)
def test_any_encryption_is_found(
    handler: str, opened: bool, empty: bool, code: str
) -> None:
    security = Security(
        handler=handler, method="RC4", opened=opened, empty_password=empty
    )
    assert codes(encryption, document(security=security)) == [code]


@pytest.mark.parametrize(("current", "expected"), [(True, ["wrapper"]), (False, [])])
def test_a_wrapper_around_a_locked_document(current: bool, expected: list[str]) -> None:
    file = EmbeddedFile("a.pdf", "name-tree", current=current, locked=True)
    assert codes(encryption, document(embedded_files=[file])) == expected


def test_without_encryption_it_passes() -> None:
    assert codes(encryption, document()) == []


def test_a_lock_that_forbids_printing_is_not_printed_away() -> None:
    security = Security("Standard", "AES, 256 bit", opened=True, empty_password=True)
    (finding,) = findings(encryption, document(security=security))
    assert "do not allow printing" in finding.remedy
    locked = security._replace(opened=False, empty_password=False)
    (finding,) = findings(encryption, document(security=locked))
    assert "print" not in finding.remedy.casefold()
