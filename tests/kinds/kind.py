"""A kind of file that is easily judged wrongly, and how its files are judged.

The right answer is written as the verdicts that are right, and what must be found:

    ready                                      nothing that counts
    ready or caution: malformed                if it is a caution, for this reason
    caution: malformed/end-marker              this, and nothing else that counts
    refused: forms/field or malformed          one of these, and nothing else
    caution: malformed, fonts/not-embedded     each of these

What is only ``info`` is free, where it is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from nextgen_pdf import Finding, Report
from places.cases import ADVICE, Build
from rawpdf import RawPdf


class Kind(NamedTuple):
    """A file, the trick in it, and the right answer."""

    id: str
    trick: str
    build: Build | bytes | Callable[[], bytes]
    """What is put into a document, or the file itself."""
    right: str
    second: str = ""
    """The right answer of pypdf, where it is another."""
    says: str = ""
    """Words that a message or a remedy has."""
    court: str | None = None


def made(kind: Kind) -> bytes:
    """The file."""
    if isinstance(kind.build, bytes):
        return kind.build
    if not kind.build.__code__.co_argcount:
        return kind.build()  # type: ignore[call-arg, return-value]
    pdf = RawPdf()
    kind.build(pdf)  # type: ignore[call-arg]
    if not pdf.pages:
        pdf.page()
    return pdf.to_bytes()


def matches(finding: Finding, what: str) -> bool:
    """Whether it is a finding of ``rule`` or ``rule/code``."""
    rule, _, code = what.partition("/")
    return finding.rule == rule and code in ("", finding.code)


def wrong(kind: Kind, report: Report, reader: str) -> list[str]:
    """What is wrong with a report; nothing, if it is right."""
    right = kind.second if reader == "pypdf" and kind.second else kind.right
    verdicts, _, wanted = right.partition(": ")
    wants = [want.split(" or ") for want in wanted.split(", ") if want]
    named = [what for want in wants for what in want]
    counting = [
        f for f in report.findings if f.severity != "info" and f.rule not in ADVICE
    ]
    if reader == "pypdf" and verdicts.startswith("refused") and says_so(report):
        return []  # what it cannot know it must say
    seen = []
    if report.verdict not in verdicts.split(" or "):
        seen.append(f"{report.verdict}, not {verdicts}")
    seen += [
        f"not expected: {f.severity} {f.rule}/{f.code}"
        for f in counting
        if not any(matches(f, what) for what in named)
    ]
    if report.verdict not in ("ready", "unchecked") or verdicts == "ready":
        seen += [
            f"missing: {' or '.join(want)}"
            for want in wants
            if not any(matches(f, what) for f in report.findings for what in want)
        ]
    texts = [f"{f.message} {f.remedy}" for f in report.findings]
    if kind.says and not any(kind.says in text for text in texts):
        seen.append(f"nothing says: {kind.says}")
    return seen


def says_so(report: Report) -> bool:
    """Whether a report admits that not everything could be seen."""
    return report.verdict == "unchecked" or any(
        finding.rule == "malformed" and finding.severity != "info"
        for finding in report.findings
    )
