"""The parser on pypdf: an independent second opinion, in pure Python.

Much slower than the one on pikepdf, and it repairs less; it runs where pikepdf has no
build, and it is what the other one is compared with.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

import pypdf
from pypdf import generic
from pypdf.errors import (
    DependencyError,
    DeprecationError,
    LimitReachedError,
    PyPdfError,
)

from nextgen_pdf.errors import BoundReachedError, ContentLockedError, UnreadableError
from nextgen_pdf.facts import Fault, FaultCode
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends import pypdf_warnings
from nextgen_pdf.readers.backends.captured_logs import captured
from nextgen_pdf.readers.backends.plain_words import OTHER_LOCK, too_damaged
from nextgen_pdf.readers.backends.protocol import (
    TRAILER,
    Found,
    Generations,
    Look,
    holders_of,
    two_of,
)
from nextgen_pdf.readers.backends.pypdf_values import full_names, made, plain
from nextgen_pdf.readers.backends.written_objects import WrittenObjects
from nextgen_pdf.readers.file import header_trailer
from nextgen_pdf.readers.file.cross_reference import CrossReference
from nextgen_pdf.readers.file.object_offsets import Layout, is_object, lay_out
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import DEFLATED, DecodeError, inflate
from nextgen_pdf.readers.syntax.name_search import NameSearch
from nextgen_pdf.readers.syntax.object_streams import ObjectStream
from nextgen_pdf.readers.syntax.objects import IndirectObject

# pypdf documents the first two; damaged files make it let out the others as well.
_FAILURES = (
    PyPdfError,
    DependencyError,
    DeprecationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)

_PICTURES = frozenset(
    map(objects.Name, "CCITTFaxDecode DCTDecode JBIG2Decode JPXDecode".split())
)
"""Filters whose data nobody reads as text; pypdf hands it out as it is."""
_STARTXREF = re.compile(rb"startxref\s+(\d+)")
_WRONG_POINTING = re.compile(r"wrong pointing object (\d+) (\d+) \(offset (\d+)\)")


def open_pypdf(
    source: Source, password: str | None, sections: CrossReference
) -> PypdfParser:
    """Open a document, first without a password, then with the one given.

    Raises:
        ContentLockedError: no password opens it.
        UnreadableError: pypdf finds no document in it.
    """
    try:
        with captured("pypdf") as logged:
            # its offsets count from the beginning of the file, not from the header
            start = found[0] if (found := header_trailer.header(source)) else 0
            end = header_trailer.size_without_junk(source)
            data = source.data[start:end]
            if header_trailer.lacks_mark(source):
                # that it is missing, or cut short, is told by itself
                data = data.rstrip(b"%EO" + objects.BLANK) + b"\n%%EOF\n"
            at = data.rfind(b"startxref")
            if at > 0 and data[at - 1] not in b"\r\n":
                # where everybody else finds the word, pypdf wants a line of its own
                data = data[:at] + b"\n" + data[at:]
            reader = _read(data)
            opened = not reader.is_encrypted or bool(reader.decrypt(""))
            empty_password = opened
            if not opened and password:
                opened = bool(reader.decrypt(password))
    except NotImplementedError:
        raise ContentLockedError(OTHER_LOCK) from None
    except PyPdfError as error:
        reason = pypdf_warnings.without_text(str(error))
        raise UnreadableError(too_damaged(reason)) from None
    except _FAILURES:  # whose words are about pypdf, and not about the file
        raise UnreadableError(too_damaged()) from None
    if not opened:
        fits = (
            ", and the password given does not open it"
            if password
            else " with a password"
        )
        raise ContentLockedError(f"the file is locked{fits}")
    return PypdfParser(
        reader, source, sections, start, logged, empty_password=empty_password
    )


def _read(data: bytes) -> _Reader:
    """Open a file; if its index leads nowhere, by its objects."""
    try:
        return _Reader(io.BytesIO(data))
    except PyPdfError:
        m = _STARTXREF.match(data, max(0, data.rfind(b"startxref")))
        if m is None:
            raise
        # without a place to begin at, pypdf looks for the objects itself
        nowhere = b"0" * len(m[1])
        return _Reader(io.BytesIO(data[: m.start(1)] + nowhere + data[m.end(1) :]))


class _Reader(pypdf.PdfReader):
    @property
    def is_encrypted(self) -> bool:
        """Whether there is an encryption dictionary; ``/Encrypt null`` is none."""
        encrypt = self.trailer.get("/Encrypt")
        if encrypt is not None:
            encrypt = encrypt.get_object()
        return encrypt is not None and not isinstance(encrypt, generic.NullObject)


class PypdfParser:
    """A document opened by pypdf. See ``Parser`` for what each method promises."""

    def __init__(
        self,
        reader: pypdf.PdfReader,
        source: Source,
        sections: CrossReference,
        start: int,
        logged: Iterable[str],
        *,
        empty_password: bool,
    ) -> None:
        self.empty_password = empty_password
        self._reader = reader
        self._source = source
        self._sections = sections
        self._start = start
        self._logged = list(logged)
        self._values: dict[objects.Ref, objects.Value] = {}
        self._undecoded: list[int] = []
        self._twice: list[int] = []
        self._written = WrittenObjects(source, self.get)

    def get(self, ref: objects.Ref) -> objects.Value:
        if ref not in self._values:
            self._values[ref] = self._read(ref)
        return self._values[ref]

    def _read(self, ref: objects.Ref) -> objects.Value:
        if ref == TRAILER and (trailer := self._newest_trailer()):
            return trailer
        obj = self._object(ref)
        try:
            value = plain(obj)
        except _FAILURES as error:
            self._logged.append(str(error))
            return None
        if isinstance(value, objects.Stream) and value.get("Type") == "XRef":
            return self._instead_of_index(ref, value)
        return value

    def _newest_trailer(self) -> objects.Dict:
        """The trailer as it is written; pypdf adds the entries of older ones."""
        for section in self._sections.sections[:1]:
            if section.rows_fit and not section.flaw:
                return dict(section.trailer)
        return {}

    def _instead_of_index(
        self, ref: objects.Ref, value: objects.Value
    ) -> objects.Value:
        """Pypdf keeps cross-reference streams, also where a number was used again."""
        place = self._layout.places.get(ref)
        if place is None:
            return value
        written, _ = objects.parse(
            self._source.read(place.start, place.end - place.start)
        )
        is_index = isinstance(written, dict) and written.get("Type") == "XRef"
        return value if is_index else written

    def _object(self, ref: objects.Ref) -> object:
        if ref == TRAILER:
            return self._reader.trailer
        try:
            with captured("pypdf") as logged:
                obj = self._reader.get_object(
                    generic.IndirectObject(ref.number, ref.generation, self._reader)
                )
        except _FAILURES as error:
            self._logged.append(str(error))
            return None
        self._logged += logged
        return obj

    def entries(self, ref: objects.Ref, keys: Iterable[str]) -> objects.Dict:
        value = self.get(ref)
        if not isinstance(value, dict):
            return {}
        return {key: value[key] for key in keys if key in value}

    def references(self, ref: objects.Ref) -> Iterable[objects.Ref]:
        return (child for _, child in objects.references(self.get(ref)))

    @cached_property
    def _containers(self) -> dict[int, int]:
        """The object stream of each object that is in one."""
        return {number: place[0] for number, place in self._reader.xref_objStm.items()}

    def _refs(self) -> Iterator[objects.Ref]:
        yield from self._offsets().values()
        yield from (objects.Ref(number, 0) for number in self._containers)

    def find(self, search: NameSearch) -> Found:
        refs = list(self._refs())
        look = Look(search, self.generations())
        containers = set(self._containers.values())
        for ref in (TRAILER, *refs):
            value = self.get(ref)
            text = objects.write(value)
            look.search_in(ref, text)
            if look.may_differ(text):
                look.compare(ref, text)
            if isinstance(value, objects.Stream):
                if "F" in value:
                    look.note(ref, ["F"])
                if value.get("Type") == "ObjStm":
                    containers.add(ref.number)  # its objects may all be replaced
        for ref, place in self._layout.places.items():
            self._written.look_in_file(ref, place)
        for number in containers:
            self._look_into(number, look)
        return look.found()

    def _look_into(self, number: int, look: Look) -> None:
        """Note the old copies of objects in an object stream."""
        ref = objects.Ref(number, 0)
        try:
            body = self.data(ref)
            packed = ObjectStream(body, self.entries(ref, ("First", "N")))
            for item in packed.search(look.search):
                if self._containers.get(item.number) != number:
                    value, _ = objects.parse(body, item.start)
                    item_ref = objects.Ref(item.number, 0)
                    look.replaced.append(IndirectObject(item_ref, value))
            for n, text in packed.texts():
                if self._containers.get(n) == number:
                    self._written.look_at_packed(objects.Ref(n, 0), text)
            self._twice += (
                n for n in packed.twice() if self._containers.get(n) == number
            )
        except (DecodeError, ValueError):
            self._undecoded.append(number)

    def holders(self, refs: Collection[objects.Ref]) -> dict[objects.Ref, objects.Ref]:
        return holders_of(
            refs, ((ref, objects.write(self.get(ref))) for ref in self._refs())
        )

    def generations(self) -> Generations:
        refs = set(self._refs())
        other = {number: generation for number, generation in refs if generation}
        return Generations(refs.__contains__, other)

    def layout(self) -> Layout:
        return self._layout

    @cached_property
    def _layout(self) -> Layout:
        return lay_out(self._source, self._offsets(), self._sections.tables(), self.get)

    def trailers(self) -> Iterable[objects.Dict]:
        return header_trailer.trailers(self._source, self.get(TRAILER))

    def readings(self, faults: Iterable[Fault]) -> Iterator[IndirectObject]:  # noqa: ARG002
        return self._written.readings()

    def _offsets(self) -> Mapping[int, objects.Ref]:
        free = self._reader.xref_free_entry
        return {
            offset + self._start: objects.Ref(number, generation)
            for generation, entries in self._reader.xref.items()
            for number, offset in entries.items()
            if offset and not free.get(generation, {}).get(number)
        }

    def is_stream(self, ref: objects.Ref) -> bool:
        return isinstance(self.get(ref), objects.Stream)

    def data(self, ref: objects.Ref, limit: int | None = None) -> bytes:
        obj = self._object(ref)
        if not isinstance(obj, generic.StreamObject):
            raise DecodeError("not a stream")
        header = self.entries(ref, ("Filter", "DecodeParms"))
        raw = obj._data  # noqa: SLF001  (there is no public way)
        if not header:
            return raw[:limit]
        filters = full_names(header.get("Filter"))
        if filters != header.get("Filter"):
            header["Filter"] = filters
            obj[generic.NameObject("/Filter")] = made(filters)
        if not raw.strip(objects.BLANK):
            return b""  # nothing needs no decoding
        if header in DEFLATED:
            return inflate(raw, limit)
        names = filters if isinstance(filters, list) else [filters]
        if any(isinstance(name, objects.Name) and name in _PICTURES for name in names):
            raise DecodeError("its data is that of a picture")
        try:
            with captured("pypdf") as logged:
                body = obj.get_data()[:limit]
        except LimitReachedError as error:
            raise BoundReachedError(pypdf_warnings.without_text(str(error))) from None
        except _FAILURES as error:
            raise DecodeError(pypdf_warnings.without_text(str(error))) from None
        for message in filter(pypdf_warnings.meaning, logged):
            raise DecodeError(pypdf_warnings.without_text(message))
        return body

    def decode(self, header: objects.Dict, data: bytes) -> bytes | None:
        if "Filter" not in header:
            return data
        stream = generic.EncodedStreamObject()
        try:
            header = header | {"Filter": full_names(header["Filter"])}
            for key in ("Filter", "DecodeParms"):
                if key in header:
                    stream[generic.NameObject(f"/{key}")] = made(header[key])
            stream._data = data  # noqa: SLF001  (there is no public way)
            with captured("pypdf"):
                return stream.get_data()
        except _FAILURES:
            return None

    def faults(self) -> list[Fault]:
        found: dict[FaultCode, list[str]] = {}
        sound = set(self._sound())
        for message in self._logged:
            if (code := pypdf_warnings.meaning(message)) and message not in sound:
                found.setdefault(code, []).append(pypdf_warnings.without_text(message))
        out = [
            Fault(code=code, detail=messages[0], alike=len(messages))
            for code, messages in found.items()
        ]
        out += self._written.faults()
        if self._undecoded:
            out.append(Fault(code="object-stream", alike=len(self._undecoded)))
        out += map(two_of, self._twice)
        out += self._sections.breaks()
        out += self._misleading()
        return out

    def _sound(self) -> Iterator[str]:
        """The complaints of an object that is where the index says, behind a comment."""
        for message in self._logged:
            if m := _WRONG_POINTING.search(message):
                ref = objects.Ref(int(m[1]), int(m[2]))
                if self._is_at(ref, int(m[3])):
                    yield f"Object {m[1]} {m[2]} found"

    def _misleading(self) -> Iterator[Fault]:
        """The entries that pypdf leaves out, because they lead to no object."""
        own = {section.stream for section in self._sections.sections}
        for message in dict.fromkeys(self._logged):
            if m := _WRONG_POINTING.search(message):
                ref, offset = objects.Ref(int(m[1]), int(m[2])), int(m[3])
                # offset 0 is what several programs write for none
                if offset and ref not in own and not self._is_at(ref, offset):
                    detail = "it does not lead to the object"
                    yield Fault("cross-reference", detail, Location(object=str(ref)))

    def _is_at(self, ref: objects.Ref, offset: int) -> bool:
        return is_object(self._source, offset + self._start, ref)

    def close(self) -> None:
        self._reader.close()
