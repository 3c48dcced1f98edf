"""Waivers: findings that somebody has looked at and accepts, for a reason and a time.

A waived finding stays in the report, with its severity and the reason. It no longer
counts for the verdict, until the waiver expires.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from nextgen_pdf.errors import UnknownNameError, UsageError
from nextgen_pdf.findings import Finding
from nextgen_pdf.rulebook import Rulebook

_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Waiver(NamedTuple):
    """Which findings are accepted, why, and for how long."""

    rule: str
    """The id of the rule whose findings are accepted."""
    reason: str
    """Why they are accepted; every report shows it."""
    expires: date
    """The last day on which the waiver applies."""
    code: str | None = None
    """The only code that is accepted; with ``None``, all codes of the rule."""
    path: str | None = None
    """The only documents that it covers, as a pattern: ``*`` and ``?`` match within a
    name, ``**`` matches any folders. With ``None``, all documents."""
    folder: str = ""
    """The folder that the pattern is relative to; if empty, the current folder."""

    def __str__(self) -> str:
        """What it is for, in a few words."""
        what = f"{self.rule} ({self.code})" if self.code else self.rule
        return f"{what} in {self.path}" if self.path else what

    def expired(self, today: date) -> bool:
        """Whether the waiver no longer applies."""
        return today > self.expires

    def covers(self, finding: Finding, path: str) -> bool:
        """Whether it accepts this finding in the document with this path."""
        return (
            finding.rule == self.rule
            and self.code in (None, finding.code)
            and (self.path is None or (path != "" and self._fits(path)))
        )

    def _fits(self, path: str) -> bool:
        pattern = self.path or ""
        if "://" in pattern or "://" in path:  # an address, which no folder is before
            return re.fullmatch(_expression(pattern), path) is not None
        start = "" if PurePath(pattern).is_absolute() else f"{_posix(self.folder)}/"
        expression = re.escape(start) + _expression(PurePath(pattern).as_posix())
        return re.fullmatch(expression, _posix(path)) is not None


def checked(waivers: Iterable[Waiver], rulebook: Rulebook) -> tuple[Waiver, ...]:
    """The waivers, if they can be meant as they are written.

    Raises:
        UsageError: one names a rule or a code that nobody brings, or gives no reason.
    """
    waivers = tuple(waivers)
    for waiver in waivers:
        rule = rulebook[waiver.rule]
        if waiver.code is not None and waiver.code not in rule.codes:
            raise UnknownNameError(f"code of {rule.id}", waiver.code, rule.codes)
        if not waiver.reason.strip():
            raise UsageError(f"The waiver of {waiver} gives no reason")
    return waivers


def today() -> date:
    """The day it is here."""
    return datetime.now().astimezone().date()


def _posix(path: str) -> str:
    """The whole path, with slashes on every system."""
    return PurePath(os.path.abspath(path)).as_posix().rstrip("/")  # noqa: PTH100  (links stay)


def _expression(pattern: str) -> str:
    """A pattern as a regular expression."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return "".join(_WILDCARDS.get(part) or re.escape(part) for part in parts)
