"""What a corrected copy can mend: rules say of each code by what it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nextgen_pdf.findings import Finding
from nextgen_pdf.rulebook import Rulebook

ON_REQUEST = frozenset({"fonts", "letter", "shrink"})


def mending(finding: Finding, rulebook: Rulebook) -> str | None:
    """By what a finding is mended in a copy; ``None`` if it cannot be."""
    if finding.rule not in rulebook:
        return None
    return rulebook[finding.rule].mended_by.get(finding.code)


def promised(
    findings: Iterable[Finding], rulebook: Rulebook
) -> Iterator[tuple[Finding, str | None]]:
    """The findings that count, and by what each is mended as far as can be told now.

    A form that has no field on any page is not promised: mostly its pages are created
    only when it is opened (dynamic XFA).
    """
    counting = [finding for finding in findings if finding.waived is None]
    by = [mending(finding, rulebook) for finding in counting]
    found = list(zip(counting, by, strict=True))
    drawn = any(how == "fields" and each.location.all_pages for each, how in found)
    for each, how in found:
        undrawn = how == "fields" and each.severity == "error" and not drawn
        yield each, None if undrawn else how


def has_copy(findings: Iterable[Finding], rulebook: Rulebook) -> bool:
    """Whether a document with these findings probably has a copy without errors."""
    found = list(promised(findings, rulebook))
    errors = {how for each, how in found if each.severity == "error"}
    asks = any(how == "decision" for _, how in found)
    return bool(errors) and not asks and not {None, *ON_REQUEST} & errors
