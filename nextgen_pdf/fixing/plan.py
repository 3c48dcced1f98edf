"""From findings to what is to be done about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from nextgen_pdf.errors import UnknownNameError, UsageError
from nextgen_pdf.findings import Finding
from nextgen_pdf.mendable import ON_REQUEST, mending
from nextgen_pdf.rulebook import Rulebook

ALSO = ("fonts", "letter", "shrink", "shrink-pictures", "version", "warnings")
"""What can be asked for beside the errors."""


class Plan(NamedTuple):
    """What is to be done."""

    by: frozenset[str]
    """What is to be done about findings; see ``rulebook.Mending``."""
    left: tuple[Finding, ...]
    """Errors that cannot be mended."""
    also: frozenset[str]
    """What is to be done on request."""
    dpi: int | None
    """To how many pixels an inch pictures are to be reduced; ``None``: not at all."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.by and not self.also


def chosen(also: Iterable[str]) -> tuple[frozenset[str], int | None]:
    """The wishes beside the errors, and the pixels an inch that pictures are to have.

    Raises:
        UsageError: one of them is none.
    """
    names, dpi = set(), None
    for wish in also:
        name, _, value = wish.partition("=")
        if name not in ALSO:
            raise UnknownNameError("value for --also", name, ALSO)
        if (name == "shrink-pictures") != bool(value):
            raise UsageError(
                f"{wish!r} is not a value for --also; choose from: {_known()}"
            )
        if value:
            digits = value.removesuffix("dpi")
            if not digits.isdigit() or not 36 <= int(digits) <= 1200:  # noqa: PLR2004
                raise UsageError("shrink-pictures takes 36 to 1200 dpi, such as 200dpi")
            dpi = int(digits)
        names.add(name)
    return frozenset(names), dpi


def _known() -> str:
    return ", ".join(ALSO).replace("shrink-pictures", "shrink-pictures=200dpi")


def plan(
    findings: Collection[Finding], rulebook: Rulebook, also: Iterable[str] = ()
) -> Plan:
    """What is to be done about findings.

    Args:
        findings: those of the document.
        rulebook: says by what they are mended.
        also: what is wished beside the errors, out of ``ALSO``.

    Raises:
        UsageError: one of the wishes is none.
    """
    wishes, dpi = chosen(also)
    weights = {"error", "warning"} if "warnings" in wishes else {"error"}
    wishes -= {"warnings"}
    possible = wishes | ({"shrink"} if dpi is not None else set())
    by = set()
    left = []
    for finding in findings:
        if finding.waived is not None or finding.severity not in weights:
            continue
        how = mending(finding, rulebook)
        if how is not None and how not in ON_REQUEST:
            by.add(how)
        elif finding.severity == "error" and how not in possible:
            left.append(finding)
    return Plan(frozenset(by), tuple(left), wishes, dpi)
