"""What libraries say of a damaged file, in words for whoever has to file it.

Only what is common: the rest is passed on as it is, which still tells an engineer something.
The term that the library used stays, in parentheses, where it can be looked up.
"""

from __future__ import annotations

import re

_NO_END = "a part of it does not end where it should"
_BRACKET = "a bracket is out of place"
_NO_NAME = "an entry of a dictionary has no name"
_CUT = "a part of it breaks off in the middle"

# The first that matches decides. Empty: the message says nothing that is not said already.
_PLAIN: tuple[tuple[str, str], ...] = (
    (r"^file is damaged$", ""),
    (r"unable to find trailer dictionary", "it lacks the trailer that every PDF has"),
    (r"unable to find (?:any pages|page tree)", "no pages can be found in it"),
    (r"unable to find /Root|Cannot find Root object", "it does not say where it begins (/Root)"),
    (r"can't find startxref|startxref not found", "nothing leads to the index (startxref)"),
    (r"EOF marker not found", "its end is missing (%%EOF)"),
    (r"^xref not found", "the index is not where the file says (xref)"),
    (r"invalid xref entry", "an entry of the index is written incorrectly (xref)"),
    (r"[Ss]tream has ended unexpectedly|^EOF (?:while|reading)", _CUT),
    (r"^expected endobj", f"{_NO_END} (endobj)"),
    (r"^expected endstream|endstream", "the stated length of a part is wrong (endstream)"),
    (r"lacks /Length|/Length key", "the length of a part is not stated (/Length)"),
    (r"unexpected (?:array|dictionary) close|unexpected brace", _BRACKET),
    (r"expected dictionary key|Expecting a NameObject", _NO_NAME),
    (r"dictionary ended prematurely", "an entry of a dictionary has no value"),
    (r"unknown token|Invalid Elementary Object", "a word in it means nothing in a PDF"),
    (r"too many errors", "it has too many errors to list"),
    (r"hexstring", "a hexadecimal string has characters that do not belong there"),
    (r"name with stray #", "the sign # is used in a wrong way"),
    (r"Error -\d+ while decompressing", "its compressed data is damaged"),
)  # fmt: skip


OTHER_LOCK = "the file is locked in a way that this program cannot open"


def too_damaged(reason: str = "") -> str:
    """That nothing can be read, and why if it is known."""
    return f"the file is too damaged to read{reason and ': '}{reason}"


def in_plain_words(said: str) -> str:
    """What a library said, in plain words where they are known.

    Args:
        said: without the name of the file, and without anything out of the document.
    """
    for pattern, plain in _PLAIN:
        if re.search(pattern, said):
            return plain
    # what stood before a colon or a quotation is all that is left of some
    return said.rstrip(" :;,(").strip()
