"""Cases whose right answer is not given yet, and what each needs.

Whoever mends one takes it out of the list; a case that is in it and passes fails.
"""

from __future__ import annotations

_PIKEPDF = {
    "contents are split into words by ISO 32000-1, 7.8.2 and 8.9.7": (
        "words-number-and-operator words-point-and-operator words-sign-and-operator "
        "words-no-digit-before-point words-comment-before-size "
        "words-comment-with-return words-comment-before-operator "
        "words-mode-and-operator words-mode-and-comment words-mode-real "
        "words-picture-end-touches words-picture-end-touches-all "
        "words-picture-in-hexadecimal"
    ),
    "a form without a font takes that of the page": (
        "resources-without-the-font resources-form-in-form"
    ),
    "addresses are trimmed as browsers do it, and names are taken for addresses": (
        "uri-controls"
    ),
    "the search for unused parts says where it stopped": ("dead-script-behind-64-mib"),
    "operands are numbers, and RunLength is decoded": (
        "mode-3-real mode-3-point run-length-content run-length-without-end "
        "run-length-after-hexadecimal run-length-text run-length-objects"
    ),
    "complete Flate data counts without its checksum, and no data is nothing": (
        "checksum-cut-nothing checksum-cut checksum-half checksum-wrong "
        "checksum-missing-fonts checksum-wrong-missing-font empty-flate "
        "empty-one-of-two empty-page-of-eight hexadecimal-with-other-bytes "
        "base-85-with-other-bytes"
    ),
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
    "contents are split into words by ISO 32000-1, 7.8.2 and 8.9.7": (
        "words-number-and-operator words-point-and-operator words-sign-and-operator "
        "words-no-digit-before-point words-comment-before-size "
        "words-comment-with-return words-comment-before-operator "
        "words-mode-and-operator words-mode-and-comment words-mode-real "
        "words-picture-end-touches words-picture-end-touches-all "
        "words-picture-in-hexadecimal"
    ),
    "a form without a font takes that of the page": (
        "resources-without-the-font resources-form-in-form"
    ),
    "readers notice a reference to a freed object whose bytes are there": (
        "freed-in-place"
    ),
    "addresses are trimmed as browsers do it, and names are taken for addresses": (
        "uri-controls"
    ),
    "operands are numbers, and RunLength is decoded": (
        "mode-3-real mode-3-point run-length-without-end"
    ),
    "complete Flate data counts without its checksum, and no data is nothing": (
        "checksum-cut-nothing checksum-cut checksum-half checksum-wrong "
        "checksum-missing-fonts checksum-wrong-missing-font empty-flate "
        "empty-one-of-two empty-page-of-eight"
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
