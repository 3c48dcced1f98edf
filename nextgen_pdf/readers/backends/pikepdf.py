"""The parser on pikepdf, which is qpdf: complete, fast, and it says what it repairs."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain

import pikepdf

from nextgen_pdf.errors import BoundReachedError, ContentLockedError, UnreadableError
from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends import qpdf_data, qpdf_warnings
from nextgen_pdf.readers.backends.captured_logs import captured
from nextgen_pdf.readers.backends.plain_words import (
    OTHER_LOCK,
    in_plain_words,
    too_damaged,
)
from nextgen_pdf.readers.backends.protocol import (
    TRAILER,
    Found,
    Generations,
    Look,
    holders_of,
    references_in,
    two_of,
)
from nextgen_pdf.readers.file import header_trailer
from nextgen_pdf.readers.file.cross_reference import CrossReference
from nextgen_pdf.readers.file.object_offsets import Layout, lay_out
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects, well_formed
from nextgen_pdf.readers.syntax.flate import BOUND, DecodeError
from nextgen_pdf.readers.syntax.name_search import NameSearch
from nextgen_pdf.readers.syntax.object_streams import ObjectStream
from nextgen_pdf.readers.syntax.objects import IndirectObject

MAX_WRITTEN = 65_536
"""The most bytes of an object that are read again from the file."""
MAX_NUMBER = 1 << 31
"""Object numbers from here on are none for qpdf."""
_REPAIRED = frozenset({"duplicate-key", "object"})
"""The faults of objects that are read again, as they are written."""
MAX_PARSED = 20_000
"""Up to so many objects in object streams are parsed one by one, to see damage."""
MAX_KEPT = 16 << 20
"""So many bytes of objects, as qpdf writes them, are kept parsed."""


def open_pikepdf(
    source: Source, password: str | None, sections: CrossReference
) -> PikepdfParser:
    """Open a document, first without a password, then with the one given.

    Raises:
        ContentLockedError: no password opens it.
        UnreadableError: qpdf finds no document in it.
    """
    file = source.for_parser(header_trailer.size_without_junk(source))
    called = file if isinstance(file, str) else f"stream {file!r}"
    for attempt in dict.fromkeys(("", password or "")):
        try:
            with captured("pikepdf") as logged:
                pdf = pikepdf.open(
                    file,
                    password=attempt,
                    conversion_mode="explicit",
                    inherit_page_attributes=False,  # costs more than all the rest
                )
        except pikepdf.PasswordError:
            continue
        except ValueError:
            raise UnreadableError(too_damaged("a number is too large")) from None
        except pikepdf.PikepdfError as error:
            said = qpdf_warnings.take_apart(str(error), called).text
            if "encryption" in said:
                raise ContentLockedError(OTHER_LOCK) from None
            reason = in_plain_words(said)
            raise UnreadableError(too_damaged(reason)) from None
        return PikepdfParser(
            pdf, source, sections, called, logged, empty_password=not attempt
        )
    if password:
        raise ContentLockedError(
            "the file is locked, and the password given does not open it"
        )
    raise ContentLockedError("the file is locked with a password")


class _Places:
    """Where the objects in use are.

    Taken out of qpdf's own table, which is many times as large and is let go of at once.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        table = pdf.get_xref_table()
        self.in_file: dict[objects.Ref, int] = {}
        """The offset, or 0 for one that is nowhere."""
        highest, _ = max(table, default=(0, 0))
        containers = array("I", bytes(array("I").itemsize * (highest + 1)))
        for key, entry in table.items():
            container = entry.obj_stream_number
            if container is None:
                self.in_file[objects.Ref(*key)] = entry.offset or 0
            else:
                containers[key[0]] = container
        self._containers = containers
        self.count = len(table) - len(self.in_file)
        """How many others there are: in object streams."""

    def container(self, number: int) -> int:
        """The number of the object stream that an object is in; 0 for none."""
        return self._containers[number] if number < len(self._containers) else 0

    def containers(self) -> set[int]:
        """All object streams with an object in use."""
        return {*self._containers} - {0}


class PikepdfParser:
    """A document opened by qpdf. See ``Parser`` for what each method promises."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        source: Source,
        sections: CrossReference,
        called: str,
        logged: Iterable[str],
        *,
        empty_password: bool,
    ) -> None:
        self.empty_password = empty_password
        self._pdf = pdf
        self._places = _Places(pdf)
        self._source = source
        self._sections = sections
        self._called = called
        self._names: dict[str, pikepdf.Name] = {}
        self._parsed: dict[objects.Ref, objects.Value] = {}
        self._values: dict[bytes, objects.Value] = {}
        self._kept = 0
        self._warnings = list(logged)  # some complaints only reach the log
        self._undecoded: list[int] = []
        self._twice: list[int] = []
        self._flaws: list[Fault] = []
        self._too_long: set[objects.Ref] = set()

    @cached_property
    def _shift(self) -> int:
        """How far qpdf's offsets are from the beginning of the file."""
        start = header_trailer.header(self._source)
        return start[0] if start else 0

    @cached_property
    def _trailer(self) -> objects.Value:
        return objects.parse(self._pdf.trailer.unparse())[0]

    def get(self, ref: objects.Ref) -> objects.Value:
        if ref == TRAILER:
            return self._trailer
        if ref not in self._parsed:
            obj = self._object(ref)
            text = _text(obj)
            value, _ = objects.parse(text)
            if isinstance(obj, pikepdf.Stream) and isinstance(value, dict):
                value = objects.Stream(value)
            self._make_room(len(text))
            self._parsed[ref] = value
        return self._parsed[ref]

    def _make_room(self, size: int) -> None:
        """Bound what is kept parsed; what is asked for again comes soon after."""
        self._kept += size
        if self._kept > MAX_KEPT:
            self._parsed.clear()
            self._values.clear()
            self._kept = size

    def entries(self, ref: objects.Ref, keys: Iterable[str]) -> objects.Dict:
        if ref == TRAILER or ref in self._parsed:
            value = self.get(ref)
            found = value if isinstance(value, dict) else {}
            return {key: found[key] for key in keys if key in found}
        obj = self._object(ref)
        if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
            return {}
        out: objects.Dict = {}
        for key in keys:
            name = self._names.get(key)
            if name is None:
                name = self._names[key] = pikepdf.Name("/" + key)
            if name in obj:
                written = obj[name].unparse()
                if written not in self._values:  # the same few boxes on every page
                    self._make_room(len(written))
                    self._values[written] = objects.parse(written)[0]
                out[key] = self._values[written]
        return out

    def references(self, ref: objects.Ref) -> Iterable[objects.Ref]:
        text = (
            self._pdf.trailer.unparse() if ref == TRAILER else _text(self._object(ref))
        )
        return references_in(text)

    def find(self, search: NameSearch) -> Found:
        """Every object was parsed from the file or from a decoded object stream.

        So it is enough to look at the objects of the first kind, and at the bytes of
        each object stream, whose objects need not be parsed for it.
        """
        look = Look(search, self.generations())
        containers = dict.fromkeys(sorted(self._places.containers()))
        for ref in self._places.in_file:
            obj = self._object(ref)
            look.search_in(ref, _text(obj))
            if isinstance(obj, pikepdf.Stream):
                if "/F" in obj:  # data elsewhere; in other objects /F is common
                    look.note(ref, ["F"])
                if ref.number not in containers and obj.get("/Type") == "/ObjStm":
                    containers[ref.number] = None  # its objects are all replaced
        for number in containers:
            self._look_into(number, look)
        look.search_in(TRAILER, self._pdf.trailer.unparse())
        for ref, written in self._written_in_file():
            if look.may_differ(written):
                look.compare(ref, written)
        if self._places.count <= MAX_PARSED:
            with captured("pikepdf") as logged:
                len(self._pdf.objects)  # parses them all, so that qpdf complains
            self._warnings += logged
        return look.found()

    def _written_in_file(self) -> Iterator[tuple[objects.Ref, bytes]]:
        """Objects as they are written: what refers to nothing is null for qpdf."""
        for ref, place in self.layout().places.items():
            yield ref, self._source.read(place.start, place.end - place.start)

    def _written_in_streams(self) -> Iterator[tuple[objects.Ref, bytes]]:
        for container in sorted(self._places.containers()):
            ref = objects.Ref(container, 0)
            try:
                body = self.data(ref)
                packed = ObjectStream(body, self.entries(ref, ("First", "N")))
                texts = dict(packed.texts())
            except (DecodeError, ValueError):
                continue  # ``find`` says that it is damaged
            for number, text in texts.items():
                if self._places.container(number) == container:
                    yield objects.Ref(number, 0), text

    def holders(self, refs: Collection[objects.Ref]) -> dict[objects.Ref, objects.Ref]:
        written = chain(self._written_in_file(), self._written_in_streams())
        return holders_of(refs, written)

    def _look_into(self, number: int, look: Look) -> None:
        """Note what is in an object stream, old copies as well."""
        ref = objects.Ref(number, 0)
        try:
            body = self.data(ref)
            packed = ObjectStream(body, self.entries(ref, ("First", "N")))
            self._look_at_packed(packed, body, number, look)
        except (DecodeError, ValueError):
            self._undecoded.append(number)

    def _look_at_packed(
        self, packed: ObjectStream, body: bytes, container: int, look: Look
    ) -> None:
        def is_current(number: int) -> bool:
            return self._places.container(number) == container

        for item in packed.search(look.search):
            ref = objects.Ref(item.number, 0)
            if is_current(item.number):
                look.note(ref, item.names)
            else:
                value, _ = objects.parse(body, item.start)
                look.replaced.append(IndirectObject(ref, value))
        differs, tab = look.may_differ(body), well_formed.VERTICAL_TAB in body
        for number, text in packed.texts() if differs or tab else ():
            if is_current(number):
                ref = objects.Ref(number, 0)
                look.compare(ref, text)
                if tab and (flaw := well_formed.flaw(text, alone=False)):
                    self._flaws.append(Fault("object", flaw, Location(object=str(ref))))
        self._twice += filter(is_current, packed.twice())

    def generations(self) -> Generations:
        in_file = self._places.in_file
        other = {number: generation for number, generation in in_file if generation}

        def has(ref: objects.Ref) -> bool:
            return ref in in_file or (
                not ref.generation and self._places.container(ref.number) > 0
            )

        return Generations(has, other)

    def layout(self) -> Layout:
        return self._layout

    @cached_property
    def _layout(self) -> Layout:
        offsets = {
            offset + self._shift: ref
            for ref, offset in self._places.in_file.items()
            if offset
        }
        return lay_out(self._source, offsets, self._sections.tables(), self.get)

    def trailers(self) -> Iterable[objects.Dict]:
        return header_trailer.trailers(self._source, self.get(TRAILER))

    def readings(self, faults: Iterable[Fault]) -> Iterator[IndirectObject]:
        repaired = dict.fromkeys(
            fault.location.object
            for fault in faults
            if fault.code in _REPAIRED and fault.location.object
        )
        for number in repaired:
            ref = objects.Ref(*map(int, number.split()))
            value, _ = objects.parse(self._written(ref), first_wins=True)
            yield IndirectObject(ref, value)

    def _written(self, ref: objects.Ref) -> bytes:
        """An object in use as it is written, to be parsed; more may follow."""
        if offset := self._places.in_file.get(ref):
            text = self._source.read(offset + self._shift, MAX_WRITTEN)
            return text[text.find(b"obj") + 3 :]
        number = self._places.container(ref.number)
        if ref.generation or not number:
            return b""
        container = objects.Ref(number, 0)
        try:
            body = self.data(container)
            stream = ObjectStream(body, self.entries(container, ("First", "N")))
            start = dict(stream.starts()).get(ref.number)
        except (DecodeError, ValueError):
            return b""  # ``find`` says that it is damaged
        return b"" if start is None else body[start:]

    def is_stream(self, ref: objects.Ref) -> bool:
        return isinstance(self._object(ref), pikepdf.Stream)

    def data(self, ref: objects.Ref, limit: int | None = None) -> bytes:
        if ref in self._too_long and limit is None:
            raise BoundReachedError(BOUND)
        obj = self._object(ref)
        if not isinstance(obj, pikepdf.Stream):
            raise DecodeError("not a stream")
        coding = self.entries(ref, qpdf_data.CODING)
        try:
            return qpdf_data.read(obj, coding, self._resolved, self._called, limit)
        except BoundReachedError:
            self._too_long.add(ref)
            raise
        except DecodeError:
            self._say_no_more(ref)
            raise

    def _say_no_more(self, ref: objects.Ref) -> None:
        """Drop what qpdf complained of a stream: whoever asked for the data says it."""
        said = f"error decoding stream data for object {ref}:"
        self._warnings += (w for w in self._pdf.get_warnings() if said not in w)

    def _resolved(self, value: objects.Value) -> objects.Value:
        return self.get(value) if isinstance(value, objects.Ref) else value

    def decode(self, header: objects.Dict, data: bytes) -> bytes | None:
        try:
            return qpdf_data.decoded(header, data)
        except pikepdf.PikepdfError:
            return None

    def faults(self) -> list[Fault]:
        self._warnings += self._pdf.get_warnings()  # which empties qpdf's own list
        taken = (qpdf_warnings.take_apart(w, self._called) for w in self._warnings)
        out = qpdf_warnings.classify(taken)
        if all(fault.code != "cross-reference" for fault in out):
            # for qpdf a vertical tab is white space, for others it is none (7.2.2)
            out += self._sections.breaks()
        out += [
            Fault(code="object-stream", location=Location(object=f"{number} 0"))
            for number in self._undecoded
        ]
        out += [two_of(number) for number in self._twice]
        return out + self._flaws

    def close(self) -> None:
        self._pdf.close()

    def _object(self, ref: tuple[int, int]) -> pikepdf.Object | None:
        return self._pdf.get_object(ref) if ref[0] < MAX_NUMBER else None


def _text(obj: pikepdf.Object | None) -> bytes:
    """An object as qpdf writes it: names in one form, references not followed."""
    if obj is None:
        return b"null"
    if isinstance(obj, pikepdf.Stream):
        return obj.stream_dict.unparse()
    return obj.unparse(resolved=True)
