"""Cases whose right answer is not given yet, and what each needs.

Whoever mends one takes it out of the list; a case that is in it and passes fails.
"""

from __future__ import annotations

_PIKEPDF = {
    "a fact about pages that paint nothing, and about marks that are not applied": (
        "every-page-blank redaction-not-applied"
    ),
    "work that pages, arrays, fields and forms share is done once, or counted": (
        "shared-fonts contents-of-their-own fields-that-share-kids fields-a-million-kids"
    ),
}
_PYPDF = {
    "a fact about pages that paint nothing, and about marks that are not applied": (
        "every-page-blank redaction-not-applied"
    ),
    "work that pages, arrays, fields and forms share is done once, or counted": (
        "shared-fonts contents-of-their-own fields-that-share-kids fields-a-million-kids"
    ),
}

AWAITED: dict[str, str] = {
    f"{case} {reader}": needs
    for reader, table in (("pikepdf", _PIKEPDF), ("pypdf", _PYPDF))
    for needs, cases in table.items()
    for case in cases.split()
}
"""What is needed, by ``id reader``."""
