"""The encryption of a document, also of one that cannot be opened (ISO 32000-1, 7.6)."""

from __future__ import annotations

from collections.abc import Callable

from nextgen_pdf.facts import Permission, Security
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.sanitize import sanitize_text

_METHODS = {
    "V2": "RC4",
    "AESV2": "128-bit AES",
    "AESV3": "256-bit AES",
    "AESV4": "256-bit AES",
}
_PERMISSIONS: dict[Permission, int] = {
    "print": 3, "change": 4, "copy": 5, "comment": 6, "print-well": 12
}  # fmt: skip
"""The bits of ``/P``, counted from 1 (7.6.3.2, table 22)."""
_PRINTS_WELL_SINCE = 3
"""The revision of the handler from which on bit 12 counts; before, bit 3 is all."""


def security(
    trailer: objects.Dict,
    resolve: Callable[[objects.Value], objects.Value],
    *,
    opened: bool,
    empty_password: bool,
) -> Security | None:
    """The encryption that a trailer names, or ``None``.

    Args:
        trailer: the newest trailer dictionary.
        resolve: gives what a reference stands for.
        opened: whether the content could be read.
        empty_password: whether it opened without a password.
    """
    named = trailer.get("Encrypt")
    encryption = resolve(named)
    if named is None or (encryption is None and opened):
        return None
    entries = encryption if isinstance(encryption, dict) else {}
    return Security(
        handler=sanitize_text(objects.text(resolve(entries.get("Filter"))))
        or "unknown",
        method=_method(entries, resolve),
        opened=opened,
        empty_password=empty_password,
        location=Location(
            object=str(named) if isinstance(named, objects.Ref) else None,
            path="/Encrypt",
        ),
        permissions=_permissions(resolve(entries.get("P")), resolve(entries.get("R"))),
    )


def _permissions(
    flags: objects.Value, revision: objects.Value
) -> frozenset[Permission] | None:
    """What is allowed; without a print at all there is none of full quality."""
    if not isinstance(flags, int):
        return None
    allowed = {name for name, bit in _PERMISSIONS.items() if flags >> (bit - 1) & 1}
    if "print" not in allowed:
        allowed.discard("print-well")
    elif isinstance(revision, int) and revision < _PRINTS_WELL_SINCE:
        allowed.add("print-well")
    return frozenset(allowed)


def _method(
    entries: objects.Dict, resolve: Callable[[objects.Value], objects.Value]
) -> str:
    filters = resolve(entries.get("CF"))
    for item in filters.values() if isinstance(filters, dict) else ():
        crypt = resolve(item)
        method = crypt.get("CFM") if isinstance(crypt, dict) else None
        if isinstance(method, str) and method in _METHODS:
            return _METHODS[method]
    version = resolve(entries.get("V"))
    length = resolve(entries.get("Length"))
    if version in (1, 2, 3):
        return f"{length if version != 1 and isinstance(length, int) else 40}-bit RC4"
    return "unknown method"
