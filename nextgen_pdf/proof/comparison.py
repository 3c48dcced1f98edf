"""What the comparison of two documents found."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal[
    "document", "pages", "boxes", "look", "words", "values", "links", "bookmarks",
    "destinations", "tags", "actions", "notes", "fields", "files", "metadata", "labels",
]  # fmt: skip
"""What of a document is not the same."""


class Difference(NamedTuple):
    """One thing that is not the same in both documents."""

    kind: Kind
    message: str
    """What, in plain words."""
    page: int | None = None
    """Counted from 1; ``None`` for what is on no page."""
    reason: str | None = None
    """Why it has to be so, where it follows from what the courts do not take;
    ``None``: nothing explains it."""


class Comparison(NamedTuple):
    """Whether the second document equals the first, except for differences with a reason."""

    page_count: int
    """Of the first document."""
    differences: tuple[Difference, ...]
    blank: tuple[int, ...] = ()
    """Pages of the second document on which nothing is to be seen."""
    unreadable: tuple[int, ...] = ()
    """Pages that could not be drawn, in one of the documents."""
    drawn: int = 0
    """Pages that were compared by their pictures; all others are painted from the very
    same objects."""

    @property
    def same(self) -> bool:
        """Whether there is no difference without a reason, and all could be seen."""
        return not self.unreadable and not self.unexplained

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """The differences that nothing explains."""
        return tuple(each for each in self.differences if each.reason is None)

    def to_dict(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return {
            "same": self.same,
            "page_count": self.page_count,
            "drawn": self.drawn,
            "blank": list(self.blank),
            "unreadable": list(self.unreadable),
            "differences": [each._asdict() for each in self.differences],
        }


class Placed(NamedTuple):
    """Where the content of a page is said to be in the other document.

    A point (x, y) of the page is then at (scale * x + right, scale * y + up).
    """

    scale: float = 1.0
    right: float = 0.0
    up: float = 0.0
