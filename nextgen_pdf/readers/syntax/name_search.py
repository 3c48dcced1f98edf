"""The search for names in objects as they are written, so that few need to be parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from nextgen_pdf.readers.syntax import objects

_AHEAD = 128
"""So many bytes behind a name decide whether it counts; and so long are the names that
do, each byte written as ``#xx``."""
_BLANK = rb"[" + objects.WHITE + rb"]*+"
_END = rb"(?!" + objects.REGULAR + rb")"
_IS_S = _BLANK + rb"/S" + _END
_ESCAPE = re.compile(rb"#[0-9A-Fa-f]{2}")
_NAME = re.compile(rb"/(" + objects.REGULAR + rb"*+)")

Counts = Callable[[str, str], bool]
"""Whether a name counts, by the name and the start of the value behind it."""


class Hit(NamedTuple):
    """A name that was looked for."""

    name: str
    start: int
    """Where its slash is."""


class NameSearch:
    """Finds the names of a set, also where they are written with ``#xx`` (7.3.5).

    What is found may stand in a string and mean nothing; no name is missed.

    Args:
        names: what is looked for.
        counts: decides for a name whether it counts. It is given the name, and what
            stands behind it, if that is a name (``/JavaScript``), the beginning of a
            string up to a colon (``(https:``) or the end (``>>``).
    """

    def __init__(
        self, names: Iterable[str], counts: Counts = lambda _, __: True
    ) -> None:
        self._counts = counts
        self._known: dict[tuple[bytes, bytes], str] = {}
        self._pattern = re.compile(
            # the value of a border style, of tabs: what follows it is no value
            rb"/(?:S" + _IS_S + rb"|Tabs" + _IS_S + rb"|(" + _one_of(names) + rb")" + _END
            + rb"(?=" + _BLANK + rb"(/" + objects.REGULAR + rb"*+|\([A-Za-z]*+:|>>)?+))"
        )  # fmt: skip

    def names(self, text: bytes) -> list[str]:
        """The names in an object that is written without ``#xx``, as libraries do."""
        found = self._pattern.findall(text)
        return [name for each in found if (name := self._judged(each))]

    def hits(self, text: bytes, start: int = 0) -> list[Hit]:
        """The names in objects as somebody wrote them, and where they are.

        Args:
            text: the objects.
            start: where in the text they begin.
        """
        found: list[Hit] = []
        # most texts have the same few names, none of which counts
        names = {
            each: name
            for each in set(self._pattern.findall(text, start))
            if (name := self._judged(each))
        }
        if names:
            found = [
                Hit(names[each], m.start())
                for m in self._pattern.finditer(text, start)
                if (each := m.groups(b"")) in names
            ]
        return [*found, *self._escaped(text, start)] if b"#" in text else found

    def _escaped(self, text: bytes, start: int) -> Iterator[Hit]:
        position = start
        while escape := _ESCAPE.search(text, position):
            position = escape.end()
            begins = text.rfind(b"/", max(start, position - _AHEAD), position)
            m = _NAME.match(text, begins) if begins >= 0 else None
            if m is None or m.end() < position:
                continue  # not in a name
            position = m.end()
            plain = objects.unescape_name(m[1])
            behind = text[position : position + _AHEAD]
            if found := self.names(b"/" + plain + behind):
                yield Hit(found[0], m.start())

    def _judged(self, found: tuple[bytes, bytes]) -> str:
        """The name that was found; empty where it does not count."""
        if found not in self._known:
            raw, value = found
            name = raw.decode("ascii")
            if len(self._known) > _FEW:
                self._known.clear()
            told = name and self._counts(name, objects.name(value))
            self._known[found] = name if told else ""
        return self._known[found]


_FEW = 4_096
"""So many decisions are kept."""


def _one_of(names: Iterable[str]) -> bytes:
    """An expression for one of the names: a tree on the first letter, which is faster."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(
        f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items())
    ).encode()
