"""What a locked file allows (ISO 32000-1, 7.6.3.2, table 22)."""

from __future__ import annotations

import pytest

from facts import facts
from nextgen_pdf.facts import Permission
from nextgen_pdf.readers import READERS, Source, open_document
from rawpdf import RawPdf

ALL: set[Permission] = {"print", "print-well", "change", "copy", "comment"}


def locked(allowed: str, revision: str = "3") -> bytes:
    """A file that says of itself what it allows, whatever its key was made of."""
    pdf = RawPdf()
    pdf.page()
    pdf.encrypt(user=b"secret")
    number = int(pdf.trailer["Encrypt"].split()[0])
    body = pdf.objects[number].replace(b"/P -44", f"/P {allowed}".encode())
    pdf.objects[number] = body.replace(b"/R 3", f"/R {revision}".encode())
    return pdf.to_bytes()


@pytest.mark.parametrize(
    ("allowed", "revision", "expected"),
    [
        ("-4", "3", ALL),
        ("4294967292", "3", ALL),
        ("-44", "3", {"print", "print-well", "copy"}),
        ("-2052", "3", ALL - {"print-well"}),
        ("-2052", "2", ALL),
        ("-8", "3", ALL - {"print", "print-well"}),
        ("-3904", "3", set()),
        ("0", "2", set()),
        ("(all)", "3", None),
    ],
)
def test_what_the_file_allows(
    allowed: str, revision: str, expected: set[Permission] | None
) -> None:
    security = facts(locked(allowed, revision)).security
    assert security is not None
    assert security.permissions == expected


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("allowed", [-4, -2052, -3904])
def test_both_readers_say_the_same_of_a_file_that_opens(
    reader: str, allowed: int
) -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.encrypt(allowed=allowed)
    security = open_document(Source(pdf.to_bytes()), reader=reader).security
    assert security is not None
    assert ("print" in (security.permissions or ())) == (allowed != -3904)
    assert ("print-well" in (security.permissions or ())) == (allowed == -4)
