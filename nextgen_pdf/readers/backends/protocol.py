"""What the readers need from a PDF library: one small interface.

A parser gives objects as plain values and says what it had to repair. It knows nothing of
restrictions, and nothing of pages; what the objects mean is worked out above it, once for
all libraries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple, Protocol

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.file.object_offsets import Layout
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.name_search import NameSearch
from nextgen_pdf.readers.syntax.objects import IndirectObject

TRAILER = objects.Ref(0, 0)
"""Stands for the trailer dictionary, which is no indirect object."""


class Found(NamedTuple):
    """What one look at every object came across."""

    hits: dict[objects.Ref, tuple[str, ...]]
    """The objects that hold names that were looked for, and all that they hold, sorted."""
    replaced: list[IndirectObject]
    """Old copies of objects, inside object streams that are in use."""
    other_generations: dict[objects.Ref, objects.Ref]
    """References whose generation is not that of the object with their number, each with
    an object that holds it."""


class Generations(NamedTuple):
    """The generations of the objects in use: nearly always 0."""

    has: Callable[[objects.Ref], bool]
    """Whether there is an object of that number and generation."""
    other: Mapping[int, int]
    """Those that are not 0, by number."""

    def differs(self, ref: objects.Ref) -> bool:
        """Whether there is an object of that number, with another generation."""
        number, generation = ref
        known = self.other.get(number)
        if known is None:
            return generation != 0 and self.has(objects.Ref(number, 0))
        return generation != known and not self.has(ref)


_STRING = re.compile(objects.STRING, re.DOTALL)
_REFERENCE = re.compile(rb"\b(\d{1,10}) (\d{1,5}) R\b")
_OTHER_THAN_0 = re.compile(rb"R(?<=[" + objects.WHITE + rb"]R)(?<! 0 R)")
"""The end of a reference whose generation may be another than 0."""


def references_in(text: bytes) -> list[objects.Ref]:
    """The references in an object, written with single spaces, its strings escaped."""
    if b" R" not in text:
        return []  # as in most objects, long scripts among them
    if b"(" in text:
        text = _STRING.sub(b"()", text)
    return [objects.Ref(int(n), int(g)) for n, g in _REFERENCE.findall(text)]


class Look:
    """What one look at every object comes across; parsers fill it.

    Args:
        search: the names that are looked for.
        generations: those of the objects in use.
    """

    def __init__(self, search: NameSearch, generations: Generations) -> None:
        self.search = search
        self.replaced: list[IndirectObject] = []
        self._hits: dict[objects.Ref, list[str]] = {}
        self._generations = generations
        self._other: dict[objects.Ref, objects.Ref] = {}

    def note(self, ref: objects.Ref, names: Iterable[str]) -> None:
        """An object holds names."""
        self._hits.setdefault(ref, []).extend(names)

    def search_in(self, ref: objects.Ref, text: bytes) -> None:
        """Look for names in an object, written as for ``references_in``."""
        if names := self.search.names(text):
            self.note(ref, names)

    def may_differ(self, text: bytes) -> bool:
        """Whether references in a text can have another generation than the object."""
        return bool(self._generations.other or _OTHER_THAN_0.search(text))

    def compare(self, ref: objects.Ref, text: bytes) -> None:
        """Look for references to another generation of an object than is there.

        Args:
            ref: the object.
            text: the object as it is written; more may follow.
        """
        for _, target in objects.references(objects.parse(text)[0]):
            if self._generations.differs(target):
                self._other.setdefault(target, ref)

    def found(self) -> Found:
        """What it came across."""
        hits = {ref: tuple(sorted(names)) for ref, names in self._hits.items()}
        return Found(hits, self.replaced, self._other)


def holders_of(
    refs: Collection[objects.Ref], written: Iterable[tuple[objects.Ref, bytes]]
) -> dict[objects.Ref, objects.Ref]:
    """For some objects, one of those that refer to each.

    Args:
        refs: what is referred to.
        written: objects, each with its text.
    """
    numbers = b"|".join(b"%d" % ref.number for ref in refs)
    mention = re.compile(rb"(?<!\d)0*(?:" + numbers + rb")[\s\0]+\d{1,5}[\s\0]+R\b")
    found: dict[objects.Ref, objects.Ref] = {}
    for holder, text in written:
        if mention.search(text):
            for _, target in objects.references(objects.parse(text)[0]):
                if target in refs:
                    found.setdefault(target, holder)
    return found


def two_of(number: int) -> Fault:
    """The fault that two objects in an object stream have one number."""
    detail = "an object stream has two objects of this number"
    return Fault("ambiguous", detail, Location(object=f"{number} 0"))


class Parser(Protocol):
    """An opened document."""

    empty_password: bool
    """Whether it opened without a password."""

    def get(self, ref: objects.Ref) -> objects.Value:
        """An object; ``None`` for one that is not there. ``TRAILER`` is one."""

    def entries(self, ref: objects.Ref, keys: Iterable[str]) -> objects.Dict:
        """Some entries of a dictionary or stream: cheaper than all of it."""

    def references(self, ref: objects.Ref) -> Iterable[objects.Ref]:
        """The objects that an object refers to."""

    def find(self, search: NameSearch) -> Found:
        """Look at every object for names.

        Text in strings may add objects; none that holds a name is left out. A stream
        whose data is in another file is found as well, by the name ``F``.
        """

    def holders(self, refs: Collection[objects.Ref]) -> dict[objects.Ref, objects.Ref]:
        """For objects that are not in use, an object in use that refers to each.

        Those without one are left out. References count as they are written.
        """

    def readings(self, faults: Iterable[Fault]) -> Iterable[IndirectObject]:
        """Objects with a key twice, read with the value that most readers drop.

        Args:
            faults: what was repaired, and in which objects.
        """

    def generations(self) -> Generations:
        """The generations of the objects in use."""

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

    def decode(self, header: objects.Dict, data: bytes) -> bytes | None:
        """Data decoded as the dictionary of a stream says; ``None`` if that fails."""

    def faults(self) -> list[Fault]:
        """What was repaired or given up on until now."""

    def close(self) -> None:
        """Let go of the file."""


def resolve(parser: Parser, value: objects.Value) -> objects.Value:
    """What a value stands for: itself, or the object it refers to."""
    if not isinstance(value, objects.Ref):
        return value
    seen: set[objects.Ref] = set()
    while isinstance(value, objects.Ref) and value not in seen:
        seen.add(value)
        value = parser.get(value)
    return None if isinstance(value, objects.Ref) else value
