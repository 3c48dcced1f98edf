"""Takes out what a document shows and does not hold (7.11.5, 8.10.4, 14.11)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.proof.objects import get, has_entries, items, keys, text


def clean(copy: Copy) -> None:
    """Take out everything that is elsewhere."""
    for holder in copy.dictionaries():
        if isinstance(holder, Stream):
            _stream(copy, holder)
        if get(holder, "/DestOutputProfileRef") is not None:
            del holder["/DestOutputProfileRef"]
            copy.did("removed a link to a color profile in another file")
        is_namespace = text(get(holder, "/Type")) == "/Namespace"
        if get(holder, "/Schema") is not None and (
            is_namespace or get(holder, "/NS") is not None
        ):
            del holder["/Schema"]
            copy.did("removed a link to a schema in another file")
        if get(holder, "/PronunciationLexicon") is not None:
            del holder["/PronunciationLexicon"]
            copy.did("removed a link to a pronunciation list in another file")


def private_data(copy: Copy) -> None:
    """Take out data of programs that hold scripts or files (14.5)."""
    for holder in copy.dictionaries():
        if _is_active(get(holder, "/PieceInfo")):
            del holder["/PieceInfo"]
            copy.did("removed data of another program")


def _stream(copy: Copy, stream: Stream) -> None:
    if get(stream, "/OPI") is not None:
        del stream["/OPI"]
        copy.did("made a placeholder for a picture an ordinary picture")
    reference = get(stream, "/Ref")
    if has_entries(reference) and get(reference, "/F") is not None:
        del stream["/Ref"]
        copy.did("removed a reference to a page of another file")
    if text(get(stream, "/Subtype2")) == "/PS":
        for key in ("/Subtype2", "/PS"):
            if get(stream, key) is not None:
                del stream[key]
        copy.did("removed printer commands")
    is_elsewhere = isinstance(get(stream, "/F"), String | Dictionary)
    if text(get(stream, "/Subtype")) == "/PS" or is_elsewhere:
        for key in keys(stream):
            if key != "/Length":
                del stream[key]
        stream.write(b"")
        stream["/Type"] = Name.XObject
        stream["/Subtype"] = Name.Form
        stream["/BBox"] = Array([0, 0, 0, 0])
        copy.did("left content empty that is stored in another file")


def _is_active(thing: Any, depth: int = 0) -> bool:
    if depth > 8:  # noqa: PLR2004  (nobody needs to know better)
        return True
    if has_entries(thing):
        if any(get(thing, key) is not None for key in ("/JS", "/EF", "/AA")):
            return True
        if text(get(thing, "/Type")) == "/EmbeddedFile":
            return True
        inside = [get(thing, key) for key in keys(thing) if key != "/Parent"]
        return any(_is_active(each, depth + 1) for each in inside)
    if isinstance(thing, Array):
        return any(_is_active(each, depth + 1) for each in items(thing))
    return False
