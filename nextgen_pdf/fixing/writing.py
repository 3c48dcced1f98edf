"""Writes the copy, and nothing that is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf

from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.proof.objects import get, has_entries, text

_USUAL = re.compile(r"1\.[0-7]")


def set_version(copy: Copy) -> str:
    """Let the document have a version that every program knows (7.5.2).

    Returns:
        The version to force upon the header; empty to leave it.
    """
    said = text(get(copy.root, "/Version"))
    if said and not _USUAL.fullmatch(said[1:]):
        del copy.root["/Version"]
        copy.did(f"removed version {said[1:]} from the catalog")
    if _USUAL.fullmatch(copy.pdf.pdf_version):
        return ""
    copy.did("set the version to 1.7")
    return "1.7"


def write(copy: Copy, path: Path, *, version: str = "", anew: bool = False) -> None:
    """Write the copy.

    Args:
        copy: what to write.
        path: where.
        version: forced upon the header.
        anew: compress again what is compressed.

    Raises:
        OSError: it cannot be written.
    """
    trailer: Any = copy.pdf.trailer
    if get(trailer, "/Size") is None:
        trailer["/Size"] = 1  # without one in the source the copy would have none
    if "/Metadata" in copy.root and _claims_pdfa(copy):
        copy.did("did not check whether the copy is still PDF/A, as it says")
    copy.pdf.save(
        path,
        encryption=False,
        # XMP metadata stays as it is, byte for byte.
        fix_metadata_version=False,
        # Others leave object streams of the source, and with them what was taken out.
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=anew,
        force_version=version,
        # The same copy each time, byte for byte.
        deterministic_id=True,
    )


def _claims_pdfa(copy: Copy) -> bool:
    metadata = get(copy.root, "/Metadata")
    if not has_entries(metadata):
        return False
    try:
        return b"http://www.aiim.org/pdfa/ns/id/" in metadata.read_bytes()
    except (pikepdf.PdfError, RuntimeError, AttributeError):
        return False
