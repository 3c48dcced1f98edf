"""Cases whose right answer is not given yet, and what each needs.

Whoever mends one takes it out of the list; a case that is in it and passes fails.
"""

from __future__ import annotations

_PIKEPDF = {
    "addresses are trimmed as browsers do it, and names are taken for addresses": (
        "uri-controls"
    ),
    "the search for unused parts says where it stopped": ("dead-script-behind-64-mib"),
    "a reference to nothing is nothing (7.3.10)": ("name-without-a-file-on-the-page"),
    "an index is judged by what viewers make of it": ("index-own-entry-wrong"),
    "a fact about pages that paint nothing, and about marks that are not applied": (
        "every-page-blank redaction-not-applied"
    ),
    "work that pages, arrays, fields and forms share is done once, or counted": (
        "shared-contents shared-contents-with-text shared-contents-after-others "
        "shared-fonts shared-form contents-20000 contents-of-their-own "
        "contents-shared-array fields-that-share-kids fields-a-million-kids "
        "forms-3000-deep forms-3000-deep-with-text masks-3000-deep patterns-3000-deep"
    ),
}
_PYPDF = {
    "readers notice that an index or object stream gives a number twice": (
        "twice-in-the-index-last"
    ),
    "readers look at both indexes of a hybrid file, and all before them": (
        "hybrid-rivals"
    ),
    "pypdf keeps one of two entries /Length, and tells no one of the other": (
        "length-twice"
    ),
    "readers notice a reference to a freed object whose bytes are there": (
        "freed-in-place"
    ),
    "addresses are trimmed as browsers do it, and names are taken for addresses": (
        "uri-controls"
    ),
    "a reference to nothing is nothing (7.3.10)": ("name-without-a-file-on-the-page"),
    "an index is judged by what viewers make of it": ("two-comments-before-an-object"),
    "a fact about pages that paint nothing, and about marks that are not applied": (
        "every-page-blank redaction-not-applied"
    ),
    "work that pages, arrays, fields and forms share is done once, or counted": (
        "shared-contents shared-contents-with-text shared-contents-after-others "
        "shared-fonts shared-form contents-20000 contents-in-an-object "
        "contents-of-their-own contents-shared-array fields-that-share-kids "
        "fields-a-million-kids forms-3000-deep forms-3000-deep-with-text "
        "masks-3000-deep patterns-3000-deep"
    ),
}

AWAITED: dict[str, str] = {
    f"{case} {reader}": needs
    for reader, table in (("pikepdf", _PIKEPDF), ("pypdf", _PYPDF))
    for needs, cases in table.items()
    for case in cases.split()
}
"""What is needed, by ``id reader``."""
