"""Ways to damage a PDF that keep most of it whole, so that readers get deep into it.

Each takes a document and a source of chance, and gives another document. The same chance
always gives the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Mutator = Callable[[bytes, Random], bytes]

WORDS = [
    b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"/", b"%", b"null", b"true", b"R",
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF",
    b"1 0 R", b"2 0 R", b"99 0 R", b"<< >>", b"[null]", b"BT", b"ET", b"BI", b"ID", b"EI",
]  # fmt: skip
NAMES = (
    b"Type Subtype Kids Parent Count Pages Page Root Catalog Annots A AA S JS JavaScript"
    b" Next OpenAction Names Dests EmbeddedFiles EF F UF AcroForm Fields FT XFA Widget"
    b" Resources Font XObject Contents Length Filter FlateDecode DecodeParms MediaBox"
    b" Encrypt Size Prev XRefStm W Index N First ObjStm XRef Extends D N AP Outlines"
).split()
NUMBERS = [
    b"0", b"1", b"-1", b"2", b"3", b"4", b"0.5", b"-0", b"255", b"256", b"65535", b"65536",
    b"2147483647", b"2147483648", b"4294967296", b"99999999999", b"-99999999999",
    b"1e9", b"--5", b"9" * 400, b".", b"+", b"1.2.3",
]  # fmt: skip

_NAME = re.compile(rb"/([A-Za-z0-9.]+)")
_NUMBER = re.compile(rb"(?<![\w.+-])[-+]?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b(\d+)( \d+ R\b)")
_OBJECT = re.compile(rb"\b(\d+)( \d+ obj\b)")
_ENTRY = re.compile(rb"\d{10}(?= \d{5} [nf])")
_START = re.compile(rb"(?<=startxref)\s+\d+")
_LENGTH = re.compile(rb"(?<=/Length )\d+")
_TRAILER = re.compile(
    rb"^xref\s[\d\snf]*trailer\s*(<<.*?>>)\s*startxref\b", re.DOTALL | re.MULTILINE
)
_WHOLE_OBJECT = re.compile(rb"\b\d+ \d+ obj\b.*?\bendobj\b", re.DOTALL)


def chance(seed: object) -> Random:
    """A source of chance that is always the same for a seed."""
    return Random(str(seed))  # noqa: S311  (nothing depends on its being hard to guess)


def _replaced(
    pattern: re.Pattern[bytes], data: bytes, random: Random, new: Sequence[bytes]
) -> bytes:
    """Another piece in the place of one that matches, if one does."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    chosen = random.choice(found)
    return data[: chosen.start()] + random.choice(new) + data[chosen.end() :]


def _span(data: bytes, random: Random, longest: int) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randint(1, longest))


def flip_bits(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.randint(1, 8) if out else 0):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def delete_bytes(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random, random.choice((1, 8, 200)))
    return data[:start] + data[end:]


def repeat_bytes(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random, 200)
    return data[:end] + data[start:end] * random.choice((1, 1, 2, 50)) + data[end:]


def move_bytes(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random, 400)
    rest = data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def insert_word(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + b" " + random.choice(WORDS) + b" " + data[at:]


def cut_short(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def change_name(data: bytes, random: Random) -> bytes:
    there = _NAME.findall(data) or NAMES
    return _replaced(_NAME, data, random, [b"/" + random.choice([*NAMES, *there])])


def change_number(data: bytes, random: Random) -> bytes:
    return _replaced(_NUMBER, data, random, NUMBERS)


def change_reference(data: bytes, random: Random) -> bytes:
    """A reference leads to another object, or to none."""
    numbers = [m[1] for m in _OBJECT.finditer(data)] or [b"1"]
    other = random.choice([*numbers, b"0", b"999"])
    return _replaced(_REFERENCE, data, random, [other + b" 0 R"])


def value_by_reference(data: bytes, random: Random) -> bytes:
    """A number or name becomes a reference."""
    pattern = random.choice((_NUMBER, _NAME))
    return _replaced(pattern, data, random, [b" %d 0 R " % random.randrange(1, 12)])


def swap_object_numbers(data: bytes, random: Random) -> bytes:
    """Two objects change their numbers, not their places."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    (a, b), (c, d) = sorted(m.span(1) for m in random.sample(found, 2))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def change_offset(data: bytes, random: Random) -> bytes:
    """An entry of the index, or the place of the index itself, is another one."""
    if random.random() < 0.5:
        new = b"\n%d" % random.choice((0, 1, random.randrange(len(data) + 99), 10**11))
        return _replaced(_START, data, random, [new])
    return _replaced(
        _ENTRY, data, random, [b"%010d" % random.randrange(len(data) + 99)]
    )


def change_length(data: bytes, random: Random) -> bytes:
    new = [
        b"0",
        b"1",
        b"99",
        b"999999",
        b"-1",
        b"%d 0 R" % random.randrange(9),
        b"null",
    ]
    return _replaced(_LENGTH, data, random, new)


def repeat_object(data: bytes, random: Random) -> bytes:
    """An object a second time, elsewhere."""
    found: list[bytes] = _WHOLE_OBJECT.findall(data)
    if not found:
        return data
    at = random.randrange(len(data) + 1)
    return data[:at] + b"\n" + random.choice(found) + b"\n" + data[at:]


def close_differently(data: bytes, random: Random) -> bytes:
    pattern = re.compile(rb"<<|>>|[\[\]()]")
    return _replaced(pattern, data, random, [b"", b"<<", b">>", b"[", b"]", b"(", b")"])


MUTATORS: tuple[Mutator, ...] = (
    flip_bits,
    delete_bytes,
    repeat_bytes,
    move_bytes,
    insert_word,
    cut_short,
    change_name,
    change_number,
    change_reference,
    value_by_reference,
    swap_object_numbers,
    change_offset,
    change_length,
    repeat_object,
    close_differently,
)


def splice(one: bytes, two: bytes, random: Random) -> bytes:
    """The beginning of one document and the end of another."""
    return one[: random.randrange(len(one) + 1)] + two[random.randrange(len(two) + 1) :]


def indexed(data: bytes) -> bytes:
    """A document with a new table for the objects that are in it, if it had one."""
    trailers = list(_TRAILER.finditer(data))
    if not trailers:
        return data
    last = trailers[-1]
    body = data[: last.start()]
    places = {int(m[1]): m.start() for m in _OBJECT.finditer(body) if len(m[1]) < 6}
    rows = b"".join(
        b"%d 1\n%010d 00000 n \n" % place for place in sorted(places.items())
    )
    table = b"xref\n0 1\n0000000000 65535 f \n" + rows + b"trailer\n" + last[1]
    return body + table + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)


def mutated(data: bytes, random: Random, others: Sequence[bytes] = ()) -> bytes:
    """A document after a few changes; sometimes spliced with another first.

    Every other one gets a new index: what leads to its objects is sound again.
    """
    if others and random.random() < 0.1:
        data = splice(data, random.choice(others), random)
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        data = random.choice(MUTATORS)(data, random)
    return indexed(data) if random.random() < 0.5 else data
