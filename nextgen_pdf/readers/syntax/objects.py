"""The values that PDF objects are made of, and the reading of their syntax.

Plain Python values stand for PDF objects, whichever library parsed them:

======================  =====================================
PDF (ISO 32000-1, 7.3)  here
======================  =====================================
null, boolean           ``None``, ``bool``
integer, real           ``int``, ``float``
string                  ``bytes``
name                    ``Name``, ``#xx`` undone
array, dictionary       ``list``, ``dict`` (keys without slash)
stream                  ``Stream``: its dictionary
indirect reference      ``Ref``
======================  =====================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Name(str):
    """A PDF name, without its slash. Bytes that are no UTF-8 become surrogates."""

    __slots__ = ()


class Ref(NamedTuple):
    """The number and generation of an indirect object."""

    number: int
    generation: int

    def __str__(self) -> str:
        return f"{self.number} {self.generation}"


Value = (
    None | bool | int | float | bytes | Name | Ref | list["Value"] | dict[str, "Value"]
)
Dict = dict[str, Value]
Key = str | int


class Stream(dict[str, Value]):
    """The dictionary of a stream. The data is the parser's to give."""


class IndirectObject(NamedTuple):
    """A value, and the number that it has in the file (7.3.10)."""

    ref: Ref
    value: Value


WHITE = rb"\x00\t\n\f\r "
"""The white-space characters (7.2.2), for use inside a character class."""
BLANK = b"\x00\t\n\f\r "
MAX_KEYS = 24
"""Of more keys that lead somewhere, the first and the last half are kept."""
REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
STRING = rb"\([^()\\]*+(?:(?:\\.|\([^()\\]*+\))[^()\\]*+)*+\)"
"""A literal string, with parentheses in it at most one deep; for use with ``DOTALL``."""
_TOKEN = re.compile(
    rb"[" + WHITE + rb"]*+(?:%[^\r\n]*+[" + WHITE + rb"]*+)*+"
    rb"(?:(\d{1,10})[" + WHITE + rb"]+(\d{1,5})[" + WHITE + rb"]+R(?!" + REGULAR + rb")"
    rb"|/(" + REGULAR + rb"*)"
    rb"|\(([^()\\\r]*)\)"
    rb"|(\()"
    rb"|(<<|>>|[\[\]])"
    rb"|<([^<>]*)(?:>|\Z)"
    rb"|([-+.\d]+)(?!" + REGULAR + rb")"
    rb"|(" + REGULAR + rb"+))"
)
_NUMBERS = re.compile(rb"([-+.\d\t\n\f\r ]*+)\]")
"""The rest of an array of nothing but numbers: the widths of a font are hundreds."""
_REF, _NAME, _TEXT, _OPEN, _BRACKET, _HEX, _NUMBER, _WORD = range(2, 10)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\x00-\xff])|\r\n?")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NO_HEX = bytes({*range(256)} - {*b"0123456789abcdefABCDEF"})
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_PAREN = re.compile(rb"\\[\x00-\xff]|[()]")
_WORDS = {b"true": True, b"false": False, b"null": None}


def unescape_name(raw: bytes) -> bytes:
    """The bytes of a name, its ``#xx`` undone (7.3.5)."""
    return _HEX_NAME.sub(lambda m: bytes([int(m[1], 16)]), raw)


def name(raw: bytes) -> Name:
    """The name that is written as ``raw``, without the slash."""
    if b"#" in raw:
        raw = unescape_name(raw)
    return Name(raw.decode("utf-8", "surrogateescape"))


def _unescape_string(m: re.Match[bytes]) -> bytes:
    escaped = m[1]
    if escaped is None:  # an end of line, in whatever form, is a line feed
        return b"\n"
    if escaped[:1].isdigit():
        return bytes([int(escaped, 8) & 0xFF]) if escaped[:1] < b"8" else escaped
    if escaped in (b"\n", b"\r", b"\r\n"):
        return b""
    return _ESCAPED.get(escaped, escaped)


def _number(raw: bytes) -> Value:
    try:
        return float(raw) if b"." in raw or len(raw) > 20 else int(raw)  # noqa: PLR2004
    except ValueError:
        return None


def parse(
    data: bytes,
    start: int = 0,
    *,
    first_wins: bool = False,
    twice: list[str] | None = None,
) -> tuple[Value, int]:
    """Read one value from ``data`` at ``start``.

    Args:
        data: PDF syntax.
        start: where the value begins, or white space before it.
        first_wins: of a key that a dictionary has twice, take the first; else the last,
                as most readers do (7.3.7 forbids it).
        twice: where such keys are noted.

    Returns:
        The value, and the position after it. Syntax that is no PDF is read as far as
        possible: an unknown word is ``None``, what is never closed ends with the data.
    """
    stack: list[list[Value]] = []
    kinds: list[bytes] = []
    pos = start
    while m := _TOKEN.match(data, pos):
        pos = m.end()
        kind = m.lastindex
        value: Value
        if kind == _REF:
            number = int(m[1])
            # object 0 is always free, and a reference to nothing is null (7.3.10)
            value = Ref(number, int(m[2])) if number else None
        elif kind == _NAME:
            value = name(m[3])
        elif kind == _TEXT:
            value = m[4]
        elif kind == _NUMBER:
            value = _number(m[8])
        elif kind == _BRACKET:
            bracket = m[6]
            flat = _NUMBERS.match(data, pos) if bracket == b"[" else None
            if flat is not None:
                value = [_number(word) for word in flat[1].split()]
                pos = flat.end()
            elif bracket in (b"<<", b"["):
                stack.append([])
                kinds.append(bracket)
                continue
            elif not stack:
                break
            else:
                value = _close(
                    stack.pop(), kinds.pop(), first_wins=first_wins, twice=twice
                )
        elif kind == _HEX:
            value = _from_hex(m[7])
        elif kind == _OPEN:
            value, pos = _long_string(data, pos)
        else:
            if m[9] in (b"endobj", b"stream", b"endstream", b"obj"):
                pos = m.start(9)
                break
            value = _WORDS.get(m[9])
        if not stack:
            return value, pos
        stack[-1].append(value)
    while stack:  # never closed
        value = _close(stack.pop(), kinds.pop(), first_wins=first_wins, twice=twice)
        if not stack:
            return value, pos
        stack[-1].append(value)
    return None, pos


def _close(
    items: list[Value], kind: bytes, *, first_wins: bool, twice: list[str] | None
) -> Value:
    if kind == b"[":
        return items
    out: Dict = {}
    i = 0
    while i < len(items) - 1:
        key = items[i]
        if isinstance(key, Name):
            again = key in out
            if again and twice is not None:
                twice.append(key)
            if not again or not first_wins:
                out[str(key)] = items[i + 1]
            i += 2
        else:
            i += 1
    return without_nulls(out)


def without_nulls(entries: Dict) -> Dict:
    """A dictionary without the entries that are null: they are none (7.3.7)."""
    if None not in entries.values():
        return entries
    return {key: value for key, value in entries.items() if value is not None}


def _from_hex(raw: bytes) -> bytes:
    digits = raw.translate(None, _NO_HEX)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _long_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string with escapes or nested parentheses, from after its first one."""
    depth = 1
    end = len(data)
    for m in _PAREN.finditer(data, start):
        if m[0] == b"(":
            depth += 1
        elif m[0] == b")":
            depth -= 1
            if not depth:
                end = m.start()
                break
    return _ESCAPE.sub(_unescape_string, data[start:end]), min(end + 1, len(data))


def write(value: Value, numbers: Mapping[Ref, Ref] | None = None) -> bytes:
    """A value in PDF syntax. Strings that need an escape are written in hexadecimal.

    Args:
        value: what to write.
        numbers: other numbers for references; those without one become null.
    """
    out: list[bytes] = []
    todo: list[Value | _Syntax] = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, Ref) and numbers is not None:
            item = numbers.get(item)
        if isinstance(item, _Syntax):
            out.append(item)
        elif isinstance(item, dict):
            todo.append(_Syntax(b">>"))
            for key, entry in reversed(item.items()):
                todo += (entry, Name(key))
            out.append(b"<<")
        elif isinstance(item, list):
            todo.append(_Syntax(b"]"))
            todo += item[::-1]
            out.append(b"[")
        else:
            out.append(_write_scalar(item))
    return b" ".join(out)


class _Syntax(bytes):
    """What is written as it is."""


def _write_scalar(value: Value) -> bytes:
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, Ref):
        return b"%d %d R" % value
    if isinstance(value, Name):
        raw = value.encode("utf-8", "surrogateescape")
        return b"/" + re.sub(
            rb"[^!-~]|[()<>\[\]{}/%#]", lambda m: b"#%02x" % ord(m[0]), raw
        )
    if isinstance(value, bytes):
        plain = re.fullmatch(rb"[ -'*-\[\]-~]*", value)
        return b"(" + value + b")" if plain else b"<" + value.hex().encode() + b">"
    return str(value).encode()


def shortened(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys that lead somewhere; of very many, those at both ends."""
    if len(keys) <= MAX_KEYS:
        return keys
    half = MAX_KEYS // 2
    return (*keys[:half], "...", *keys[-half:])


def dictionaries(value: Value) -> Iterator[tuple[tuple[Key, ...], Dict]]:
    """Every dictionary inside ``value``, itself first, with the keys that lead to it.

    References are not followed. Works on any depth of nesting.
    """
    todo: list[tuple[tuple[Key, ...], Value]] = [((), value)]
    while todo:
        keys, item = todo.pop()
        inner: Iterable[tuple[Key, Value]]
        if isinstance(item, dict):
            yield keys, item
            inner = item.items()
        elif isinstance(item, list):
            inner = enumerate(item)
        else:
            continue
        todo += [
            (shortened((*keys, k)), v) for k, v in inner if isinstance(v, dict | list)
        ][::-1]


def references(value: Value) -> Iterator[tuple[tuple[Key, ...], Ref]]:
    """Every indirect reference inside ``value``, with the keys that lead to it."""
    if isinstance(value, Ref):
        yield (), value
    todo: list[tuple[tuple[Key, ...], Value]] = [((), value)]
    while todo:
        keys, item = todo.pop()
        if isinstance(item, dict):
            inner: Iterable[tuple[Key, Value]] = item.items()
        elif isinstance(item, list):
            inner = enumerate(item)
        else:
            continue
        for k, v in inner:
            if isinstance(v, Ref):
                yield shortened((*keys, k)), v
            elif isinstance(v, dict | list):
                todo.append((shortened((*keys, k)), v))


# PDFDocEncoding where it differs from Latin-1 (ISO 32000-1, annex D.2).
_PDF_DOC = dict(
    zip(
        [*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0],
        "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc\u2022\u2020\u2021\u2026\u2014"
        "\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a"
        "\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e"
        "\u20ac",
        strict=True,
    )
)


def text(value: Value) -> str:
    """A text string or name as text (7.9.2.2); empty for anything else."""
    if isinstance(value, Name):
        return str(value)
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1").translate(_PDF_DOC)
