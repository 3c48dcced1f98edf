"""What a rule yields: findings, each with a severity and a location.

Public values are named tuples throughout: frozen, plain to pickle, and cheap to define. A
dozen dataclasses would make the program start slower by a tenth. Make them with keywords.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
"""How serious a finding is. The profile decides, by rule and code.

``error``: on the courts' published list of what CM/ECF rejects. ``warning``: may be
refused, or a restriction that no court list names. ``info``: worth a look; never fails a
run.
"""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The weightiest first."""


Box = tuple[float, float, float, float]
"""A rectangle: left, bottom, right, top, with left <= right and bottom <= top."""


class Area(NamedTuple):
    """An area on a page."""

    page: int
    """Counted from 1."""
    box: Box


MAX_AREAS = 100
"""Of the spots where the same thing is, so many are kept."""


class Location(NamedTuple):
    """Where in the document something is. Anything unknown is ``None``."""

    page: int | None = None
    """The page, counted from 1; ``None`` if it is not on a page."""
    pages: tuple[int, ...] = ()
    """All the pages, if the same thing is on several."""
    object: str | None = None
    """The indirect object, such as ``"12 0"`` (ISO 32000-1, 7.3.10)."""
    path: str | None = None
    """The path to it: ``/Root/OpenAction``, or ``/Pages[3]/Annots[0]/A`` for page 3."""
    areas: tuple[Area, ...] = ()
    """The areas on the pages, if a link, a field, or a note marks them."""

    @property
    def all_pages(self) -> tuple[int, ...]:
        """The pages: one, several, or none."""
        return self.pages or (() if self.page is None else (self.page,))

    @classmethod
    def joined(cls, locations: Iterable[Location]) -> Location:
        """Where several are: their pages and spots, object and path of the first."""
        locations = list(locations)
        pages = sorted({page for each in locations for page in each.all_pages})
        areas = dict.fromkeys(area for each in locations for area in each.areas)
        return locations[0]._replace(
            page=min(pages, default=None),
            pages=tuple(pages),
            areas=tuple(areas)[:MAX_AREAS],
        )


NOWHERE = Location()
"""The location of what concerns the file as a whole."""


class Finding(NamedTuple):
    """One problem that a rule found.

    A rule gives the message, the location, the code, and the remedy. The checker adds the
    rest: the rule's id, the severity and court message from the profile, and waivers.
    """

    message: str
    """What is wrong, in plain words; the first sentence stands alone."""
    location: Location = NOWHERE
    code: str = ""
    """Which of the rule's ways to fail this is. Compare this, never the message."""
    remedy: str = ""
    """What the filer can do, in plain words."""
    alike: int = 1
    """How many similar problems this finding stands for."""
    rule: str = ""
    severity: Severity = "error"
    court_message: str | None = None
    """What the court's page would probably say, if a source is known."""
    waived: str | None = None
    """Why it is accepted and does not count toward the verdict; ``None`` if it counts."""
