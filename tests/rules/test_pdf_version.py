from __future__ import annotations

import pytest

from nextgen_pdf import Version
from nextgen_pdf.testing import codes, document
from nextgen_pdf_rules.pdf_version import pdf_version


@pytest.mark.parametrize(
    ("header", "catalog", "code"),
    [
        ("1.0", None, None),
        ("1.3", None, None),
        ("1.7", None, None),
        ("1.7", "1.4", None),
        ("1.7", "1.7", None),
        ("1.4", "1.7", "disagreement"),
        ("2.0", None, "pdf-2"),
        ("1.7", "2.0", "pdf-2"),
        ("2.0", "1.7", "pdf-2"),
        (None, None, "none"),
        (None, "1.7", "none"),
        ("", None, "unknown"),
        ("1.8", None, "unknown"),
        ("2.1", None, "unknown"),
        ("9.9", None, "unknown"),
        ("1.70", None, "unknown"),
        ("1,7", None, "unknown"),
        ("a.b", None, "unknown"),
        ("1.7", "3.1", "unknown"),
        ("1.7", "x", "unknown"),
    ],
)
def test_versions(header: str | None, catalog: str | None, code: str | None) -> None:
    found = codes(
        pdf_version, document(version=Version(header=header, catalog=catalog))
    )
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("header", "catalog", "effective"),
    [
        ("1.4", "1.7", "1.7"),
        ("1.7", "1.4", "1.7"),
        ("1.9", "1.10", "1.10"),
        (None, None, None),
    ],
)
def test_the_later_one_counts(
    header: str | None, catalog: str | None, effective: str | None
) -> None:
    assert Version(header=header, catalog=catalog).effective == effective
