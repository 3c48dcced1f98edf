"""Check PDFs against the upload restrictions of CM/ECF NextGen, before the upload.

>>> import nextgen_pdf
>>> report = nextgen_pdf.check("samples/javascript/fail-open-action.pdf")
>>> report.verdict
<Verdict.REFUSED: 'refused'>
>>> for finding in report.findings:
...     print(finding.rule, finding.code, finding.location.page)
javascript open-action None
"""

from __future__ import annotations

from nextgen_pdf.checker import Checker, check, check_many
from nextgen_pdf.document import Document
from nextgen_pdf.errors import (
    BoundReachedError,
    ContentLockedError,
    InputError,
    NotCheckedError,
    PluginError,
    ProfileError,
    UnknownNameError,
    UnreadableError,
    UsageError,
)
from nextgen_pdf.facts import (
    EmbeddedFile,
    Facts,
    Fault,
    Font,
    Page,
    Script,
    Security,
    Version,
    page_list,
)
from nextgen_pdf.findings import Finding, Location, Severity
from nextgen_pdf.profile import Profile
from nextgen_pdf.report import Outcome, Report, RuleOutcome, Verdict
from nextgen_pdf.rulebook import Rule, Rulebook, rule

__all__ = [
    "BoundReachedError",
    "Checker",
    "ContentLockedError",
    "Document",
    "EmbeddedFile",
    "Facts",
    "Fault",
    "Finding",
    "Font",
    "InputError",
    "Location",
    "NotCheckedError",
    "Outcome",
    "Page",
    "PluginError",
    "Profile",
    "ProfileError",
    "Report",
    "Rule",
    "RuleOutcome",
    "Rulebook",
    "Script",
    "Security",
    "Severity",
    "UnknownNameError",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "Version",
    "check",
    "check_many",
    "page_list",
    "rule",
]


def __dir__() -> list[str]:
    return __all__
