"""What qpdf's warnings mean: each becomes a fault, or nothing.

qpdf repairs what it can and says so in a sentence. The sentences are matched here, and
only here. One that is not known becomes the fault ``unknown``: seen, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nextgen_pdf.facts import Fault, FaultCode
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.plain_words import in_plain_words
from nextgen_pdf.sanitize import sanitize_text


class Complaint(NamedTuple):
    """A warning of qpdf, taken apart."""

    text: str
    """What is wrong; names no file."""
    object: str | None
    """The object it speaks of, as ``"12 0"``."""


# The first that matches decides. None: every reader handles it, so no fault.
_MEANINGS: tuple[tuple[FaultCode | None, str], ...] = (
    (None, r"Resources is missing or invalid; repairing"),
    (None, r"extraneous whitespace seen before xref"),
    (None, r"xref entry for the xref stream itself is missing"),
    (None, r"Annots has duplicate entry"),
    (None, r"linearized file|hint table|first page section"),
    (None, r"attempting to recover stream length|recovered stream length"),
    (None, r"has offset 0"),
    (None, r"bad indirect reference \(0 0 R\)"),  # a reference to nothing is null
    (None, r"Attempting to reconstruct cross-reference table"),
    # what qpdf has put right before the page tree is walked, and what the walk sees
    ("type-entry", r"^Catalog: setting missing or invalid /Type"),
    (None, r"/Type key should be|missing or invalid /Type entry"),
    (None, r"MediaBox is undefined"),
    ("page-twice", r"appears more than once in the pages tree"),
    ("page-tree", r"[Pp]ages? (?:tree|structure)|/Pages|kid \d+|ignoring page"),
    ("size-entry", r"reported number of objects"),
    ("duplicate-key", r"duplicated key"),
    ("name-syntax", r"name with stray #|null character not allowed in name token"),
    ("header", r"can't find PDF header"),
    ("object-stream", r"object stream|^offset \d+ is invalid"),
    (
        "cross-reference",
        r"(?i)file is damaged|xref|cross-reference|startxref|trailer"
        r"|while recovering|not found in file after regenerating|/Prev key",
    ),
    (
        "object",
        r"endobj|endstream|/Length|unknown token|treating|giving up|expected"
        r"|unexpected|parse error|EOF|hexstring|stream keyword|too many errors"
        r"|nested|invalid character|too large|inserting key|operation for",
    ),
)


def take_apart(message: str, file: str) -> Complaint:
    """Take a warning apart.

    Args:
        message: as qpdf gave it.
        file: what qpdf calls the file, which its messages begin with.
    """
    message = message.removeprefix(file)
    m = re.match(
        r"(?P<where>(?: \(xref stream:)?[^:]*): (?P<text>.*)$", message, re.DOTALL
    )
    where, text = (m["where"], m["text"]) if m else ("", message)
    obj = re.search(r"object (\d+ \d+)", where)
    return Complaint(text, obj[1] if obj else None)


def classify(complaints: Iterable[Complaint]) -> list[Fault]:
    """The faults that the complaints amount to, alike ones joined."""
    found: dict[tuple[FaultCode, str | None], list[str]] = {}
    for text, obj in complaints:
        code = _meaning(text)
        if code:
            found.setdefault((code, obj), []).append(text)
    return [
        Fault(
            code=code,
            detail=in_plain_words(sanitize_text(texts[0])),
            location=Location(object=obj),
            alike=len(texts),
        )
        for (code, obj), texts in found.items()
    ]


def _meaning(text: str) -> FaultCode | None:
    wrong = re.search(r"has the wrong size; expected = (\d+); actual = (\d+)", text)
    if wrong and int(wrong[1]) < int(wrong[2]):
        return None  # a row too many in a cross-reference stream, as several programs write
    for code, said in _MEANINGS:
        if re.search(said, text):
            return code
    return "unknown"
