"""Is the syntax of objects in order? One look at the bytes, without parsing them.

A single regular expression goes over all the objects of an object stream at once: thirty
times faster than to parse them one by one. It is strict: what it takes is in order but
for a few slips that no reader minds; what it does not take may still be.
"""

from __future__ import annotations

import re

from nextgen_pdf.readers import cos

_END = rb"(?!" + cos.REGULAR + rb")"
_BLANK = rb"[" + cos.WHITE + rb"]*+"
_BLANKS = rb"[" + cos.WHITE + rb"]++"
_NAME = rb"/" + cos.REGULAR + rb"*+" + _BLANK
_NUMBER = (
    rb"(?!0++ 0 R)[-+]?+[.0-9]++(?:"
    + _BLANKS
    + rb"[0-9]++"
    + _BLANKS
    + rb"R)?+"
    + _BLANK
)
"""A number, or a reference, which begins with one."""
_NUMBERS = rb"[-+.0-9R" + cos.WHITE + rb"]"
_STRING = cos.STRING + _BLANK
_HEX = rb"<[0-9A-Fa-f" + cos.WHITE + rb"]*+>" + _BLANK
_WORD = rb"(?:true|false|null)" + _END + _BLANK
_FLAT = (
    rb"\["
    + _NUMBERS
    + rb"*+(?:(?:"
    + _NAME
    + rb"|"
    + _WORD
    + rb")"
    + _NUMBERS
    + rb"*+)*+"
)
"""The beginning of an array: names, numbers and words. It may be all of it."""
_KEY_OR_CLOSED = rb"(?=[/>])"
_ENTRY = (
    _NAME + rb"(?:(?:" + rb"|".join((_NUMBER, _NAME, _STRING, _WORD, _HEX)) + rb")"
    + _KEY_OR_CLOSED + rb"|" + _FLAT + rb"(?:\]" + _BLANK + _KEY_OR_CLOSED
    + rb"|(?!\]))|(?=<))"
)  # fmt: skip
_OTHER = (
    # brackets, and what stands alone or in an array
    rb"<<" + _BLANK + _KEY_OR_CLOSED,
    rb">>" + _BLANK,
    _FLAT + rb"(?:\]" + _BLANK + rb")?+",
    rb"\]" + _BLANK,
    _STRING,
    _NUMBERS + rb"++(?=[]<[(]|\Z)",
    _HEX,
    _WORD,
)
_OBJECTS = re.compile(rb"(?:" + rb"|".join((_ENTRY, *_OTHER)) + rb")*+", re.DOTALL)
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
