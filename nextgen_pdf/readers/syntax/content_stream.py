"""Content streams: what they paint, and text with which fonts (ISO 32000-1, 7.8, 8, 9).

Only what decides that is read: fonts, text rendering modes, strings shown, the graphics
state stack, and that or what else is painted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.syntax import objects

INVISIBLE = 3
"""The text rendering mode that paints nothing: the text layer of a scan (9.3.6)."""

MAX_TOKENS = 2_000_000
"""The most of what is read that one content may have."""

_START = rb"(?<!" + objects.REGULAR + rb")"
_END = rb"(?!" + objects.REGULAR + rb")"
_SPACE = rb"[" + objects.WHITE + rb"]+"
_TOKEN = re.compile(
    rb"\(([^()\\]*)\)"
    rb"|(\()"
    rb"|%[^\r\n]*"
    rb"|<<|<([0-9A-Fa-f" + objects.WHITE + rb"]*)>"
    rb"|/("
    + objects.REGULAR
    + rb"*)(?:"
    + _SPACE
    + rb"[-+.\d]+"
    + _SPACE
    + rb"(Tf)"
    + _END
    + rb")?"
    rb"|"
    + _START
    + rb"([-+]?\d+)"
    + _SPACE
    + rb"Tr"
    + _END
    + rb"|"
    + _START
    + rb"(Tj|TJ|'|\"|q|Q|Do|gs|scn|SCN|BI|[fBb]\*?|[FSs]|sh)"
    + _END
)
_TEXT, _OPEN, _HEX, _NAME, _TF, _TR, _OPERATOR = range(1, 8)
_STRINGS = re.compile(
    objects.STRING + rb"|<[0-9A-Fa-f" + objects.WHITE + rb"]*+>", re.DOTALL
)
_SET_INVISIBLE = re.compile(_START + rb"%d" % INVISIBLE + _SPACE + rb"Tr" + _END)
_SHOWS = re.compile(rb"Tj|TJ|['\"]")
_DISTURBS = re.compile(_START + rb"(?:Q|Do|gs|sh|scn|SCN|Tr)" + _END)
_SELECTS = re.compile(
    rb"/" + objects.REGULAR + rb"*+" + _SPACE + rb"[-+.\d]+" + _SPACE + rb"Tf "
)
_PAREN = re.compile(rb"\\[\x00-\xff]|[()]")
_IMAGE_DATA = re.compile(_START + rb"ID[" + objects.WHITE + rb"]")
_IMAGE_END = re.compile(
    rb"[" + objects.WHITE + rb"]EI(?=[" + objects.WHITE + rb"]+[\x20-\x7e\s]{0,16}|$)"
)


_NAMING = {b"Do": "XObject", b"scn": "Pattern", b"SCN": "Pattern", b"gs": "gs"}


class Event(NamedTuple):
    """Something that a content stream does."""

    kind: str
    """``show`` for text, ``paint`` for lines, areas and inline images, the operator
    ``q``, ``Q``, ``Tr``, ``Tf`` or ``gs``, or the category of the resource that is painted:
    ``XObject`` or ``Pattern``."""
    operand: str | int = ""
    """The name of the resource, or the text rendering mode."""


def without_invisible(content: bytes) -> bytes:
    """Content without its text, if that is surely all invisible: the page of a scan.

    Sure it is when the mode is set before the first string is shown, and nothing up to
    the last one changes it or paints something else.
    """
    if b" Tr" not in content or b"BI" in content or b"%" in content:
        return content
    short = _STRINGS.sub(b"(x)", content)
    mode = _SET_INVISIBLE.search(short)
    end = max(map(short.rfind, (b"Tj", b"TJ", b"'", b'"')))
    if (
        mode is None
        or _SHOWS.search(short, 0, mode.start())
        or _DISTURBS.search(short, mode.end(), end)
    ):
        return content
    last_font = _SELECTS.findall(short, mode.end(), max(end, mode.end()))[-1:]
    return short[: mode.end()] + b" " + b"".join(last_font) + short[end + 1 :]


def events(content: bytes) -> Iterator[Event]:
    """What a content stream paints, and with which fonts, in order.

    Raises:
        BoundReachedError: there are more than ``MAX_TOKENS`` names, texts and operators.
    """
    name = b""
    has_text = False
    images = True
    pos = tokens = 0
    while m := _TOKEN.search(content, pos):
        pos = m.end()
        tokens += 1
        if tokens > MAX_TOKENS:
            raise BoundReachedError(f"a page has more than {MAX_TOKENS:,} operations")
        kind = m.lastindex
        if kind in (_TEXT, _HEX):
            has_text = has_text or bool(m[kind])
        elif kind == _OPEN:
            pos = _string_end(content, pos)
            has_text = True
        elif kind == _NAME:
            name = m[_NAME]
        elif kind == _TF:
            yield Event("Tf", objects.name(m[_NAME]))
        elif kind == _TR:
            yield Event("Tr", int(m[_TR][:9]))
        elif kind == _OPERATOR:
            operator = m[_OPERATOR]
            if operator in (b"Tj", b"TJ", b"'", b'"'):
                if has_text:
                    yield Event("show")
            elif operator in (b"q", b"Q"):
                yield Event(operator.decode())
            elif operator == b"BI":
                end = _image_end(content, pos) if images else None
                images = end is not None  # without data once, none has any behind it
                pos = pos if end is None else end
                yield Event("paint")
            elif operator not in _NAMING:
                yield Event("paint")
            elif name:
                yield Event(_NAMING[operator], objects.name(name))
            name, has_text = b"", False


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


def _image_end(content: bytes, start: int) -> int | None:
    """The position after an inline image, whose data may look like anything (8.9.7).

    ``None`` if there is no data.
    """
    data = _IMAGE_DATA.search(content, start)
    if data is None:
        return None
    end = _IMAGE_END.search(content, data.end() - 1)
    return end.end() if end else len(content)
