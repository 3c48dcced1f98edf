"""What the page shows of a corrected copy. It needs what the extra fix brings."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any, NamedTuple

from nextgen_pdf.fixing import Fixed, page
from nextgen_pdf.fixing.names import safe
from nextgen_pdf.formats._wording import WORDS
from nextgen_pdf.sanitize import sanitize_text
from nextgen_pdf.thumbnails import Painter

_LEVEL = 4
"""Of headings in it."""


class Copy(NamedTuple):
    """What came of fixing a document."""

    told: dict[str, Any]
    """For the page."""
    files: tuple[tuple[str, Path], ...]
    """The copy, and what was taken out of it: what each is called, and where it is."""


def copy(fixed: Fixed, file: Path, name: str) -> Copy:
    """What came of fixing a document, for the page.

    Args:
        fixed: the result.
        file: the document.
        name: what the person calls it.
    """
    files = []
    if fixed.output:
        stem = PurePath(name.replace("\\", "/")).stem
        files.append((safe(f"{stem}-filing.pdf"), Path(fixed.output)))
    for each in fixed.attachments:
        if each.path:
            files.append((Path(each.path).name, Path(each.path)))  # noqa: PERF401
    # nothing is called by where it was put
    bare = tuple(each._replace(path=None) for each in fixed.attachments)
    known = fixed._replace(path=name, attachments=bare)
    with Painter() as painter:
        proof = page.details(known, painter, (str(file), fixed.output), _LEVEL)
        told = {
            "status": fixed.status,
            "refusal": fixed.refusal,
            "said": _said(fixed),
            "proof": "".join(proof),
        }
    return Copy(told, tuple(files))


def _said(fixed: Fixed) -> str:
    if fixed.status == "fixed" and fixed.report is not None:
        word = WORDS[fixed.report.verdict].lower()
        return f"The copy was made, and nothing else changed. Checked again: {word}."
    title, _ = page.TITLES[fixed.status]
    if fixed.status == "clean" or not fixed.reason:
        return f"{title}."
    return f"{title}. {sanitize_text(fixed.reason, 1000)}"
