"""Cases whose right answer is not given yet, and what each needs.

Whoever mends one takes it out of the list; a case that is in it and passes fails.
"""

from __future__ import annotations

_PIKEPDF = {
    "a fact about pages that paint nothing, and about marks that are not applied": (
        "every-page-blank redaction-not-applied"
    ),
}
_PYPDF = _PIKEPDF

AWAITED: dict[str, str] = {
    f"{case} {reader}": needs
    for reader, table in (("pikepdf", _PIKEPDF), ("pypdf", _PYPDF))
    for needs, cases in table.items()
    for case in cases.split()
}
"""What is needed, by ``id reader``."""
