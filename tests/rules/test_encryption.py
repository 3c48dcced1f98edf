from __future__ import annotations

import pytest

from nextgen_pdf import EmbeddedFile, Security
from nextgen_pdf.facts import Permission
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


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        ({"print", "print-well"}, "The file allows printing: "),
        ({"print", "change", "copy"}, "The file allows only blurred printing: ask"),
        ({"change", "copy"}, "The file does not allow printing: ask"),
        (set(), "The file does not allow printing: ask"),
        (None, "If the file allows printing, print it"),
    ],
)
def test_the_remedy_says_whether_printing_is_allowed(
    allowed: set[Permission] | None, said: str
) -> None:
    permissions = None if allowed is None else frozenset(allowed)
    security = Security(
        "Standard", "AES", opened=True, empty_password=True, permissions=permissions
    )
    (finding,) = findings(encryption, document(security=security))
    assert finding.remedy.startswith(said)


def test_what_needs_a_password_is_not_printed_away() -> None:
    printable: frozenset[Permission] = frozenset({"print", "print-well"})
    for current in (True, False):
        locked = Security(
            "Standard", "AES", opened=False, empty_password=False,
            permissions=printable, current=current,
        )  # fmt: skip
        (finding,) = findings(encryption, document(security=locked))
        assert "allows printing" not in finding.remedy
