"""Are objects written as ISO 32000-1, 7.3 says, to the letter? Seen without parsing most.

In a long document most objects differ in their digits only: one link is like another but
for its place. So of all objects with the same shape, which is what is left when every digit
is the same, one is looked at: on 210,000 objects that is thirty times as fast as to parse all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nextgen_pdf.readers import cos

MAX_DEPTH = 100
"""Objects that are nested deeper are not in order, for this module."""
MAX_SHAPES = 16 << 20
"""So many bytes of shapes are remembered."""

_SHAPE = bytes(
    ord("0") if byte in b"123456789" else ord(" ") if byte in cos.BLANK else byte
    for byte in range(256)
)
_ZEROS = bytes(
    ord("1") if byte in b"123456789" else ord(" ") if byte in b")>[]" + cos.BLANK else byte
    for byte in range(256)
)  # fmt: skip
_NO_OBJECT = re.compile(rb" 0 [01]+ R")
_NO_OBJECT_EITHER = re.compile(rb" 0+ [01]+ R")
_NO_ESCAPE = re.compile(rb"#(?![0-9A-Fa-f]{2})|#00")

# Shapes have no white space but spaces, and no digits but 0.
_REGULAR = cos.REGULAR.replace(b"[^", b"[^\x0b")  # which is a blank for qpdf
_END = rb"(?!" + _REGULAR + rb")"
_NAME = rb"/" + _REGULAR + rb"*+"
_SCALAR = (
    # references are of one form here; numbers are small enough for every reader
    rb"(?:(?:0{1,7} 0{1,4} R|[-+]?+(?:0{1,18}+(?:\.0*+)?+|\.0++)|true|false|null)" + _END
    + rb"|" + _NAME + rb"|" + cos.STRING + rb"|<[0A-Fa-f ]*+>) *+"
)  # fmt: skip
_NAMES = re.compile(_NAME)
_UNSURE = re.compile(rb"#|/" + _REGULAR.replace(b"[^", b"[^0") + rb"*+0")
_FLAT = rb"(?:" + _SCALAR + rb"|\[ *+(?:" + _SCALAR + rb")*+\] *+)"
_OBJECT = re.compile(rb" *+(?:" + _SCALAR + rb"\Z|(<<|\[) *+)", re.DOTALL)
_IN_DICTIONARY = re.compile(
    rb"(?:" + _NAME + rb" *+" + _FLAT + rb")*+"
    rb"(?:" + _NAME + rb" *+(<<|\[)|(>>)) *+", re.DOTALL,
)  # fmt: skip
_IN_ARRAY = re.compile(rb"(?:" + _SCALAR + rb")*+(?:(<<|\[)|(\])) *+", re.DOTALL)


class Grammar:
    """Tells whether the objects of a document are in order."""

    def __init__(self) -> None:
        self._known: dict[bytes, bytes] = {}
        self._doubtful: set[bytes] = set()
        self._size = 0
        self.has_forgotten = False
        """Whether there were too many shapes to remember them all."""

    def in_order(self, text: bytes) -> bool:
        """Whether an object is right in every detail.

        Args:
            text: the object as it is written; of a stream the dictionary.
        """
        return self.shapes(text, (0,)) is not None

    def shapes(self, text: bytes, starts: Sequence[int]) -> set[bytes] | None:
        """The shapes of objects, one behind the other; ``None`` if one is not right.

        Args:
            text: the objects as they are written.
            starts: where in the text each begins, ascending.
        """
        if b"#" in text and _NO_ESCAPE.search(text):
            return None
        zeros = text.translate(_ZEROS)
        if _NO_OBJECT.search(zeros):
            return None
        if b" 00" in zeros and _NO_OBJECT_EITHER.search(zeros):
            return None
        every = text.translate(_SHAPE)
        spans = list(pairwise((*starts, len(text))))
        shapes = {every[start:end] for start, end in spans}
        if not self._are_known(shapes):
            return None
        if not self._doubtful.isdisjoint(shapes) and any(
            every[start:end] in self._doubtful and _has_key_twice(text[start:end])
            for start, end in spans
        ):
            return None
        return {self._known[shape] for shape in shapes}

    def _are_known(self, shapes: set[bytes]) -> bool:
        """Look at the shapes that are new; whether all are right."""
        if self._size > MAX_SHAPES:
            self._known.clear()
            self._doubtful.clear()
            self._size = 0
            self.has_forgotten = True
        new = {shape for shape in shapes if shape not in self._known}
        if not all(map(_is_object, new)):
            return False
        self._size += sum(map(len, new))
        self._known.update(zip(new, new, strict=True))
        self._doubtful.update(
            shape for shape in new if b"#" in shape or _has_key_twice(shape)
        )
        return True


def may_tell(shape: bytes, telling: re.Pattern[bytes]) -> bool:
    """Whether an object with a shape may hold a telling name.

    Args:
        shape: the shape.
        telling: see ``Parser.find``.
    """
    # a digit in a name may be any other
    return bool(_UNSURE.search(shape) or telling.search(shape))


def _is_object(shape: bytes) -> bool:
    """Whether the shape is that of one object, and of nothing else."""
    m = _OBJECT.match(shape)
    inside: list[re.Pattern[bytes]] = []
    while m is not None:
        opened = m[1]
        if opened:
            inside.append(_IN_DICTIONARY if opened == b"<<" else _IN_ARRAY)
        elif inside:
            inside.pop()
        if not inside or len(inside) > MAX_DEPTH:
            return not inside and m.end() == len(shape)
        m = inside[-1].match(shape, m.end())
    return False


def _has_key_twice(text: bytes) -> bool:
    """Whether an object has a dictionary with two entries of one key."""
    names = _NAMES.findall(text)
    if len(set(names)) == len(names) and b"#" not in text:
        return False
    twice: list[str] = []
    cos.parse(text, twice=twice)
    return bool(twice)
