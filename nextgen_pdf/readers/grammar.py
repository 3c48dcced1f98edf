"""Is the syntax of objects in order? One look at the bytes, without parsing them.

A single regular expression goes over all the objects of an object stream at once: thirty
times faster than to parse them one by one. It is strict: what it takes is in order but
for a few slips that no reader minds; what it does not take may still be.
"""

from __future__ import annotations

import re

from nextgen_pdf.readers import cos

_BLANK = rb"[" + cos.WHITE + rb"]*+"
_NAME = rb"/" + cos.REGULAR + rb"*+" + _BLANK
_NUMBERS = rb"[-+.0-9R" + cos.WHITE + rb"]"
"""What numbers, references and the blanks between them are made of."""
_STRING = cos.STRING + _BLANK
_HEX = rb"<[0-9A-Fa-f" + cos.WHITE + rb"]*+>" + _BLANK
_WORD = rb"(?:true|false|null)(?!" + cos.REGULAR + rb")" + _BLANK
_FLAT = (
    rb"\[" + _NUMBERS + rb"*+(?:" + _NAME + _NUMBERS + rb"*+)*+(?:\]" + _BLANK + rb")?+"
)
"""An array of names and numbers, or the beginning of an array."""
_VALUE = rb"|".join(
    (rb"[-+.0-9]" + _NUMBERS + rb"*+", _NAME, _STRING, _FLAT, _WORD, rb"(?=<)")
)
_OBJECTS = re.compile(
    rb"(?:"
    + rb"|".join(
        (
            _NAME + rb"(?:" + _VALUE + rb")",  # an entry of a dictionary
            rb"<<" + _BLANK,
            rb">>" + _NUMBERS + rb"*+",
            _FLAT,
            rb"\]" + _NUMBERS + rb"*+",
            _STRING,
            _NUMBERS + rb"++",
            _HEX,
            _WORD,
        )
    )
    + rb")*+",
    re.DOTALL,
)
_ANY_STRING = re.compile(cos.STRING, re.DOTALL)
_NO_ESCAPE = re.compile(rb"#(?![0-9A-Fa-f]{2})|#00")


def in_order(text: bytes, start: int = 0) -> bool:
    """Whether objects, one behind the other, are written as ISO 32000-1, 7.3 says.

    Args:
        text: the objects.
        start: where in the text they begin; before it are only numbers.
    """
    if not _OBJECTS.fullmatch(text, start):
        return False
    if b"#" in text and _NO_ESCAPE.search(text):
        return False
    return _balanced(text) or _balanced(_ANY_STRING.sub(b"", text))


def _balanced(text: bytes) -> bool:
    """Whether all brackets are closed."""
    return text.count(b"<") == text.count(b">") and text.count(b"[") == text.count(b"]")
