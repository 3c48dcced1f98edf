"""What of the findings can be mended in a copy: ``nextgen-pdf fix`` does it."""

from __future__ import annotations

from collections.abc import Iterable

from nextgen_pdf.findings import Finding

_EVERYTHING = frozenset({"*"})
_FIXABLE: dict[str, frozenset[str]] = {
    "attachments": _EVERYTHING,
    "encryption": _EVERYTHING,
    "external-actions": _EVERYTHING,
    "external-content": _EVERYTHING,
    "forms": _EVERYTHING,
    "javascript": _EVERYTHING,
    "malformed": frozenset({
        "header", "truncated", "cross-reference", "object", "object-stream",
        "page-tree", "content", "ambiguous", "leading-bytes", "trailing-bytes",
        "end-marker", "page-count", "page-twice", "size-entry", "duplicate-key",
        "name-syntax", "type-entry", "unknown", "unreadable",
    }),
    "multimedia": _EVERYTHING,
    "pdf-version": _EVERYTHING,
}  # fmt: skip
"""The codes that can be mended, by rule."""

_NEEDS_A_DECISION = {
    ("encryption", "handler"),
    ("encryption", "password"),
    ("forms", "needs-rendering"),
    ("forms", "signed"),
    ("malformed", "unreadable"),
}
"""Findings of documents that are not fixed, or not without being asked for more."""


def mended(finding: Finding) -> bool:
    """Whether what was found can be mended in a copy."""
    codes = _FIXABLE.get(finding.rule, frozenset())
    return codes == _EVERYTHING or finding.code in codes


def has_copy(findings: Iterable[Finding]) -> bool:
    """Whether a document with these findings probably has a copy without errors."""
    counting = [finding for finding in findings if finding.waived is None]
    errors = [finding for finding in counting if finding.severity == "error"]
    hard = any((f.rule, f.code) in _NEEDS_A_DECISION for f in counting)
    return bool(errors) and not hard and all(map(mended, errors))
