"""Takes other files out of a document, and keeps them (7.11.4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from pikepdf import Name, Stream, String

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.fixing.names import free, safe
from nextgen_pdf.fixing.refused import RefusedError
from nextgen_pdf.proof.objects import ERRORS, get, has_entries, identity, text

_NAMES = ("/UF", "/F", "/DOS", "/Unix", "/Mac")
_LISTS = ("/EmbeddedFiles", "/AlternatePresentations", "/Renditions")


class TakenOut(NamedTuple):
    """A file that was taken out of the document."""

    name: str
    path: Path
    """Where it is for the time being."""


def take_out(copy: Copy, folder: Path) -> list[TakenOut]:
    """Save all files that are inside, and then take them out.

    Args:
        copy: what they are taken out of.
        folder: where they are saved.

    Raises:
        RefusedError: a file inside cannot be read, so that it would be lost; or the
            document is a portfolio of several files.
    """
    found: dict[object, tuple[str, Stream]] = {}
    for holder in copy.dictionaries():
        _collect(holder, found)
    if get(copy.root, "/Collection") is not None and len(found) > 1:
        raise RefusedError(
            "portfolio", "Save the files that it holds, and file each by itself."
        )
    saved = [_save(name, stream, folder) for name, stream in found.values()]
    copy.did("saved and removed an attached file", len(saved))
    _remove(copy)
    return saved


def _collect(holder: Any, found: dict[object, tuple[str, Stream]]) -> None:
    files = get(holder, "/EF")
    if not has_entries(files):
        return
    names = (text(get(holder, key)) for key in _NAMES)
    name = next((each for each in names if each), "attachment")
    for key in _NAMES:
        stream = get(files, key)
        if isinstance(stream, Stream):
            found.setdefault(identity(stream), (name, stream))


def _save(name: str, stream: Stream, folder: Path) -> TakenOut:
    try:
        data = stream.read_bytes()
    except ERRORS:
        raise RefusedError(
            "undecodable",
            f"The attached file {name} cannot be read, and would be lost.",
        ) from None
    path = free(folder / safe(name))
    path.write_bytes(data)
    return TakenOut(name, path)


def _remove(copy: Copy) -> None:
    names = get(copy.root, "/Names")
    for key in _LISTS:
        if get(names, key) is not None:
            del names[key]
    if get(copy.root, "/Collection") is not None:
        del copy.root["/Collection"]
        copy.did("removed the portfolio view")
    if get(copy.pdf.trailer, "/AdditionalStreams") is not None:
        del copy.pdf.trailer["/AdditionalStreams"]
        copy.did("removed the embedded office document")
    for holder in copy.dictionaries():
        associated = get(holder, "/AF")
        if associated is not None and not isinstance(associated, String | Name):
            del holder["/AF"]
        for key in ("/EF", "/RF"):
            if has_entries(get(holder, key)):
                del holder[key]
        if isinstance(holder, Stream) and _is_file(holder):
            del holder["/Type"]


def _is_file(stream: Stream) -> bool:
    return text(get(stream, "/Type")) == "/EmbeddedFile"
