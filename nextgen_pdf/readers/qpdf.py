"""The parser on pikepdf, which is qpdf: complete, fast, and it says what it repairs."""

from __future__ import annotations

import io
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import settings

from nextgen_pdf.document import Fault
from nextgen_pdf.errors import BoundReachedError, ContentLockedError, UnreadableError
from nextgen_pdf.findings import Location
from nextgen_pdf.readers import complaints, cos, envelope
from nextgen_pdf.readers.logs import heard
from nextgen_pdf.readers.parser import TRAILER, DataError
from nextgen_pdf.readers.source import Source

MAX_DATA = 128 * 1024 * 1024
"""The most bytes that one stream may decode to."""
MAX_PARSED = 20_000
"""Up to so many objects in object streams are parsed one by one, to see damage."""

settings.set_qpdf_limits(
    flate_max_memory=MAX_DATA,
    png_max_memory=MAX_DATA,
    run_length_max_memory=MAX_DATA,
    tiff_max_memory=MAX_DATA,
    dct_max_memory=MAX_DATA,
)

_ESCAPED_NAME = re.compile(
    rb"/([^\x00\t\n\f\r ()<>\[\]{}/%#]*#[0-9A-Fa-f]{2}" + cos.REGULAR + rb"*)"
)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)  # as qpdf writes it
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")


def open_qpdf(source: Source, password: str | None) -> QpdfParser:
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
                pdf = pikepdf.open(file, password=attempt, conversion_mode="explicit")
        except pikepdf.PasswordError:
            continue
        except pikepdf.PikepdfError as error:
            reason = complaints.take_apart(str(error), called).text
            if "encryption" in reason:
                raise ContentLockedError(f"the file is locked: {reason}") from None
            raise UnreadableError(f"the file is too damaged: {reason}") from None
        return QpdfParser(pdf, source, called, logged, empty_password=not attempt)
    if password:
        raise ContentLockedError("the file is locked, and the password does not fit")
    raise ContentLockedError("the file is locked with a password")


class QpdfParser:
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
        self._values: dict[bytes, cos.Value] = {}
        self._warnings = list(logged)  # some complaints only reach the log
        self._undecoded: list[int] = []

    def pages(self) -> Sequence[cos.Ref]:
        try:
            return [cos.Ref(*page.obj.objgen) for page in self._pdf.pages]
        except pikepdf.PikepdfError as error:
            reason = complaints.take_apart(str(error), self._called).text
            raise UnreadableError(f"the pages cannot be read: {reason}") from None

    def refs(self) -> Iterable[cos.Ref]:
        return (cos.Ref(*key) for key in self._pdf.get_xref_table())

    def get(self, ref: cos.Ref) -> cos.Value:
        if ref == TRAILER:
            return cos.parse(self._pdf.trailer.unparse())[0]
        obj = self._object(ref)
        value, _ = cos.parse(_text(obj))
        if isinstance(obj, pikepdf.Stream) and isinstance(value, dict):
            return cos.Stream(value)
        return value

    def entries(self, ref: cos.Ref, keys: Iterable[str]) -> cos.Dict:
        obj = self._object(ref)
        if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
            return {}
        out: cos.Dict = {}
        for key in keys:
            name = self._names.get(key)
            if name is None:
                name = self._names[key] = pikepdf.Name("/" + key)
            if name in obj:
                written = obj[name].unparse()
                if written not in self._values:  # the same few boxes on every page
                    self._values[written] = cos.parse(written)[0]
                out[key] = self._values[written]
        return out

    def references(self, ref: cos.Ref) -> Iterable[cos.Ref]:
        text = (
            self._pdf.trailer.unparse() if ref == TRAILER else _text(self._object(ref))
        )
        if b"(" in text:
            text = _STRING.sub(b"()", text)
        return [cos.Ref(int(n), int(g)) for n, g in _REFERENCE.findall(text)]

    def find(self, telling: re.Pattern[bytes]) -> dict[cos.Ref, tuple[str, ...]]:
        """Every object was parsed from the file or from a decoded object stream.

        So it is enough to look at the objects of the first kind, and at the bytes of
        each object stream, whose objects need not be parsed for it.
        """
        hits: dict[cos.Ref, list[bytes]] = {}
        containers: set[int] = set()
        in_streams = 0
        for key, entry in self._pdf.get_xref_table().items():
            if entry.obj_stream_number is not None:
                containers.add(entry.obj_stream_number)
                in_streams += 1
            elif found := telling.findall(_text(self._object(cos.Ref(*key)))):
                hits[cos.Ref(*key)] = found
        for number in containers:
            self._search_container(number, telling, hits)
        if found := telling.findall(self._pdf.trailer.unparse()):
            hits[TRAILER] = found
        if in_streams <= MAX_PARSED:
            len(self._pdf.objects)  # parses them all, so that qpdf complains
        return {
            ref: tuple(sorted(raw.decode("ascii") for raw in found))
            for ref, found in hits.items()
        }

    def _search_container(
        self, number: int, telling: re.Pattern[bytes], hits: dict[cos.Ref, list[bytes]]
    ) -> None:
        ref = cos.Ref(number, 0)
        try:
            body = self.data(ref)
            header = self.entries(ref, ("First", "N"))
            first, count = header.get("First"), header.get("N")
            if not isinstance(first, int) or not isinstance(count, int):
                raise DataError("no /First or /N")  # noqa: TRY301
            pairs = [int(word) for word in body[:first].split()[: 2 * count]]
        except (DataError, ValueError):
            self._undecoded.append(number)
            return
        found = [(m.start(), m[1]) for m in telling.finditer(body, first)]
        if b"#" in body:
            for m in _ESCAPED_NAME.finditer(body, first):
                name = cos.unescape_name(m[1])
                if telling.fullmatch(b"/" + name):
                    found.append((m.start(), name))
        if found:
            spots = sorted(zip(pairs[1::2], pairs[0::2], strict=False))
            starts = [first + offset for offset, _ in spots]
            for position, name in found:
                at = bisect_right(starts, position) - 1
                if at >= 0:
                    hits.setdefault(cos.Ref(spots[at][1], 0), []).append(name)

    def data(self, ref: cos.Ref, limit: int | None = None) -> bytes:
        obj = self._object(ref)
        if not isinstance(obj, pikepdf.Stream):
            raise DataError("not a stream")
        try:
            header = self.entries(ref, ("Filter", "DecodeParms"))
            if header == {"Filter": "FlateDecode"} and not self._pdf.is_encrypted:
                return _inflate(
                    obj.read_raw_bytes(), limit or MAX_DATA, cut=bool(limit)
                )
            return obj.read_bytes()[:limit]
        except zlib.error as error:
            raise _data_error(str(error)) from None
        except pikepdf.PikepdfError as error:
            reason = complaints.take_apart(str(error), self._called).text
            if "memory limit" in reason:
                raise BoundReachedError(BOUND) from None
            raise _data_error(reason) from None

    def page_alone(self, number: int, content: bytes) -> bytes:
        resources = self._pdf.pages[number - 1].obj.get("/Resources")
        alone = pikepdf.new()
        page = alone.add_blank_page().obj
        page.Contents = alone.make_stream(content)
        page.Resources = pikepdf.Dictionary()
        for category in ("/Font", "/XObject"):
            copies = pikepdf.Dictionary()
            for name, item in _items(resources, category):
                if item.is_indirect and item.get("/Subtype") != "/Image":
                    copies[name] = alone.copy_foreign(item)
            page.Resources[category] = copies
        written = io.BytesIO()
        alone.save(written)
        return written.getvalue()

    def faults(self) -> list[Fault]:
        self._warnings += self._pdf.get_warnings()  # which empties qpdf's own list
        taken = (complaints.take_apart(w, self._called) for w in self._warnings)
        out = complaints.classify(c for c in taken if not self._only_lacks_type(c))
        out += [
            Fault(code="object-stream", location=Location(object=f"{number} 0"))
            for number in self._undecoded
        ]
        return out

    def _only_lacks_type(self, complaint: complaints.Complaint) -> bool:
        """Whether a complaint of a wrong ``/Type`` means one that is missing.

        qpdf puts the right one in, and says the same in both cases.
        """
        if "/Type" not in complaint.text or complaint.offset is None:
            return False
        start = envelope.header(self._source)
        after_brackets = complaint.offset + (start[0] if start else 0)
        written, _ = cos.parse(self._source.read(after_brackets - 2, 65_536))
        return isinstance(written, dict) and "Type" not in written

    def close(self) -> None:
        self._pdf.close()

    def _object(self, ref: cos.Ref) -> pikepdf.Object | None:
        return self._pdf.get_object(ref)


BOUND = f"a stream decodes to more than {MAX_DATA // 1024 // 1024} MiB"


def _inflate(raw: bytes, limit: int, *, cut: bool) -> bytes:
    """Inflate without qpdf, which takes twice as long and says less about damage."""
    engine = zlib.decompressobj()
    body = engine.decompress(raw, limit)
    if engine.eof or cut:
        return body
    if engine.unconsumed_tail:
        raise BoundReachedError(BOUND)
    raise DataError("the compressed data is cut short")


def _data_error(reason: str) -> DataError:
    wrong_sum = "incorrect data check" in reason
    return DataError(reason, "content-checksum" if wrong_sum else "content")


def _items(
    resources: pikepdf.Object | None, category: str
) -> Iterable[tuple[str, pikepdf.Dictionary | pikepdf.Stream]]:
    """The resources of one category, those that are dictionaries or streams."""
    if isinstance(resources, pikepdf.Dictionary) and category in resources:
        table = resources[category]
        if isinstance(table, pikepdf.Dictionary):
            for name, item in table.items():
                if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                    yield name, item


def _text(obj: pikepdf.Object | None) -> bytes:
    """An object as qpdf writes it: names in one form, references not followed."""
    if obj is None:
        return b"null"
    if isinstance(obj, pikepdf.Stream):
        return obj.stream_dict.unparse()
    return obj.unparse(resolved=True)
