"""What a document may hold to harm whoever reads the report, in reports made by hand."""

from __future__ import annotations

from typing import Any

from nextgen_pdf import Area, Checker, Finding, Location, Report, RuleOutcome
from nextgen_pdf.formats import Run
from nextgen_pdf.sanitize import sanitize_text

TEXTS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style></title><svg onload=alert(1)>",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "\x1b[31mred\x07\x00",
    "invoice\u202efdp.exe",
    "a\r\n::error file=x::b%0Ac",
    "::set-output name=x::y",
    "a,b:c%d",
    "{0} [a](https://example.org) {{b}}",
    "\udc80\ud800",
    "\ufffe\uffff",
    "{{ 7 * 7 }}{% include 'x' %}",
    "x" * 10_000_000,
    "",
]
UNFIT = set("\x00\x07\x1b\u202e\ufffe\uffff\udc80\ud800")
"""What may stand in no output."""


def report(text: str, **changes: Any) -> Report:
    """A report that has the text wherever a document's text can be."""
    shown = sanitize_text(text)
    location = Location(
        page=3, object="12 0", path=f"/Root/{shown}", areas=(Area(3, (0, 0, 9, 9)),)
    )
    finding = Finding(
        f'The file "{shown}" is attached.',
        location,
        code="name-tree",
        remedy="Take it out.",
        rule="attachments",
        severity="error",
        court_message=f'If the court refuses it, the message will probably be: "{shown}"',
    )
    whole = Report(
        path=text,
        sha256="0" * 64,
        size_bytes=1,
        pdf_version=shown,
        page_count=None,
        rules=(
            RuleOutcome("attachments", "found"),
            RuleOutcome("fonts", "not-checked", shown),
            RuleOutcome("links", "off"),
        ),
        findings=(finding, finding._replace(severity="info", code="empty-portfolio")),
    )
    return whole._replace(**changes)


def run(**settings: Any) -> Run:
    """A run with the default profile."""
    checker = Checker.installed()
    return Run(checker.profile, checker.rulebook, version="1.2.3", **settings)
