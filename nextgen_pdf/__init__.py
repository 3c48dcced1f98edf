"""Checks PDFs against the upload restrictions of CM/ECF NextGen before you upload them.

>>> import nextgen_pdf
>>> report = nextgen_pdf.check("samples/javascript/fail-open-action.pdf")
>>> report.verdict
'refused'
>>> for finding in report.findings:
...     print(finding.rule, finding.code, finding.location.page)
javascript open-action None
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nextgen_pdf.checker import Checker, check, check_many
from nextgen_pdf.courts import Court, Courts, UnknownCourtError
from nextgen_pdf.document import Document
from nextgen_pdf.errors import (
    BoundReachedError,
    ContentLockedError,
    InputError,
    MissingExtraError,
    MissingPikepdfError,
    NotCheckedError,
    PluginError,
    ProfileError,
    UnknownNameError,
    UnreadableError,
    UsageError,
)
from nextgen_pdf.facts import (
    Action,
    EmbeddedFile,
    ExternalContent,
    Facts,
    Fault,
    Field,
    Font,
    Form,
    Link,
    Mark,
    Media,
    Page,
    PagePicture,
    Producer,
    Script,
    Security,
    Version,
    page_list,
)
from nextgen_pdf.findings import Area, Finding, Location, Severity
from nextgen_pdf.given import Named
from nextgen_pdf.options import Options
from nextgen_pdf.plugins import plugins
from nextgen_pdf.pool import Pool
from nextgen_pdf.profile import Profile
from nextgen_pdf.report import Outcome, Report, RuleOutcome, Verdict
from nextgen_pdf.rulebook import Rule, Rulebook, rule
from nextgen_pdf.waivers import Waiver

if TYPE_CHECKING:
    from nextgen_pdf.fixing import Fixed, fix, fix_many
    from nextgen_pdf.fixing.result import Part, Split
    from nextgen_pdf.fixing.splitting import split
    from nextgen_pdf.proof import Comparison, Difference, compare

__all__ = [
    "Action",
    "Area",
    "BoundReachedError",
    "Checker",
    "Comparison",
    "ContentLockedError",
    "Court",
    "Courts",
    "Difference",
    "Document",
    "EmbeddedFile",
    "ExternalContent",
    "Facts",
    "Fault",
    "Field",
    "Finding",
    "Fixed",
    "Font",
    "Form",
    "InputError",
    "Link",
    "Location",
    "Mark",
    "Media",
    "MissingExtraError",
    "MissingPikepdfError",
    "Named",
    "NotCheckedError",
    "Options",
    "Outcome",
    "Page",
    "PagePicture",
    "Part",
    "PluginError",
    "Pool",
    "Producer",
    "Profile",
    "ProfileError",
    "Report",
    "Rule",
    "RuleOutcome",
    "Rulebook",
    "Script",
    "Security",
    "Severity",
    "Split",
    "UnknownCourtError",
    "UnknownNameError",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "Version",
    "Waiver",
    "check",
    "check_many",
    "compare",
    "courts",
    "fix",
    "fix_many",
    "page_list",
    "rule",
    "split",
]


def courts() -> Courts:
    """All courts, with what each adds to the nationwide profile.

    Raises:
        UsageError: a plug-in is broken.
    """
    return plugins().courts


# Checking needs nothing of these, and starts without them.
_LATER = {
    "Comparison": "nextgen_pdf.proof",
    "Difference": "nextgen_pdf.proof",
    "Fixed": "nextgen_pdf.fixing",
    "Part": "nextgen_pdf.fixing.result",
    "Split": "nextgen_pdf.fixing.result",
    "compare": "nextgen_pdf.proof",
    "fix": "nextgen_pdf.fixing",
    "fix_many": "nextgen_pdf.fixing",
    "split": "nextgen_pdf.fixing.splitting",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(_LATER[name]), name)
    return found


def __dir__() -> list[str]:
    return __all__
