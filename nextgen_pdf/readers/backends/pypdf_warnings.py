"""What pypdf's complaints mean: each becomes a fault, or nothing.

One that is not known becomes the fault ``unknown``: seen, never dropped.
"""

from __future__ import annotations

import re

from nextgen_pdf.facts import FaultCode
from nextgen_pdf.readers.backends.plain_words import in_plain_words
from nextgen_pdf.sanitize import sanitize_text

# The first that matches decides. None: no fault.
_MEANINGS: tuple[tuple[FaultCode | None, str], ...] = (
    (None, r"Multiple definitions|wrong pointing|Ignoring|Overwriting"),
    (None, r"invalid pdf header"),  # see ``header_trailer``
    (None, r"Duplicate %%EOF|EOF marker not at start of line"),
    (None, r"not defined"),  # a reference to nothing is null (7.3.10)
    (None, r"Unexpected escaped string"),  # a reverse solidus that is ignored (7.3.4.2)
    (None, r"missing EOD"),  # the mark at the end of the data: everybody does without
    ("cross-reference", r"(?i)xref|trailer|EOF|root|parsing for|object \d+ \d+ found"),
    ("object", r"(?i)object|stream|invalid|expected|dictionary|read"),
)


def meaning(message: str) -> FaultCode | None:
    """The fault that a complaint amounts to, if it is one."""
    for code, said in _MEANINGS:
        if re.search(said, message):
            return code
    return "unknown"


def without_text(message: str) -> str:
    """A complaint in plain words, as far as it quotes nothing of the document."""
    message = re.sub(r"IndirectObject\((\d+), (\d+), \d+\)", r"\1 \2 R", message)
    message = re.sub(r"^\w+\(", "", message).lstrip("\"'")
    kept = re.split(r"b?[\"'{\[]|: ", message, maxsplit=1)[0].strip()
    return in_plain_words(sanitize_text(kept))
