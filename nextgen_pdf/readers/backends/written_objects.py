"""How objects are written: for a library that reads on in silence where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.file.object_offsets import Get, Place, read
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects, well_formed
from nextgen_pdf.readers.syntax.objects import IndirectObject
from nextgen_pdf.sanitize import sanitize_text

_CLOSES = re.compile(
    rb"(?:[" + objects.WHITE + rb"]|%[^\r\n]*+)*+(?:endobj|stream)(?!"
    rb"" + objects.REGULAR + rb")"
)
_NEAR = 512


class WrittenObjects:
    """Looks at objects one by one, and remembers what is wrong with them.

    Args:
        source: the file.
        get: gives an object in use.
    """

    def __init__(self, source: Source, get: Get) -> None:
        self._source = source
        self._get = get
        self._flaws: list[Fault] = []
        self._duplicates: list[tuple[objects.Ref, str]] = []
        """Keys that an object has twice, of which most readers keep one."""
        self._texts: dict[objects.Ref, bytes] = {}
        """Those objects as they are written."""

    def look_in_file(self, ref: objects.Ref, place: Place) -> None:
        """Look at an object that stands in the file."""
        text = self._source.read(place.start, place.end - place.start)
        self._look_for_duplicates(ref, text)
        found = well_formed.flaw(text)
        if found and place.data:  # the word stream may be in a string
            stop = read(self._source, place.start, self._get).stop
            if _CLOSES.match(self._source.read(stop, _NEAR)):
                text = self._source.read(place.start, stop - place.start)
                found = well_formed.flaw(text)
        self._note(ref, found)

    def look_at_packed(self, ref: objects.Ref, text: bytes) -> None:
        """Look at an object of an object stream; more may follow it."""
        self._look_for_duplicates(ref, text)
        self._note(ref, well_formed.flaw(text, alone=False))

    def _look_for_duplicates(self, ref: objects.Ref, text: bytes) -> None:
        twice: list[str] = []
        objects.parse(text, twice=twice)
        if twice:
            self._duplicates += ((ref, key) for key in twice)
            self._texts[ref] = text

    def _note(self, ref: objects.Ref, found: str | None) -> None:
        if found:
            self._flaws.append(Fault("object", found, Location(object=str(ref))))

    def faults(self) -> Iterator[Fault]:
        """What was wrong."""
        for ref, key in self._duplicates:
            where = Location(object=str(ref))
            yield Fault("duplicate-key", f"/{sanitize_text(key)}", where)
        yield from self._flaws

    def readings(self) -> Iterator[IndirectObject]:
        """The objects with a key twice, read with either value."""
        for ref, text in self._texts.items():
            for first_wins in (True, False):
                value, _ = objects.parse(text, first_wins=first_wins)
                yield IndirectObject(ref, value)
