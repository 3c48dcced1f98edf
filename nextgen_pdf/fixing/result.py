"""What came of fixing a document."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from nextgen_pdf.proof import Comparison
from nextgen_pdf.report import Report

Status = Literal["fixed", "clean", "refused", "unmended", "unproved", "failed"]
"""``fixed``: there is a copy without errors, and it is proved. ``clean``: there was nothing
to fix, and there is no copy. ``refused``: it must not be done, or not so. ``unmended``: an
error would be left. ``unproved``: the copy was not the same document. ``failed``: the
process that worked on it died or took too long. Only ``fixed`` has a copy."""

Refusal = Literal[
    "signed",
    "password",
    "certificate",
    "restricted",
    "made-on-opening",
    "portfolio",
    "undrawable",
    "undecodable",
    "values",
    "unreadable",
]
"""Why it was refused; see ``REFUSALS``."""

REFUSALS: dict[Refusal, str] = {
    "signed": "It is digitally signed, and any change would invalidate the signature",
    "password": "It needs a password to open",
    "certificate": "Only people with the right certificate can open it",
    "restricted": "Its author does not allow changes",
    "made-on-opening": "Its pages are created only when it is opened (dynamic XFA)",
    "portfolio": "It is only a cover for several files (a portfolio)",
    "undrawable": "It cannot be displayed, so a copy could not be compared with it",
    "undecodable": "The content of a page cannot be decoded",
    "values": "What is in a form field cannot be displayed",
    "unreadable": "It cannot be read",
}


class Change(NamedTuple):
    """Something that was done to the copy."""

    what: str
    """In plain words."""
    times: int = 1


class Dropped(NamedTuple):
    """Words that are not in the copy."""

    page: int | None
    """Counted from 1."""
    what: str
    """What held them."""
    text: str
    """The words."""


class Attachment(NamedTuple):
    """An attached file that was removed."""

    name: str
    """Its name in the document."""
    path: str | None
    """Where it was saved; ``None`` if it was not written to a folder."""
    data: bytes | None = None
    """Its bytes, if it was not written to a folder."""


class Fixed(NamedTuple):
    """The result of fixing one document."""

    path: str
    """The path as it was given; empty for bytes."""
    status: Status
    reason: str | None = None
    """Why there is no copy, in a sentence or two; ``None`` if there is."""
    refusal: Refusal | None = None
    """The reason in a word, if the document was refused."""
    changes: tuple[Change, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    proof: Comparison | None = None
    """How the copy compares; ``None`` if no copy was made."""
    report: Report | None = None
    """The report on the copy, or on the document itself if no copy was made."""
    output: str | None = None
    """Where the copy was written; ``None`` if it was not written to a file."""
    data: bytes | None = None
    """The bytes of the copy, if it was not written to a file."""

    def to_dict(self) -> dict[str, Any]:
        """As plain values, for JSON; without the bytes of files."""
        return {
            "path": self.path,
            "status": self.status,
            "reason": self.reason,
            "refusal": self.refusal,
            "output": self.output,
            "changes": [change._asdict() for change in self.changes],
            "dropped": [dropped._asdict() for dropped in self.dropped],
            "attachments": [
                {"name": file.name, "path": file.path} for file in self.attachments
            ],
            "proof": self.proof and self.proof.to_dict(),
            "verdict": self.report and self.report.verdict,
            "left": [
                {"rule": f.rule, "code": f.code, "severity": f.severity}
                for f in (self.report.findings if self.report else ())
                if f.waived is None
            ],
        }


class Part(NamedTuple):
    """A part of a document that was split."""

    path: str
    first: int
    """Its first page in the document, counted from 1."""
    last: int
    size_bytes: int
    lost: tuple[str, ...] = ()
    """What was left out besides the other pages, and how often."""


class Split(NamedTuple):
    """The result of splitting one document."""

    path: str
    """The path as it was given."""
    status: Status
    """As for ``Fixed``; ``fixed`` if there are parts."""
    reason: str | None = None
    """Why there are no parts; ``None`` if there are."""
    refusal: Refusal | None = None
    parts: tuple[Part, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return {
            **self._asdict(),
            "parts": [{**p._asdict(), "lost": list(p.lost)} for p in self.parts],
        }
