"""What the readers need from a PDF library: one small interface.

A parser gives objects as plain values (``cos``) and says what it had to repair. It
knows nothing of restrictions; what the objects mean is worked out above it, once for
all libraries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol, Self

from nextgen_pdf.facts import Fault
from nextgen_pdf.readers.file.object_offsets import Layout
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.objects import IndirectObject

TRAILER = objects.Ref(0, 0)
"""Stands for the trailer dictionary, which is no indirect object."""


class Found(NamedTuple):
    """What a search for telling names came across."""

    hits: dict[objects.Ref, tuple[str, ...]]
    """The objects that hold such names, and all that they hold, sorted."""
    replaced: list[IndirectObject]
    """Old copies of objects, inside object streams that are in use."""

    @classmethod
    def of(
        cls,
        names: Mapping[objects.Ref, Iterable[bytes]],
        replaced: list[IndirectObject],
    ) -> Self:
        """From the names as they are written."""
        told = {
            ref: tuple(sorted(raw.decode("ascii") for raw in found))
            for ref, found in names.items()
        }
        return cls(told, replaced)


class Parser(Protocol):
    """An opened document."""

    empty_password: bool
    """Whether it opened without a password."""

    def pages(self) -> Sequence[objects.Ref]:
        """The page objects, in order."""

    def get(self, ref: objects.Ref) -> objects.Value:
        """An object; ``None`` for one that is not there. ``TRAILER`` is one."""

    def entries(self, ref: objects.Ref, keys: Iterable[str]) -> objects.Dict:
        """Some entries of a dictionary or stream: cheaper than all of it."""

    def references(self, ref: objects.Ref) -> Iterable[objects.Ref]:
        """The objects that an object refers to."""

    def find(self, telling: re.Pattern[bytes]) -> Found:
        """The objects that hold a telling name.

        Args:
            telling: matches a slash and one of the names, as ``telling_names`` makes it.

        Text in strings may add objects; none that holds a name is left out. A stream
        whose data is in another file is found as well, by the name ``F``.
        """

    def readings(self) -> Iterable[IndirectObject]:
        """Objects with a key twice, read with the value that most readers drop."""

    def layout(self) -> Layout:
        """Where the objects in use are in the file."""

    def trailers(self) -> Iterable[objects.Dict]:
        """The trailer dictionaries of all revisions, the newest first."""

    def is_stream(self, ref: objects.Ref) -> bool:
        """Whether an object is a stream."""

    def data(self, ref: objects.Ref, limit: int | None = None) -> bytes:
        """The decoded data of a stream, its first ``limit`` bytes if given.

        Raises:
            DecodeError: it does not decode.
        """

    def faults(self) -> list[Fault]:
        """What was repaired or given up on until now."""

    def close(self) -> None:
        """Let go of the file."""


def telling_names(
    names: Iterable[str], unless: Mapping[str, bytes] = MappingProxyType({})
) -> re.Pattern[bytes]:
    """An expression for a slash and one of the names.

    One search with it is several times faster than one search for each name.

    Args:
        names: the names.
        unless: for some of them an expression that must hold behind them.
    """
    return re.compile(b"/(" + one_of(names, unless) + b")")


def one_of(
    names: Iterable[str], unless: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """An expression for one of the names: a tree on the first letter.

    Args:
        names: the names.
        unless: see ``telling_names``.
    """
    by_letter: dict[bytes, list[bytes]] = {}
    for name in sorted(names, key=len, reverse=True):
        rest = re.escape(name[1:].encode()) + unless.get(name, b"")
        by_letter.setdefault(name[:1].encode(), []).append(rest)
    tree = b"|".join(
        re.escape(first) + b"(?:" + b"|".join(rest) + b")"
        for first, rest in sorted(by_letter.items())
    )
    return b"(?:" + tree + b")(?!" + objects.REGULAR + b")"
