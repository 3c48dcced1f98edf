"""Is an object written as it must be (ISO 32000-1, 7.3)? Nothing is read here.

``objects.parse`` reads what it can and does not say what it passed over. This is for
what the library of a reader does not say either.
"""

from __future__ import annotations

import re

from nextgen_pdf.readers.syntax import objects

VERTICAL_TAB = b"\v"
"""White space for qpdf, and part of a word for everybody else (7.2.2)."""
HIGHEST_NUMBER = (1 << 31) - 1
"""No program has more objects."""
HIGHEST_GENERATION = 65_534
"""65,535 is that of objects which are free for ever (7.5.4)."""
_STRING = re.compile(objects.STRING, re.DOTALL)
_BETWEEN = rb"(?:[" + objects.WHITE + rb"]|%[^\r\n]*+)++"
_TOKEN = re.compile(
    rb"(\d++|-0++)"
    + _BETWEEN
    + rb"(\d++|-0++)"
    + _BETWEEN
    + rb"R(?!"
    + objects.REGULAR
    + rb")"
    rb"|(/)" + objects.REGULAR + rb"*+"
    rb"|(<<|\[)"
    rb"|(>>|\])"
    rb"|(\()"
    rb"|<([^<>]*+)>"
    rb"|(" + objects.REGULAR + rb"++)"
)
_NUMBER, _GENERATION, _NAME, _OPENED, _CLOSED, _TEXT, _HEX, _WORD = range(1, 9)
_SKIP = re.compile(
    rb"[" + objects.WHITE + rb"]*+(?:%[^\r\n]*+[" + objects.WHITE + rb"]*+)*+"
)
_KNOWN = re.compile(rb"true|false|null|[-+.\d]+")
_NO_HEX = re.compile(rb"[^0-9A-Fa-f" + objects.WHITE + rb"]")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)


def flaw(text: bytes, *, alone: bool = True) -> str | None:
    """What is wrong with an object as it is written; ``None`` if nothing is.

    Args:
        text: the object, from behind the word ``obj`` to ``endobj`` or ``stream``.
        alone: whether nothing else may follow it.
    """
    opened: list[list[bool]] = []  # of each dictionary, which of its items are names
    kinds: list[bytes] = []
    position = _after_blanks(text, 0)
    if position == len(text):
        return None
    while position < len(text):
        m = _TOKEN.match(text, position)
        if m is None:
            return "a bracket that belongs to nothing"
        position = m.end()
        kind = m.lastindex
        if kind == _OPENED:
            opened.append([])
            kinds.append(m[0])
        elif kind == _CLOSED:
            if not kinds or (kinds.pop() == b"<<") != (m[0] == b">>"):
                return "a bracket that belongs to nothing"
            items = opened.pop()
            if m[0] == b">>" and not (len(items) % 2 == 0 and all(items[::2])):
                return "a key without a value, or a value without a key"
        elif kind == _TEXT:
            end = _end_of_string(text, m.start())
            if end is None:
                return "a string that is not closed"
            position = end
        elif found := _scalar(m):
            return found
        if kind != _OPENED and opened:
            opened[-1].append(kind == _NAME)
        position = _after_blanks(text, position)
        if not opened:
            return (
                "something behind its end" if alone and position < len(text) else None
            )
    return "a dictionary or array that is not closed"


def _after_blanks(text: bytes, start: int) -> int:
    """Where white space and comments end."""
    m = _SKIP.match(text, start)
    return m.end() if m else start


def _scalar(m: re.Match[bytes]) -> str | None:
    """What is wrong with a reference, a word or a string in hexadecimal."""
    if m.lastindex == _GENERATION and not (
        len(m[_NUMBER]) <= 10  # noqa: PLR2004  (which is enough)
        and int(m[_NUMBER]) <= HIGHEST_NUMBER
        and len(m[_GENERATION]) <= 5  # noqa: PLR2004  (as many as in a table)
        and int(m[_GENERATION]) <= HIGHEST_GENERATION
    ):
        return "a reference that no object can have"
    if m.lastindex == _WORD and not _KNOWN.fullmatch(m[_WORD]):
        return "a word that means nothing"
    if m.lastindex == _HEX and _NO_HEX.search(m[_HEX]):
        return "a string in hexadecimal with other characters"
    return None


def _end_of_string(text: bytes, start: int) -> int | None:
    """Where a literal string ends; ``None`` if it does not."""
    if short := _STRING.match(text, start):
        return short.end()
    depth = 0
    for m in _PARENTHESIS.finditer(text, start):
        depth += {b"(": 1, b")": -1}.get(m[0], 0)
        if not depth:
            return m.end()
    return None
