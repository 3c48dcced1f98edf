"""Opens a document to be fixed, and refuses those that must not be (7.6, 12.8)."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Pdf, Stream

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.fixing.refused import RefusedError
from nextgen_pdf.proof.objects import (
    DEEPEST,
    ERRORS,
    get,
    has_entries,
    identity,
    items,
    text,
)

_UNKNOWN_LOCK = "unsupported encryption filter"  # so qpdf says
_MOST = 100_000_000
"""Bytes of the content of a page."""


def opened(path: Path, password: str | None, *, unrestricted: bool) -> Pdf:
    """The document, open and to be closed.

    Args:
        path: of the document.
        password: opens it.
        unrestricted: restrictions of its author may be taken off.

    Raises:
        RefusedError: it cannot be opened, or must not be changed.
    """
    try:
        pdf = pikepdf.open(path, password=password or "")
    except pikepdf.PasswordError:
        more = "That is not the password." if password else ""
        raise RefusedError(
            "password", more or "Give it with --password-file."
        ) from None
    except ERRORS as error:
        if _UNKNOWN_LOCK in str(error):
            raise RefusedError(
                "certificate", "Print it to PDF where it opens, and file the copy."
            ) from None
        raise RefusedError(
            "unreadable", "Create the PDF again from its source."
        ) from None
    try:
        _check(pdf, unrestricted=unrestricted)
    except RefusedError:
        pdf.close()
        raise
    return pdf


def _check(pdf: Pdf, *, unrestricted: bool) -> None:
    if pdf.is_encrypted and not pdf.owner_password_matched and not unrestricted:
        allowed = pdf.allow
        if not all((allowed.modify_other, allowed.modify_assembly, allowed.extract)):
            raise RefusedError(
                "restricted",
                "Use its owner password, or --unrestricted if the PDF is yours or"
                " you may change it.",
            )
    try:
        count = len(pdf.pages)
    except ERRORS:
        count = 0
    if not count:
        raise RefusedError("unreadable", "It has no pages.")


def signatures(copy: Copy, *, unsigned: bool) -> None:
    """Refuse a signed document, or end its signatures.

    Raises:
        RefusedError: it is signed, and may not be unsigned.
    """
    permissions = get(copy.root, "/Perms")
    certified = get(permissions, "/DocMDP") is not None
    signed = _signed(get(get(copy.root, "/AcroForm"), "/Fields"))
    if (signed or certified) and not unsigned:
        raise RefusedError(
            "signed",
            "File it as it is, or give --unsigned: the copy keeps the look of the"
            " signature, and is no longer signed.",
        )
    if signed or certified:
        copy.did("ended a digital signature; its look stays", max(signed, 1))
    if has_entries(permissions):
        del copy.root["/Perms"]
        if not certified:
            copy.did("removed rights for Adobe Reader")


def _signed(fields: Any) -> int:
    """How many signature fields are signed."""
    count = 0
    seen = set()
    todo = [(each, "", 0) for each in items(fields)]
    while todo:
        field, kind, depth = todo.pop()
        if not has_entries(field) or depth > DEEPEST or identity(field) in seen:
            continue
        if identity(field):
            seen.add(identity(field))
        kind = text(get(field, "/FT")) or kind
        count += kind == "/Sig" and has_entries(get(field, "/V"))
        todo += [(each, kind, depth + 1) for each in items(get(field, "/Kids"))]
    return count


def recompress(copy: Copy) -> None:
    """Compress page content anew whose compressed form lacks its end.

    Viewers show what there is; other programs give up.
    """
    for page in copy.pdf.pages:
        for stream in items(get(page.obj, "/Contents")):
            if (
                not isinstance(stream, Stream)
                or get(stream, "/DecodeParms") is not None
            ):
                continue
            if text(get(stream, "/Filter")) != "/FlateDecode":
                continue
            unpacker = zlib.decompressobj()
            try:
                data = unpacker.decompress(stream.read_raw_bytes(), _MOST)
            except ERRORS:
                continue
            if not unpacker.eof:
                stream.write(data or b" ")
                copy.did("rewrote page content that was cut short")
