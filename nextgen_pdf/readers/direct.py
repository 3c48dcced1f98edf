"""The direct parser: objects straight from the bytes of a file that is in order.

Most files are: their index leads to every object, every object ends where the next one
begins, and their syntax is right. All that is checked when such a file is opened, and then
an object need not go through qpdf to be looked at, which makes a check of a long document
several times as fast. Whatever is not in order is left to qpdf, which repairs it and says
so; and it decodes what is not simply deflated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.facts import Fault
from nextgen_pdf.readers import cos, envelope, index, packed
from nextgen_pdf.readers.flate import DEFLATED, inflate
from nextgen_pdf.readers.grammar import Grammar, may_tell
from nextgen_pdf.readers.layout import Layout, lay_out
from nextgen_pdf.readers.parser import TRAILER, DataError, Found, Variant
from nextgen_pdf.readers.source import Source

if TYPE_CHECKING:
    from nextgen_pdf.readers.pikepdf import PikepdfParser

MAX_KEPT = 32 << 20
"""So many bytes of decoded object streams are kept; more are decoded again."""
_AHEAD = 4_096
"""Of a compressed stream, so many bytes more are read than its first bytes may take."""
_FEW = 4_096
"""So many parsed objects are kept."""

_CODING = ("Filter", "DecodeParms")
_VERSION = re.compile(r"\d\.\d")
_BLANK = rb"[" + cos.WHITE + rb"]"
_END = rb"(?!" + cos.REGULAR + rb")"
_STRING = re.compile(cos.STRING, re.DOTALL)
_REFERENCE = re.compile(
    rb"(?<!\d)(\d{1,10})" + _BLANK + rb"++(\d{1,5})" + _BLANK + rb"++R" + _END
)
_FILE = re.compile(rb"/F" + _END)
_INTEGER = re.compile(_BLANK + rb"*\d+ \d+ obj" + _BLANK + rb"+(\d{1,10})" + _END)
_PAIRS = re.compile(rb"[0-9" + cos.WHITE + rb"]*+")
_DEFLATED = re.compile(
    _BLANK + rb"*+<<(?:" + _BLANK + rb"|/Filter" + _BLANK + rb"*+/FlateDecode" + _END
    + rb"|/Length" + _BLANK + rb"+[0-9]++(?: \d+ R" + _END + rb")?+)*+>>" + _BLANK + rb"*+"
)  # fmt: skip
_INSIDE = rb"[^<>()]++|" + cos.STRING
_DICTIONARY = rb"<<(?:" + _INSIDE + rb"|<<(?:" + _INSIDE + rb")*+>>)*+>>"
_ENTRY = re.compile(
    # a key, and a value that is a name, a number or the like, an array in which there
    # are no others, a string, or a dictionary; or something else
    rb"/(" + cos.REGULAR + rb"*+)" + _BLANK + rb"*+(/" + cos.REGULAR
    + rb"*+|[-+.0-9a-z][^/<>()\[\]]*+|\[(?:[^<>()\[\]]++|" + cos.STRING + rb")*+\]|"
    + cos.STRING + rb"|" + _DICTIONARY + rb")" + _BLANK + rb"*+|(.)",
    re.DOTALL,
)  # fmt: skip


def open_direct(
    source: Source, behind: Callable[[], PikepdfParser]
) -> DirectParser | None:
    """A parser for a file that is in order; ``None`` for any other.

    Args:
        source: the file.
        behind: opens the parser for what is not simple, should that be needed.
    """
    start = envelope.header(source)
    if start is None or not _VERSION.fullmatch(start[1]):
        return None
    try:
        where = index.read(source, start[0])
        if where is None or any("Encrypt" in trailer for trailer in where.trailers):
            return None
        offsets = where.offsets()
        if offsets is None:
            return None
        layout = lay_out(source, offsets, partial(_length, source, where))
        parser = DirectParser(source, where, layout, behind)
        return parser if not layout.faults and parser.in_order() else None
    except (DataError, NotCheckedError):
        return None


def _length(source: Source, where: index.Index, ref: cos.Ref) -> cos.Value:
    """The length of a stream that is an object of its own, and not packed."""
    entry = where.entry(ref.number)
    if entry is not None and entry.kind == index.WRITTEN:
        m = _INTEGER.match(source.read(entry.place + where.start, 64))
        return int(m[1]) if m else None
    return None


def _are_numbers(value: cos.Value) -> bool:
    return isinstance(value, list) and all(type(item) in (int, float) for item in value)


class DirectParser:
    """A document in order. See ``Parser`` for what each method promises.

    Args:
        source: the file.
        where: its index.
        layout: where its objects are.
        behind: opens the parser for what is not simple.
    """

    empty_password = True

    def __init__(
        self,
        source: Source,
        where: index.Index,
        layout: Layout,
        behind: Callable[[], PikepdfParser],
    ) -> None:
        self._source = source
        self._index = where
        self._layout = layout
        self._open_behind = behind
        self._opened: PikepdfParser | None = None
        self._bodies: dict[int, tuple[bytes, int]] = {}
        self._bodies_size = 0
        self._spans: dict[int, dict[int, tuple[int, int]]] = {}
        self._grammar = Grammar()
        self._shapes: dict[int, set[bytes]] = {}
        self._texts: dict[cos.Ref, bytes] = {}
        self._parsed: dict[cos.Ref, cos.Value] = {}
        self._tops: dict[cos.Ref, dict[bytes, bytes]] = {}
        self._values: dict[bytes, cos.Value] = {}

    # --- is it in order? ---

    def in_order(self) -> bool:
        """Whether the syntax, the object streams and the page tree are right."""
        return (
            all(map(self._grammar.in_order, self._index.written))
            and all(map(self._is_right, self._layout.places))
            and set(self._index.containers()) <= set(self._containers)
            and all(self._is_sound(number) for number in self._containers)
            and bool(self._pages)
        )

    def _is_right(self, ref: cos.Ref) -> bool:
        """Whether an object is written as it must be."""
        text = self._text(ref)
        may_be = not self.is_stream(ref) or text.lstrip(cos.BLANK).startswith(b"<<")
        return may_be and self._grammar.in_order(text)

    @cached_property
    def _containers(self) -> list[int]:
        """The object streams (7.5.7)."""
        return [
            ref.number
            for ref, place in self._layout.places.items()
            if place.data and b"/ObjStm" in self._text(ref)
        ]

    def _is_sound(self, number: int) -> bool:
        """Whether an object stream holds as many objects as it says, in order."""
        ref = cos.Ref(number, 0)
        header, coded = self.entries(ref, ("Type", "N")), self.entries(ref, _CODING)
        count = header.get("N")
        if header.get("Type") != "ObjStm" or not isinstance(count, int):
            return False
        if coded and coded not in DEFLATED:
            return False
        body, first = self._body(number)
        words = body[:first].split() if _PAIRS.fullmatch(body[:first]) else []
        if len(words) != 2 * count:
            return False
        starts = sorted(map(int, words[1::2]))
        shapes = self._grammar.shapes(body[first:], starts)
        if shapes is None:
            return False
        if self._grammar.has_forgotten:
            self._shapes.clear()
        else:
            self._shapes[number] = shapes
        return True

    @cached_property
    def _pages(self) -> list[cos.Ref]:
        """The leaves of the page tree; none if it is not in order (7.7.3)."""
        root = self._index.trailers[0].get("Root")
        catalog = self.get(root) if isinstance(root, cos.Ref) else None
        if not isinstance(catalog, dict) or isinstance(catalog, cos.Stream):
            return []
        if catalog.get("Type") != "Catalog":
            return []
        pages: list[cos.Ref] = []
        todo: list[tuple[cos.Value, cos.Value]] = [(catalog.get("Pages"), None)]
        seen: set[cos.Ref] = set()
        while todo:
            node, parent = todo.pop()
            if not isinstance(node, cos.Ref) or node in seen or self.is_stream(node):
                return []
            seen.add(node)
            entries = self.entries(node, ("Type", "Kids", "Parent", "MediaBox"))
            if entries.get("Parent") != parent or not self._lists_annotations(node):
                return []
            box, kids = (
                self.get(value) if isinstance(value, cos.Ref) else value
                for value in (entries.get("MediaBox"), entries.get("Kids"))
            )
            if box is not None and not _are_numbers(box):
                return []
            if entries.get("Type") == "Page" and kids is None and len(seen) > 1:
                pages.append(node)
            elif entries.get("Type") == "Pages" and isinstance(kids, list):
                todo += [(kid, node) for kid in reversed(kids)]
            else:
                return []
        return pages

    def _lists_annotations(self, page: cos.Ref) -> bool:
        """Whether the annotations of a page, if it has any, are an array."""
        top = self._top(page)
        if top is not None and top.get(b"Annots", b"[").startswith(b"["):
            return True
        annots = self.entries(page, ("Annots",)).get("Annots", [])
        if isinstance(annots, cos.Ref):
            annots = self.get(annots)
        return isinstance(annots, list)

    # --- bytes ---

    def _text(self, ref: cos.Ref) -> bytes:
        """An object as it is written; of a stream its dictionary."""
        place = self._layout.places.get(ref)
        if place is not None:
            if ref not in self._texts:
                if len(self._texts) > _FEW:
                    self._texts.clear()
                size = place.end - place.start
                self._texts[ref] = self._source.read(place.start, size)
            return self._texts[ref]
        entry = self._index.entry(ref.number)
        if entry is None or entry.kind != index.PACKED or ref.generation:
            return b"null"
        body, _ = self._body(entry.place)
        start, end = self._packed(entry.place).get(ref.number, (0, 0))
        return body[start:end] or b"null"

    def _body(self, number: int) -> tuple[bytes, int]:
        """The decoded data of an object stream, and where its first object begins."""
        if number not in self._bodies:
            ref = cos.Ref(number, 0)
            first = self.entries(ref, ("First",)).get("First")
            body = self.data(ref), first if isinstance(first, int) else 0
            self._bodies_size += len(body[0])
            while self._bodies and self._bodies_size > MAX_KEPT:
                oldest, _ = self._bodies.pop(next(iter(self._bodies)))
                self._bodies_size -= len(oldest)
            self._bodies[number] = body
        return self._bodies[number]

    def _packed(self, number: int) -> dict[int, tuple[int, int]]:
        """Where in an object stream its objects begin and end."""
        if number not in self._spans:
            if len(self._spans) > _FEW:
                self._spans.clear()
            body, first = self._body(number)
            pairs = [int(word) for word in body[:first].split()]
            places = sorted(zip(pairs[1::2], pairs[0::2], strict=True))
            ends = [first + at for at, _ in places[1:]] + [len(body)]
            self._spans[number] = {
                n: (first + at, end) for (at, n), end in zip(places, ends, strict=True)
            }
        return self._spans[number]

    # --- what a parser gives ---

    def pages(self) -> Sequence[cos.Ref]:
        return self._pages

    def trailers(self) -> Sequence[cos.Dict]:
        return self._index.trailers

    def layout(self) -> Layout:
        return self._layout

    def get(self, ref: cos.Ref) -> cos.Value:
        if ref == TRAILER:
            return self._index.trailers[0]
        if ref not in self._parsed:
            if len(self._parsed) > _FEW:
                self._parsed.clear()
            value, _ = cos.parse(self._text(ref))
            for _, item in cos.dictionaries(value):
                # what refers to nothing is null, and an entry that is null is none
                for key in [k for k, v in item.items() if self._is_missing(v)]:
                    del item[key]
            if isinstance(value, dict) and self.is_stream(ref):
                value = cos.Stream(value)
            self._parsed[ref] = value
        return self._parsed[ref]

    def is_stream(self, ref: cos.Ref) -> bool:
        place = self._layout.places.get(ref)
        return place is not None and place.data > 0

    def entries(self, ref: cos.Ref, keys: Iterable[str]) -> cos.Dict:
        top = self._top(ref)
        if top is None:
            value = self.get(ref)
            found = value if isinstance(value, dict) else {}
            return {key: found[key] for key in keys if key in found}
        out: cos.Dict = {}
        for key in keys:
            written = top.get(key.encode())
            if written is not None:
                value = self._value(written)
                if value is not None:
                    out[key] = value
        return out

    def _is_missing(self, value: cos.Value) -> bool:
        """Whether it is a reference to an object that is not there (7.3.10)."""
        return isinstance(value, cos.Ref) and not self._index.has(value)

    def _value(self, written: bytes) -> cos.Value:
        """A value, parsed; one that stands on many pages only once."""
        if written not in self._values:
            if len(self._values) > _FEW:
                self._values.clear()
            m = _REFERENCE.match(written)
            value = cos.Ref(int(m[1]), int(m[2])) if m else cos.parse(written)[0]
            self._values[written] = None if self._is_missing(value) else value
        return self._values[written]

    def _top(self, ref: cos.Ref) -> dict[bytes, bytes] | None:
        """The entries of a simple dictionary, not parsed; ``None`` for any other."""
        if ref not in self._tops:
            text = self._text(ref).strip(cos.BLANK)
            if not text.startswith(b"<<") or b"#" in text:
                return None
            found = _ENTRY.findall(text[2:-2].lstrip(cos.BLANK))
            top = {key: value for key, value, _ in found if value.rstrip() != b"null"}
            if len(top) < len(found) or any(other for _, _, other in found):
                return None  # a key twice, a null, or something else
            if len(self._tops) > _FEW:
                self._tops.clear()
            self._tops[ref] = top
        return self._tops[ref]

    def references(self, ref: cos.Ref) -> Iterable[cos.Ref]:
        text = cos.write(self.get(ref)) if ref == TRAILER else self._text(ref)
        if b"(" in text:
            text = _STRING.sub(b"()", text)
        return [cos.Ref(int(n), int(g)) for n, g in _REFERENCE.findall(text)]

    def find(self, telling: re.Pattern[bytes]) -> Found:
        hits: dict[cos.Ref, list[bytes]] = {}
        replaced: list[Variant] = []
        for ref, place in self._layout.places.items():
            text = self._text(ref)
            found = [name for name, _ in packed.names(text, telling)]
            may_be = place.data and (_FILE.search(text) or b"#" in text)
            if may_be and "F" in self.entries(ref, ("F",)):
                found.append(b"F")  # data elsewhere; in other objects /F is common
            if found:
                hits[ref] = found
        every = set().union(*self._shapes.values())
        loud = {shape for shape in every if may_tell(shape, telling)}
        for number in self._containers:
            if number in self._shapes and loud.isdisjoint(self._shapes[number]):
                continue
            body, first = self._body(number)
            count = self.entries(cos.Ref(number, 0), ("N",)).get("N")
            for item in packed.search(body, {"First": first, "N": count}, telling):
                entry = self._index.entry(item.number)
                ref = cos.Ref(item.number, 0)
                if entry and entry.kind == index.PACKED and entry.place == number:
                    hits.setdefault(ref, []).extend(item.names)
                else:
                    replaced.append(Variant(ref, cos.parse(body, item.start)[0]))
        if found := telling.findall(cos.write(self.get(TRAILER))):
            hits[TRAILER] = found
        return Found.of(hits, replaced)

    def readings(self) -> Iterable[Variant]:
        return ()

    def data(self, ref: cos.Ref, limit: int | None = None) -> bytes:
        place = self._layout.places.get(ref)
        if place is None or not place.data:
            raise DataError("not a stream")
        size = place.size if limit is None else min(place.size, limit + _AHEAD)
        text = self._text(ref)
        if b"/Filter" in text and _DEFLATED.fullmatch(text):
            return inflate(self._source.read(place.data, size), limit)
        header = self.entries(ref, _CODING)
        if not header:
            return self._source.read(place.data, size)[:limit]
        if header in DEFLATED:
            return inflate(self._source.read(place.data, size), limit)
        if self._opened is None:
            self._opened = self._open_behind()
        return self._opened.data(ref, limit)

    def faults(self) -> list[Fault]:
        return [] if self._opened is None else self._opened.faults()

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
