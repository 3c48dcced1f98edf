"""What the bytes of a file tell without a parser: header, end, and last trailer.

These facts are there for every document, also for one that no library can open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.facts import Fault
from nextgen_pdf.readers.file.other_kinds import other_kind
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.syntax import objects

HEADER_REACH = 1024
"""How far into a file readers look for ``%PDF-`` (ISO 32000-1, annex H, note 13)."""
FATAL = frozenset({"empty", "not-pdf", "header", "truncated"})
"""The faults after which there is nothing more to say of a file that does not open."""
_TAIL = 2048
_HEADER = re.compile(rb"%PDF-([^\x00\t\n\f\r %]*)")
_STARTXREF = re.compile(rb"startxref[" + objects.WHITE + rb"]+(\d{1,12})")
_OBJECT = re.compile(
    rb"["
    + objects.WHITE
    + rb"]*\d{1,10}["
    + objects.WHITE
    + rb"]+\d{1,5}["
    + objects.WHITE
    + rb"]+obj\b"
)

_LAST = re.compile(
    # the last lines of a revision, of which the end of the mark may be lost
    _STARTXREF.pattern + rb"[" + objects.WHITE + rb"]*+%?%?E?O?\Z"
)
_OF_OBJECTS = re.compile(rb"\bobj\b|\bxref\b|\bstream\b")
_COMMENT = re.compile(rb"%[^\r\n]*")
_FEW = 512
"""So many bytes after the end are nobody's concern, if they are blanks or zeros."""


def header(source: Source) -> tuple[int, str] | None:
    """The offset of the header and the version in it, or ``None`` without one."""
    m = _HEADER.search(source.read(0, HEADER_REACH + 16))
    if m is None or m.start() > HEADER_REACH:
        return None
    return m.start(), m[1].decode("latin-1")


def no_document(source: Source) -> str | None:
    """Why there is no document to open, where the first bytes tell."""
    codes = {fault.code for fault in faults(source)}
    if "empty" in codes:
        return "the file is empty"
    return "the file is not a PDF" if "not-pdf" in codes else None


def faults(source: Source) -> tuple[Fault, ...]:
    """What is wrong with the first and the last bytes."""
    if not source.size:
        return (Fault(code="empty"),)
    found = header(source)
    if found is None:
        return (_no_header(source),)
    out = []
    offset, _ = found
    if source.read(0, offset).strip(objects.BLANK):
        out.append(Fault(code="leading-bytes", detail=f"{offset} bytes before %PDF-"))
    out += _end(source)
    return tuple(out)


def _no_header(source: Source) -> Fault:
    start = source.read(0, HEADER_REACH)
    if re.match(rb"%!PS-Adobe-\S+ PDF-", start):
        return Fault(
            code="header", detail="its first line has a form that is no longer used"
        )
    if other := other_kind(source):
        kind, words = other
        return Fault(code="not-pdf", detail=words, kind=kind)
    if re.search(rb"%PDF-\d\.\d", source.data):
        return Fault(code="header", detail="%PDF- comes after the first 1,024 bytes")
    if not start.strip(objects.BLANK):
        return Fault(code="not-pdf", detail="a file of nothing but blanks or zeros")
    return Fault(code="not-pdf", detail="some other kind of file")


def _end(source: Source) -> list[Fault]:
    """Is the file whole, and is there something after its end?"""
    at, rest = _after_mark(source)
    if not rest.strip(objects.BLANK):
        if late := _late(source, at):
            return [late]
        if len(rest) > _FEW:
            return [
                Fault("trailing-bytes", f"{len(rest):,} blanks or zeros at the end")
            ]
        return []
    if lacks_mark(source):
        return [Fault("end-marker", "no %%EOF at the end")]
    if at is None or _OF_OBJECTS.search(rest):
        return [Fault("truncated", "the file ends in the middle of an object")]
    return [Fault("trailing-bytes", f"{len(rest):,} bytes after %%EOF")]


def _late(source: Source, at: int | None) -> Fault | None:
    """Is there something between the last ``startxref`` and the end of the file?"""
    end = source.size if at is None else at
    tail = source.read(max(0, end - _TAIL), min(end, _TAIL))
    starts = list(_STARTXREF.finditer(tail))
    if not starts:
        return None  # a parser says what it makes of that
    late = _COMMENT.sub(b"", tail[starts[-1].end() :]).strip(objects.BLANK)
    if not late:
        return None
    if _OF_OBJECTS.search(late):
        # a program that looks for objects takes them, one that follows the index does not
        return Fault("ambiguous", "there are objects behind the last index")
    return Fault("trailing-bytes", f"{len(late):,} bytes after the first %%EOF")


def _after_mark(source: Source) -> tuple[int | None, bytes]:
    """Where the last ``%%EOF`` ends, and what comes behind it."""
    start = max(0, source.size - _TAIL)
    tail = source.read(start, _TAIL)
    if b"%%EOF" not in tail:
        start, tail = 0, source.data
    at = tail.rfind(b"%%EOF")
    return (None, tail) if at < 0 else (start + at + 5, tail[at + 5 :])


def lacks_mark(source: Source) -> bool:
    """Whether the file is whole, but for the ``%%EOF`` of its last revision."""
    return bool(_LAST.search(_after_mark(source)[1]))


def size_without_junk(source: Source) -> int:
    """How long the file is up to its end, if what follows is none of it."""
    at, rest = _after_mark(source)
    junk = at is not None and len(rest) > _FEW and not _OF_OBJECTS.search(rest)
    return at if junk and at is not None else source.size


def index_faults(source: Source) -> tuple[Fault, ...]:
    """Whether the end of the file leads to a cross-reference table, or stream (7.5.5).

    A parser tells more; this is for files that none opens.
    """
    starts = _STARTXREF.findall(source.read(source.size - _TAIL, _TAIL))
    base = found[0] if (found := header(source)) else 0
    if starts:
        at = source.read(int(starts[-1]) + base, 40)
        if at.lstrip(objects.BLANK).startswith(b"xref") or _OBJECT.match(at):
            return ()
    return (
        Fault(code="cross-reference", detail="nothing leads to the index (startxref)"),
    )


def last_trailer(source: Source) -> objects.Dict | None:
    """The newest trailer dictionary, for files that no library opens (7.5.5, 7.5.8)."""
    data = source.data
    starts = _STARTXREF.findall(data)
    base = found[0] if (found := header(source)) else 0
    if starts and (offset := int(starts[-1]) + base) < len(data):
        if m := _OBJECT.match(data, offset):
            value, _ = objects.parse(data, m.end())
            if isinstance(value, dict):
                return value
        at = data.find(b"trailer", offset)
    else:
        at = data.rfind(b"trailer")
    value = objects.parse(data, at + len(b"trailer"))[0] if at >= 0 else None
    return value if isinstance(value, dict) else None


def trailers(source: Source, newest: objects.Value) -> Iterator[objects.Dict]:
    """The trailer dictionaries of all revisions: the newest, and then as they stand."""
    if not isinstance(newest, dict):
        return
    yield newest
    if "Prev" not in newest:
        return
    data = source.data
    for m in re.finditer(rb"\btrailer\b|/XRef\b", data):
        start = m.end()
        if m[0] == b"/XRef":  # inside the dictionary of a cross-reference stream
            start = data.rfind(b"obj", 0, start) + len(b"obj")
        value, _ = objects.parse(data, start)
        if isinstance(value, dict) and "Root" in value:
            yield value


def resolve(source: Source, value: objects.Value) -> objects.Value:
    """What a reference stands for, by the last object of that number in the file."""
    if not isinstance(value, objects.Ref):
        return value
    blank = rb"[" + objects.WHITE + rb"]+"
    head = rb"(?<!\d)%d%b%d%bobj\b" % (value.number, blank, value.generation, blank)
    places = list(re.finditer(head, source.data))
    return objects.parse(source.data, places[-1].end())[0] if places else None
