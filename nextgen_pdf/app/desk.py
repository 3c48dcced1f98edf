"""What the page asks for: documents checked and fixed, by this program on this computer.

Documents are read, drawn and fixed in processes of their own. What is said of a document
calls it as the person does: where it was put meanwhile is nobody's business.
"""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nextgen_pdf.app import plain
from nextgen_pdf.app.choices import Choices, Chosen
from nextgen_pdf.app.pools import Pools
from nextgen_pdf.checker import MAX_MEMORY, TIMEOUT
from nextgen_pdf.errors import MissingExtraError, UsageError
from nextgen_pdf.fixing import PACKAGES, fix
from nextgen_pdf.formats import load
from nextgen_pdf.mendable import ON_REQUEST, promised
from nextgen_pdf.proof import need_packages
from nextgen_pdf.report import Report
from nextgen_pdf.version import version
from nextgen_pdf.workers.processes import usable_cpus
from nextgen_pdf.workers.writers import end_all

if TYPE_CHECKING:
    from nextgen_pdf.app.copies import Copy
    from nextgen_pdf.pool import Pool

_JOBS = 2
"""Processes for each way to check: a page asks for one document after the other."""
_TO_END = 10.0
"""Seconds that a copy under way has to come to nothing."""


class Asked(NamedTuple):
    """What is asked about a document."""

    name: str = ""
    """What the person calls it."""
    number: int = 1
    """Its number on the page."""
    password: str = ""
    court: str = ""
    profile: str = ""
    max_size: float = 0
    also: tuple[str, ...] = ()
    unsigned: bool = False
    unrestricted: bool = False

    @property
    def chosen(self) -> Chosen:
        """What it is checked by."""
        return Chosen(self.court, self.profile, self.max_size)


class Desk:
    """Checks and fixes for the page; from any thread, for several pages at a time."""

    def __init__(
        self, *, timeout: float = TIMEOUT, max_memory: int = MAX_MEMORY
    ) -> None:
        self._timeout = timeout
        self._max_memory = max_memory
        self._choices = Choices()
        self._pools = Pools(self._pool)
        self._fixing = threading.Lock()
        self._ending = False

    def close(self) -> None:
        """End all processes. What is under way comes to nothing."""
        self._ending = True
        self._pools.close()
        end_all()
        if self._fixing.acquire(timeout=_TO_END):
            self._fixing.release()

    @cached_property
    def _about(self) -> dict[str, Any]:
        return {
            **self._choices.about(),
            "versions": self._versions(),
            "lacks": [sentence for sentence in (_no_html(), _no_fix()) if sentence],
            "plain": bool(_no_html()),
            "fixes": not _no_fix(),
        }

    def about(self) -> dict[str, Any]:
        """What there is to choose from, and what this program can do here."""
        return self._about

    def court(self, code: str) -> str:
        """What a court sets, in a sentence or two.

        Raises:
            UsageError: there is no such court.
        """
        return self._choices.court(code)

    def whole(self, rows: Any, sections: Any, chosen: Chosen) -> str:
        """The HTML report on all documents, to be saved.

        Raises:
            UsageError: there is no such court or profile.
            ShapeError: these are no rows and sections that were told.
        """
        from nextgen_pdf.app import telling  # noqa: PLC0415  (needs an extra)

        return telling.whole(rows, sections, self._choices.run(chosen))

    def check(self, file: Path, asked: Asked) -> dict[str, Any]:
        """A document, for the page.

        Args:
            file: where it is.
            asked: how it is called, and what it is to be checked by.

        Raises:
            UsageError: there is no such court or profile.
        """
        with self._pools.lent(asked.chosen) as pool:
            report = pool.check(file, name=asked.name, password=asked.password or None)
        return self._told(report, asked, file) | {"mends": self._mends(report, asked)}

    def unchecked(self, asked: Asked, reason: str) -> dict[str, Any]:
        """A document that could not be checked, for the page."""
        report = self._choices.checker(asked.chosen).unchecked(asked.name, reason)
        return self._told(report, asked, None) | {"mends": []}

    def fix(self, file: Path, asked: Asked) -> Copy:
        """Make a corrected copy of a document; it is put beside the document.

        One is made at a time: it may need much memory.

        Args:
            file: where the document is, in a folder of its own.
            asked: how it is called, and what is wished.

        Raises:
            UsageError: as for ``fixing.fix``.
        """
        self._choices.checker(asked.chosen)  # or there is nothing of the kind to choose
        place = file.with_name("copy.pdf")
        with self._fixing:
            if self._ending:
                raise UsageError("The program is ending")
            fixed = fix(
                file,
                output=place,
                court=asked.court or None,
                profile=None if asked.court else asked.profile or None,
                password=asked.password or None,
                also=asked.also,
                unsigned=asked.unsigned,
                unrestricted=asked.unrestricted,
            )
        from nextgen_pdf.app.copies import copy  # noqa: PLC0415  (needs an extra)

        return copy(fixed, file, asked.name)

    def _pool(self, chosen: Chosen) -> Pool:
        jobs = min(_JOBS, usable_cpus())
        return self._choices.checker(chosen).pool(
            jobs=jobs, timeout=self._timeout, max_memory=self._max_memory
        )

    def _told(self, report: Report, asked: Asked, file: Path | None) -> dict[str, Any]:
        run = self._choices.run(asked.chosen)
        if _no_html():
            return plain.told(report, run, asked.number)
        from nextgen_pdf.app import telling  # noqa: PLC0415  (needs an extra)
        from nextgen_pdf.app.easel import Easel  # noqa: PLC0415

        with Easel(file) as easel:
            return telling.told(report, run, easel, asked.number)

    def _mends(self, report: Report, asked: Asked) -> list[str]:
        """Of which weights a copy mends something: ``error``, ``warning``."""
        rulebook = self._choices.checker(asked.chosen).rulebook
        by: dict[str, set[str | None]] = {"error": set(), "warning": set()}
        for finding, how in promised(report.findings, rulebook):
            if finding.severity in by:
                by[finding.severity].add(how)
        if by["error"] & {None, *ON_REQUEST}:
            return []  # an error would stay
        by["warning"] -= {None, "decision", *ON_REQUEST}
        return [weight for weight, some in by.items() if some]

    def _versions(self) -> dict[str, str]:
        if _no_html():
            return {"nextgen-pdf": version()}
        from nextgen_pdf.formats.html.view import versions  # noqa: PLC0415  (as said)

        return versions(self._choices.run(Chosen()))


def _no_html() -> str:
    """What the page lacks without the extra html; empty if it is installed."""
    try:
        load("html")
    except MissingExtraError as error:
        return f"{error}."
    return ""


def _no_fix() -> str:
    """The same of the extra fix."""
    try:
        need_packages("Making corrected copies", PACKAGES)
    except UsageError as error:
        return f"{error}."
    return ""
