"""From findings to what is to be done about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from nextgen_pdf.errors import UnknownNameError, UsageError
from nextgen_pdf.findings import Finding
from nextgen_pdf.mendable import mended

ALSO = ("fonts", "letter", "shrink", "shrink-pictures", "version", "warnings")
"""What can be asked for beside the errors."""


class Plan(NamedTuple):
    """What is to be done."""

    rules: dict[str, frozenset[str]]
    """The codes that are to be mended, by rule."""
    left: tuple[Finding, ...]
    """Errors that cannot be mended."""
    also: frozenset[str]
    dpi: int | None
    """To how many pixels an inch pictures are to be reduced; ``None``: not at all."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.rules and not self.also

    def codes(self, rule: str) -> frozenset[str]:
        """The codes of a rule that are to be mended."""
        return self.rules.get(rule, frozenset())


def chosen(also: Iterable[str]) -> tuple[frozenset[str], int | None]:
    """The wishes beside the errors, and the pixels an inch that pictures are to have.

    Raises:
        UsageError: one of them is none.
    """
    names, dpi = set(), None
    for wish in also:
        name, _, value = wish.partition("=")
        if name not in ALSO:
            raise UnknownNameError("addition", name, ALSO)
        if (name == "shrink-pictures") != bool(value):
            raise UsageError(f"{wish!r} is not understood; known: {_known()}")
        if value:
            digits = value.removesuffix("dpi")
            if not digits.isdigit() or not 36 <= int(digits) <= 1200:  # noqa: PLR2004
                raise UsageError("shrink-pictures needs 36 to 1200 dpi, such as 200dpi")
            dpi = int(digits)
        names.add(name)
    return frozenset(names), dpi


def _known() -> str:
    return ", ".join(ALSO).replace("shrink-pictures", "shrink-pictures=200dpi")


def plan(findings: Collection[Finding], also: Iterable[str] = ()) -> Plan:
    """What is to be done about findings.

    Args:
        findings: those of the document.
        also: what is wished beside the errors, out of ``ALSO``.

    Raises:
        UsageError: one of the wishes is none.
    """
    wishes, dpi = chosen(also)
    weights = {"error", "warning"} if "warnings" in wishes else {"error"}
    rules: dict[str, set[str]] = {}
    left = []
    for finding in findings:
        if finding.waived is not None or finding.severity not in weights:
            continue
        if mended(finding):
            rules.setdefault(finding.rule, set()).add(finding.code)
        elif finding.severity == "error" and not _helps(finding, wishes):
            left.append(finding)
    return Plan(
        {rule: frozenset(codes) for rule, codes in rules.items()},
        tuple(left),
        wishes - {"warnings"},
        dpi,
    )


def _helps(finding: Finding, wishes: frozenset[str]) -> bool:
    """Whether a wish may mend what was found."""
    needs = {
        "file-size": {"shrink", "shrink-pictures"},
        "fonts": {"fonts"},
        "page-size": {"letter"},
    }
    return bool(needs.get(finding.rule, set()) & wishes)
