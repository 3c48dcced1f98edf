"""Content streams: what they paint, and text with which fonts (ISO 32000-1, 7.8, 8, 9).

The whole of a content is split into words, by 7.8.2 and as viewers do it where a content
breaks those rules; of the operators only those are told that decide about text. Where
viewers differ, the reading counts that shows more text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.inline_image import image_ends

INVISIBLE = 3
"""The text rendering mode that paints nothing: the text layer of a scan (9.3.6)."""

MAX_TOKENS = 2_000_000
"""The most words that one content may have; runs of operators that do not matter are one."""

_END = rb"(?!" + objects.REGULAR + rb")"
_SPACE = rb"[" + objects.WHITE + rb"]*+"
_COMMENT = rb"%[^\r\n]*+"
# A number ends where something begins that is none: `12Tf` is a number and an operator.
_NUMBERS = rb"(?:[-+.\d" + objects.WHITE + rb"]++|" + _COMMENT + rb")*+"
_HEX = rb"<[^<>]*+>"
_OTHERS = (
    rb"(?:re|[mlhcvynWwJjMidkK]|W\*|cm|rg|RG|g|G|cs|CS|sc|SC|ri|T[dDmLwcsz*]|BT|ET"
    rb"|BMC|EMC|BDC|MP|DP|BX|EX|d[01]|EI)"
)
_TOKEN = re.compile(
    # operators that do not matter, with nothing but numbers before them
    rb"((?:" + _NUMBERS + _OTHERS + _END + rb")*+)"
    rb"(" + _NUMBERS + rb")"
    # strings, an array of them, and the operator that shows them
    rb"(?:(" + objects.STRING + rb"|" + _HEX +
    rb"|\[(?:[-+.\d" + objects.WHITE + rb"]++|" + objects.STRING + rb"|" + _HEX + rb")*+\])"
    rb"(" + _SPACE + rb"(?:T[jJ]|['\"])" + _END + rb")?"
    rb"|(\()"
    rb"|/(" + objects.REGULAR + rb"*+)"
    rb"|(" + objects.REGULAR + rb"++)"
    rb"|[\[\]{})]++|[<>])",
    re.DOTALL,
)  # fmt: skip
_RUN, _OPERANDS, _TEXT, _SHOW, _OPEN, _NAME, _WORD = range(1, 8)
_FILLED = re.compile(rb"\([^)]|<[^<>0-9A-Fa-f]*+[0-9A-Fa-f]")
"""A string that is not empty."""
_PAREN = re.compile(rb"\\[\x00-\xff]|[()]")
_LAST_NUMBER = re.compile(rb"[-+]?(\d*)[-+.\d]*" + _SPACE + rb"\Z")
_LINE_COMMENT = re.compile(_COMMENT)

_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_SAVES = frozenset({b"q", b"Q"})
_NAMING = {b"Do": "XObject", b"scn": "Pattern", b"SCN": "Pattern", b"gs": "gs"}
_PAINTS = frozenset({b"f", b"F", b"f*", b"b", b"b*", b"B", b"B*", b"s", b"S", b"sh"})
_OPERATORS = frozenset(
    b"re m l h c v y n W W* w J j M i d k K cm rg RG g G cs CS sc SC ri Td TD Tm TL Tw Tc"
    b" Ts Tz T* BT ET BMC EMC BDC MP DP BX EX d0 d1 EI ID BI Tf Tr"
    b" true false null".split()
) | _SHOWS | _SAVES | _PAINTS | {*_NAMING}  # fmt: skip
_LONGEST = 5
_OF_NUMBERS = frozenset(bytes([byte]) for byte in b"+-.0123456789")
_BYTES_A_WORD = 100
"""Passing over so many bytes takes as long as a word."""
_WORDS_AN_IMAGE = 10
"""Looking for the end of an inline image takes as long as so many."""


class Event(NamedTuple):
    """Something that a content stream does."""

    kind: str
    """``show`` for text, ``paint`` for lines, areas and inline images, the operator
    ``q``, ``Q``, ``Tr``, ``Tf`` or ``gs``, or the category of the resource that is painted:
    ``XObject`` or ``Pattern``."""
    operand: str | int = ""
    """The name of the resource, or the text rendering mode."""
    is_sure: bool = True
    """Whether all viewers see it: for some ``12Tf`` is a number and an operator, for
    others a word that they do not know."""


_SHOWN, _PAINTED = Event("show"), Event("paint")


class Meter:
    """Counts the words of contents.

    Args:
        most: how many all of them may have together.
    """

    def __init__(self, most: int = MAX_TOKENS) -> None:
        self.left = most

    def count(self, more: int) -> None:
        """Count work that is like so many words more.

        Raises:
            BoundReachedError: there was too much.
        """
        self.left -= more
        if self.left < 0:
            raise BoundReachedError("the pages have too many operations")


def events(content: bytes, meter: Meter | None = None) -> Iterator[Event]:
    """What a content stream paints, and with which fonts, in order.

    Args:
        content: the data of the stream, or of all streams of a page, with white space
            between them.
        meter: counts the words of several contents.

    Raises:
        BoundReachedError: there are more words than ``MAX_TOKENS``, or than are left.
    """
    return _events(content, meter or Meter(), in_image=False)


def _events(content: bytes, meter: Meter, *, in_image: bool) -> Iterator[Event]:
    name: bytes | None = None
    has_text = False
    pos = 0
    meter.count(0)
    left = allowed = min(MAX_TOKENS, meter.left)
    try:
        while m := _TOKEN.match(content, pos):
            pos = m.end()
            left -= 1
            if left < 0:
                raise BoundReachedError("the pages have too many operations")
            kind = m.lastindex
            if m.end(_RUN) > m.start(_RUN):
                name, has_text = None, False
            if kind == _SHOW:
                if has_text or _FILLED.search(m[_TEXT]):
                    yield _SHOWN
                name, has_text = None, False
            elif kind == _TEXT:
                has_text = has_text or _FILLED.search(m[_TEXT]) is not None
            elif kind == _NAME:
                name = m[_NAME]
            elif kind == _OPEN:
                pos = _string_end(content, pos)
                has_text = True
            elif kind == _WORD:
                word = m[_WORD]
                is_sure = m[_OPERANDS][-1:] not in _OF_NUMBERS
                if word not in _OPERATORS:
                    word = _operator(word)
                    pos = m.start(_WORD) + len(word) if word in _OPERATORS else pos
                    is_sure = False
                if word in _SHOWS:
                    if has_text:
                        yield _SHOWN
                elif word in _SAVES:
                    yield Event(word.decode())
                elif word in _PAINTS:
                    yield _PAINTED
                elif word == b"Tf":
                    if name is not None:
                        yield Event("Tf", objects.name(name), is_sure)
                elif word == b"Tr":
                    yield Event("Tr", _mode(m[_OPERANDS]), is_sure)
                elif word in _NAMING:
                    if name is not None:
                        yield Event(_NAMING[word], objects.name(name))
                elif word == b"BI":
                    yield _PAINTED
                    left -= _WORDS_AN_IMAGE
                    ends = image_ends(content, pos)
                    if len(ends) > 1 and not in_image:
                        yield from _apart(content[ends[0] : ends[-1]], meter)
                    pos = ends[-1] if ends else pos
                name, has_text = None, False
        pos = len(content)
    finally:
        meter.left -= allowed - left + pos // _BYTES_A_WORD


def _apart(content: bytes, meter: Meter) -> Iterator[Event]:
    """What some viewers take for content, and others for the data of an image."""
    yield Event("q")
    depth = 1
    for event in _events(content, meter, in_image=True):
        depth += (event.kind == "q") - (event.kind == "Q")
        if depth:
            yield event
        else:
            depth = 1
    for _ in range(depth):
        yield Event("Q")


def _operator(word: bytes) -> bytes:
    """The longest operator that a word begins with: some viewers split ``ETQ``."""
    for length in range(min(_LONGEST, len(word)), 0, -1):
        if word[:length] in _OPERATORS:
            return word[:length]
    return word


def _mode(before: bytes) -> int:
    """The mode that ``Tr`` sets: the number before it, without a fraction."""
    if b"%" in before:
        before = _LINE_COMMENT.sub(b" ", before)
    number = _LAST_NUMBER.search(before[-64:])
    return int(number[1]) if number and number[1] and b"-" not in number[0] else 0


def _string_end(content: bytes, start: int) -> int:
    depth = 1
    for m in _PAREN.finditer(content, start):
        if m[0] == b"(":
            depth += 1
        elif m[0] == b")":
            depth -= 1
            if not depth:
                return m.end()
    return len(content)
