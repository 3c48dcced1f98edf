"""Strings out of a document, made fit to be shown: hostile ones do no harm."""

from __future__ import annotations

import unicodedata

_CUT = "…"
# Format and control characters can hide text or turn its direction; surrogates stand
# for bytes that are no text.
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def sanitize_text(text: str, longest: int = 80) -> str:
    """The text on one line, without control characters, and cut where it is too long.

    Args:
        text: anything a document may hold.
        longest: the most characters to keep; a cut text ends with an ellipsis.
    """
    text = text[: longest * 8]  # enough to cut from, however long it is
    clean = "".join(
        " " if c in "\t\n\r" else "\ufffd" if unicodedata.category(c) in _UNFIT else c
        for c in text
    )
    clean = " ".join(clean.split())
    return clean if len(clean) <= longest else clean[: longest - 1] + _CUT
