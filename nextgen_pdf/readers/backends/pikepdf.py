"""The parser on pikepdf, which is qpdf: complete, fast, and it says what it repairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import pikepdf
from pikepdf import settings

from nextgen_pdf.errors import BoundReachedError, ContentLockedError, UnreadableError
from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends import qpdf_warnings
from nextgen_pdf.readers.backends.captured_logs import heard
from nextgen_pdf.readers.backends.protocol import TRAILER, Found
from nextgen_pdf.readers.file import header_trailer
from nextgen_pdf.readers.file.object_offsets import Layout, lay_out
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.structure.page_tree import walk
from nextgen_pdf.readers.syntax import lzw, object_streams, objects
from nextgen_pdf.readers.syntax.flate import (
    BOUND,
    DEFLATED,
    MAX_DATA,
    DecodeError,
    inflate,
)
from nextgen_pdf.readers.syntax.objects import IndirectObject
from nextgen_pdf.sanitize import sanitize_text

MAX_WRITTEN = 65_536
"""The most bytes of an object that are read again from the file."""
MAX_NUMBER = 1 << 31
"""Object numbers from here on are none for qpdf."""
_REPAIRED = frozenset({"duplicate-key", "object", "page-tree"})
"""The faults of objects that are read again, as they are written."""
MAX_KIDS = 100_000
"""The most pages of a document that is not read directly."""
MAX_PARSED = 20_000
"""Up to so many objects in object streams are parsed one by one, to see damage."""

settings.set_qpdf_limits(
    flate_max_memory=MAX_DATA,
    png_max_memory=MAX_DATA,
    run_length_max_memory=MAX_DATA,
    tiff_max_memory=MAX_DATA,
    dct_max_memory=MAX_DATA,
)

_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)  # as qpdf writes it
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10}) (\d{1,5}) R\b")


def open_pikepdf(source: Source, password: str | None) -> PikepdfParser:
    """Open a document, first without a password, then with the one given.

    Raises:
        ContentLockedError: no password opens it.
        UnreadableError: qpdf finds no document in it.
    """
    file = source.for_parser()
    called = file if isinstance(file, str) else f"stream {file!r}"
    for attempt in dict.fromkeys(("", password or "")):
        try:
            with heard("pikepdf") as logged:
                pdf = pikepdf.open(
                    file,
                    password=attempt,
                    conversion_mode="explicit",
                    inherit_page_attributes=False,  # costs more than all the rest
                )
        except pikepdf.PasswordError:
            continue
        except ValueError:
            raise UnreadableError(
                "the file is too damaged: a number is too large"
            ) from None
        except pikepdf.PikepdfError as error:
            reason = qpdf_warnings.take_apart(str(error), called).text
            if "encryption" in reason:
                raise ContentLockedError(f"the file is locked: {reason}") from None
            raise UnreadableError(f"the file is too damaged: {reason}") from None
        return PikepdfParser(pdf, source, called, logged, empty_password=not attempt)
    if password:
        raise ContentLockedError("the file is locked, and the password does not fit")
    raise ContentLockedError("the file is locked with a password")


class PikepdfParser:
    """A document opened by qpdf. See ``Parser`` for what each method promises."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        source: Source,
        called: str,
        logged: Iterable[str],
        *,
        empty_password: bool,
    ) -> None:
        self.empty_password = empty_password
        self._pdf = pdf
        self._source = source
        self._called = called
        self._names: dict[str, pikepdf.Name] = {}
        self._values: dict[bytes, objects.Value] = {}
        self._warnings = list(logged)  # some complaints only reach the log
        self._undecoded: list[int] = []
        self._too_long: set[objects.Ref] = set()

    @property
    def encrypted(self) -> bool:
        """Whether its strings and streams are."""
        return self._pdf.is_encrypted

    @cached_property
    def _pages(self) -> list[objects.Ref]:
        with heard("pikepdf") as logged:
            try:
                self._count_kids()
                pages = [objects.Ref(*page.obj.objgen) for page in self._pdf.pages]
            except pikepdf.PikepdfError as error:
                self._warnings.append(str(error))
                pages = walk(self.get)
        self._warnings += logged
        return pages

    def _count_kids(self) -> None:
        """Look whether there are too many: qpdf makes an object for each that is repeated.

        Raises:
            BoundReachedError: there are more than ``MAX_KIDS``.
        """
        root = self._pdf.trailer.get("/Root")
        todo = [root.get("/Pages") if isinstance(root, pikepdf.Dictionary) else None]
        seen: set[tuple[int, int]] = set()
        count = 0
        while todo:
            node = todo.pop()
            if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
                continue
            seen.add(node.objgen)
            kids = node.get("/Kids")
            if isinstance(kids, pikepdf.Array):
                count += len(kids)
                if count > MAX_KIDS:
                    raise BoundReachedError(f"there are more than {MAX_KIDS} pages")
                todo.extend(kids)

    def pages(self) -> Sequence[objects.Ref]:
        return self._pages

    @cached_property
    def _table(self) -> dict[tuple[int, int], pikepdf.XrefEntry]:
        return self._pdf.get_xref_table()

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
        obj = self._object(ref)
        value, _ = objects.parse(_text(obj))
        if isinstance(obj, pikepdf.Stream) and isinstance(value, dict):
            return objects.Stream(value)
        return value

    def entries(self, ref: objects.Ref, keys: Iterable[str]) -> objects.Dict:
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
                    self._values[written] = objects.parse(written)[0]
                out[key] = self._values[written]
        return out

    def references(self, ref: objects.Ref) -> Iterable[objects.Ref]:
        text = (
            self._pdf.trailer.unparse() if ref == TRAILER else _text(self._object(ref))
        )
        if b"(" in text:
            text = _STRING.sub(b"()", text)
        return [objects.Ref(int(n), int(g)) for n, g in _REFERENCE.findall(text)]

    def find(self, telling: re.Pattern[bytes]) -> Found:
        """Every object was parsed from the file or from a decoded object stream.

        So it is enough to look at the objects of the first kind, and at the bytes of
        each object stream, whose objects need not be parsed for it.
        """
        hits: dict[objects.Ref, list[bytes]] = {}
        replaced: list[IndirectObject] = []
        containers: dict[int, int] = {}
        for key, entry in self._table.items():
            if entry.obj_stream_number is not None:
                containers.setdefault(entry.obj_stream_number, 0)
                containers[entry.obj_stream_number] += 1
                continue
            obj = self._object(key)
            found = telling.findall(_text(obj))
            if isinstance(obj, pikepdf.Stream) and "/F" in obj:
                found.append(b"F")  # data elsewhere; in other objects /F is common
            if found:
                hits[objects.Ref(*key)] = found
            if isinstance(obj, pikepdf.Stream) and obj.get("/Type") == "/ObjStm":
                containers.setdefault(key[0], 0)  # its objects may all be replaced
        for number in containers:
            replaced += self._search_container(number, telling, hits)
        for made in self._made():
            if found := telling.findall(_text(self._object(made))):
                hits[made] = found
        if found := telling.findall(self._pdf.trailer.unparse()):
            hits[TRAILER] = found
        if sum(containers.values()) <= MAX_PARSED:
            with heard("pikepdf") as logged:
                len(self._pdf.objects)  # parses them all, so that qpdf complains
            self._warnings += logged
        return Found.of(hits, replaced)

    def _made(self) -> Iterator[objects.Ref]:
        """The objects that qpdf itself makes of resources that pages inherit."""
        for page in self.pages():
            resources = self.entries(page, ("Resources",)).get("Resources")
            if isinstance(resources, objects.Ref) and resources not in self._table:
                yield resources

    def _search_container(
        self,
        number: int,
        telling: re.Pattern[bytes],
        hits: dict[objects.Ref, list[bytes]],
    ) -> Iterator[IndirectObject]:
        """Note the objects in an object stream; yields old copies."""
        ref = objects.Ref(number, 0)
        try:
            body = self.data(ref)
            header = self.entries(ref, ("First", "N"))
            for item in object_streams.search(body, header, telling):
                entry = self._table.get((item.number, 0))
                if entry is not None and entry.obj_stream_number == number:
                    hits.setdefault(objects.Ref(item.number, 0), []).extend(item.names)
                else:
                    value, _ = objects.parse(body, item.start)
                    yield IndirectObject(objects.Ref(item.number, 0), value)
        except (DecodeError, ValueError):
            self._undecoded.append(number)

    def layout(self) -> Layout:
        offsets = {
            entry.offset + self._shift: objects.Ref(*key)
            for key, entry in self._table.items()
            if entry.offset
        }
        return lay_out(self._source, offsets, self.get)

    def trailers(self) -> Iterable[objects.Dict]:
        return header_trailer.trailers(self._source, self.get(TRAILER))

    def readings(self) -> Iterator[IndirectObject]:
        self.pages()  # so that qpdf has complained
        repaired = dict.fromkeys(
            fault.location.object
            for fault in self.faults()
            if fault.code in _REPAIRED and fault.location.object
        )
        for number in repaired:
            ref = objects.Ref(*map(int, number.split()))
            yield IndirectObject(
                ref, objects.parse(self._written(ref), first_wins=True)[0]
            )

    def _written(self, ref: objects.Ref) -> bytes:
        """An object in use as it is written, to be parsed; more may follow."""
        entry = self._table.get(ref)
        if entry is None:
            return b""
        if entry.offset is not None:
            text = self._source.read(entry.offset + self._shift, MAX_WRITTEN)
            return text[text.find(b"obj") + 3 :]
        container = objects.Ref(entry.obj_stream_number or 0, 0)
        first = self.entries(container, ("First",)).get("First")
        at = entry.obj_stream_index or 0
        try:
            body = self.data(container)
            offset = int(body.split(maxsplit=2 * at + 2)[2 * at + 1])
        except (DecodeError, LookupError, ValueError):
            return b""  # ``find`` says that it is damaged
        return body[(first if isinstance(first, int) else 0) + offset :]

    def is_stream(self, ref: objects.Ref) -> bool:
        return isinstance(self._object(ref), pikepdf.Stream)

    def data(self, ref: objects.Ref, limit: int | None = None) -> bytes:
        if ref in self._too_long and limit is None:
            raise BoundReachedError(BOUND)
        try:
            return self._data(ref, limit)
        except BoundReachedError:
            self._too_long.add(ref)
            raise

    def _data(self, ref: objects.Ref, limit: int | None) -> bytes:
        obj = self._object(ref)
        if not isinstance(obj, pikepdf.Stream):
            raise DecodeError("not a stream")
        header = self.entries(ref, ("Filter", "DecodeParms"))
        try:
            if header in DEFLATED and not self._pdf.is_encrypted:
                # without qpdf, which takes twice as long and says less about damage
                return inflate(obj.read_raw_bytes(), limit)
            self._bound_lzw(obj, header)
            return obj.read_bytes()[:limit]
        except pikepdf.PikepdfError as error:
            reason = qpdf_warnings.take_apart(str(error), self._called).text
            if "bad_alloc" in reason:
                raise MemoryError from None
            if "memory limit" in reason:
                raise BoundReachedError(BOUND) from None
            raise DecodeError(sanitize_text(reason)) from None

    def _bound_lzw(self, stream: pikepdf.Stream, header: objects.Dict) -> None:
        """Look how long data in LZW gets, for which qpdf has no bound.

        Raises:
            BoundReachedError: it is longer than ``MAX_DATA``.
        """
        filters, parms = (
            [self._resolved(item) for item in held]
            for value in (header.get("Filter"), header.get("DecodeParms"))
            for named in [self._resolved(value)]
            for held in [named if isinstance(named, list) else [named]]
        )
        for at, name in enumerate(filters):
            if name not in ("LZWDecode", "LZW"):
                continue
            data = stream.read_raw_bytes()
            if at:
                entries = {"Filter": filters[:at], "DecodeParms": parms[:at]}
                apart = pikepdf.new()
                before = pikepdf.Stream(apart, data)
                for key, value in entries.items():
                    before[f"/{key}"] = pikepdf.Object.parse(objects.write(value))
                data = before.read_bytes()
            own = parms[at] if at < len(parms) else None
            early = own.get("EarlyChange") if isinstance(own, dict) else None
            if lzw.is_longer(data, MAX_DATA, early=early != 0):
                raise BoundReachedError(BOUND)

    def _resolved(self, value: objects.Value) -> objects.Value:
        return self.get(value) if isinstance(value, objects.Ref) else value

    def faults(self) -> list[Fault]:
        self._warnings += self._pdf.get_warnings()  # which empties qpdf's own list
        taken = (qpdf_warnings.take_apart(w, self._called) for w in self._warnings)
        out = qpdf_warnings.classify(c for c in taken if not self._only_lacks_type(c))
        out += [
            Fault(code="object-stream", location=Location(object=f"{number} 0"))
            for number in self._undecoded
        ]
        return out

    def _only_lacks_type(self, complaint: qpdf_warnings.Complaint) -> bool:
        """Whether a complaint of a wrong ``/Type`` means one that is missing.

        qpdf puts the right one in, and says the same in both cases.
        """
        if "/Type" not in complaint.text or complaint.object is None:
            return False
        ref = objects.Ref(*map(int, complaint.object.split()))
        written, _ = objects.parse(self._written(ref))
        return isinstance(written, dict) and "Type" not in written

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
