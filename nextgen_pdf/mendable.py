"""What a corrected copy can mend: rules say of each code by what it is mended."""

from __future__ import annotations

from collections.abc import Iterable

from nextgen_pdf.findings import Finding
from nextgen_pdf.rulebook import Rulebook

ON_REQUEST = frozenset({"fonts", "letter", "shrink"})


def mending(finding: Finding, rulebook: Rulebook) -> str | None:
    """By what a finding is mended in a copy; ``None`` if it cannot be."""
    if finding.rule not in rulebook:
        return None
    return rulebook[finding.rule].mended_by.get(finding.code)


def has_copy(findings: Iterable[Finding], rulebook: Rulebook) -> bool:
    """Whether a document with these findings probably has a copy without errors."""
    counting = [finding for finding in findings if finding.waived is None]
    errors = [finding for finding in counting if finding.severity == "error"]
    by = [mending(finding, rulebook) for finding in errors]
    asks = any(mending(finding, rulebook) == "decision" for finding in counting)
    return bool(errors) and not asks and not {None, *ON_REQUEST} & set(by)
