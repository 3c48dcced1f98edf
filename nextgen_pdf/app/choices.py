"""What a person can choose on the page, and what documents are then checked by."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any, NamedTuple

from nextgen_pdf.checker import Checker
from nextgen_pdf.errors import UnknownNameError
from nextgen_pdf.formats import Run
from nextgen_pdf.options import Options
from nextgen_pdf.plugins import plugins
from nextgen_pdf.version import version

_KEPT = 16
"""Of checkers, those used last."""


class Chosen(NamedTuple):
    """What the person has chosen; the same for all documents."""

    court: str = ""
    """Its code; empty for the nationwide rules."""
    profile: str = ""
    """Counts if there is no court; empty for the usual one."""
    max_size: float = 0
    """In MB; 0: the court's own."""


class Choices:
    """What there is to choose.

    Args:
        reader: the library that documents are read with; by default the usual one.
    """

    def __init__(self, reader: str | None = None) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._checker = lru_cache(_KEPT)(self._made)

    def checker(self, chosen: Chosen) -> Checker:
        """Checks by what is chosen.

        Raises:
            UsageError: there is no such court or profile.
        """
        with self._lock:
            return self._checker(chosen)

    def run(self, chosen: Chosen) -> Run:
        """What formats want to know of it."""
        checker = self.checker(chosen)
        return Run(
            checker.profile,
            checker.rulebook,
            version(),
            checker.fingerprint(),
            reader=checker.reader,
        )

    def about(self) -> dict[str, Any]:
        """What there is to choose from, for the page."""
        found = plugins()
        return {
            "courts": [(court.code, court.name) for court in found.courts],
            "profiles": [
                (name, self.checker(Chosen(profile=name)).profile.title)
                for name in sorted(found.profiles)
            ],
            "usual": self.checker(Chosen()).profile.name,
        }

    def court(self, code: str) -> str:
        """What a court sets, in a sentence or two.

        Raises:
            UsageError: there is no such court.
        """
        found = plugins()
        court = found.courts[code]
        return ". ".join(
            filter(None, (*court.limits_in_words(found.rulebook), court.note))
        )

    def _made(self, chosen: Chosen) -> Checker:
        known = plugins().profiles
        if chosen.profile and chosen.profile not in known:
            # the command takes a file as well, and no page is to read files here
            raise UnknownNameError("profile", chosen.profile, known)
        options: Options = {"court": chosen.court or None}
        if not chosen.court:
            options["profile"] = chosen.profile or None
        if chosen.max_size:
            options["limits"] = plugins().rulebook.max_size(chosen.max_size)
        if self._reader:
            options["reader"] = self._reader
        return Checker.installed(**options)
