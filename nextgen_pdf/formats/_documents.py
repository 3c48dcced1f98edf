"""Reports as plain data: what the JSON formats write, apart from the types within.

``report.schema.json`` beside this file is made from these types by ``docs/generate.py``.
Keys are only ever added within a schema version. An annotation that is a text is the
description there; one that is a dictionary has further keywords of JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal, TypedDict, cast

from nextgen_pdf.findings import Area, Finding, Location, Severity
from nextgen_pdf.report import Outcome, Report, RuleOutcome, Verdict

SCHEMA_VERSION = 1

PageNumber = Annotated[int, {"minimum": 1}]


class AreaData(TypedDict):
    """A spot on a page."""

    page: PageNumber
    box: Annotated[
        list[float],
        {"minItems": 4, "maxItems": 4},
        "Left, bottom, right, top, in default user space (ISO 32000-1, 8.3.2.3).",
    ]


class LocationData(TypedDict):
    """Where something is."""

    page: Annotated[
        int | None, {"minimum": 1}, "Counted from 1; null for what is on no page."
    ]
    pages: Annotated[list[PageNumber], "All pages, when the same thing is on several."]
    object: Annotated[str | None, "The indirect object, such as 12 0."]
    path: Annotated[str | None, "The way to it, such as /Root/OpenAction."]
    areas: Annotated[list[AreaData], "The spots on the pages, as far as known."]


class FindingData(TypedDict):
    """One thing that a rule saw."""

    rule: str
    code: Annotated[
        str, "Which of the rule's ways to fail; compare this, never the message."
    ]
    severity: Severity
    message: str
    remedy: str
    court_message: Annotated[
        str | None, "What the court's page would probably say, where a source tells."
    ]
    alike: Annotated[int, {"minimum": 1}, "How many alike this finding stands for."]
    waived: Annotated[
        str | None,
        "Why it is accepted and does not count for the verdict; null: it counts.",
    ]
    location: LocationData


class OutcomeData(TypedDict):
    """What became of one rule."""

    rule: str
    outcome: Outcome
    reason: Annotated[str | None, "Why the rule was not checked, or is off."]


class DocumentData(TypedDict):
    """The report on one document; with --format jsonl, a line."""

    path: Annotated[str, "As it was given; - for standard input."]
    sha256: Annotated[
        str | None,
        {"pattern": "^[0-9a-f]{64}$"},
        "null for a file that could not be read.",
    ]
    size_bytes: Annotated[int, {"minimum": 0}]
    pdf_version: Annotated[str | None, "null where it could not be read."]
    page_count: Annotated[int | None, {"minimum": 0}]
    producer: Annotated[
        str | None, "The program that made the PDF, as it names itself."
    ]
    rules_version: Annotated[
        str | None,
        "Changes with everything that a report depends on beside the document: program,"
        " profile, rules.",
    ]
    reader: Annotated[
        str | None, "The library that the PDFs are read with: pikepdf or pypdf."
    ]
    verdict: Verdict
    rules: list[OutcomeData]
    findings: list[FindingData]
    seal: Annotated[
        str,
        "A digest of the other keys: shows whether they were changed since. No signature.",
    ]


class ToolData(TypedDict):
    """This program."""

    name: Literal["nextgen-pdf"]
    version: str


class ProfileData(TypedDict):
    """What the documents were checked by."""

    name: str
    court: Annotated[str | None, "Its code."]


class RunData(TypedDict):
    """Output of nextgen-pdf check --format json."""

    schema_version: Annotated[int, {"const": SCHEMA_VERSION}]
    tool: ToolData
    profile: ProfileData
    documents: list[DocumentData]
    complete: Annotated[
        bool,
        "Whether these are all documents; false: the run was stopped before its end.",
    ]


def document(
    report: Report, rules_version: str | None = None, reader: str | None = None
) -> DocumentData:
    """A report as the schema describes it."""
    data: dict[str, Any] = {
        "path": report.path,
        "sha256": report.sha256,
        "size_bytes": report.size_bytes,
        "pdf_version": report.pdf_version,
        "page_count": report.page_count,
        "producer": report.producer,
        "rules_version": rules_version,
        "reader": reader,
        "verdict": report.verdict,
        "rules": [
            {"rule": rule.rule, "outcome": rule.outcome, "reason": rule.reason}
            for rule in report.rules
        ],
        "findings": [_finding(finding) for finding in report.findings],
    }
    return cast("DocumentData", data | {"seal": seal(data)})


def seal(data: Mapping[str, Any]) -> str:
    """The digest of all keys of a document but this one.

    It shows damage, and what was changed by hand; not what somebody made who knows this
    program.
    """
    rest = {key: value for key, value in data.items() if key != "seal"}
    return sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()[:16]


def _finding(finding: Finding) -> FindingData:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "remedy": finding.remedy,
        "court_message": finding.court_message,
        "alike": finding.alike,
        "waived": finding.waived,
        "location": _location(finding.location),
    }


def _location(location: Location) -> LocationData:
    return {
        "page": location.page,
        "pages": list(location.pages),
        "object": location.object,
        "path": location.path,
        "areas": [
            {"page": area.page, "box": list(area.box)} for area in location.areas
        ],
    }


def restored(data: dict[str, Any]) -> Report:
    """The report that ``document`` was made of."""
    return Report(
        path=data["path"],
        sha256=data["sha256"],
        size_bytes=data["size_bytes"],
        pdf_version=data["pdf_version"],
        page_count=data["page_count"],
        rules=tuple(RuleOutcome(**rule) for rule in data["rules"]),
        findings=tuple(
            Finding(**{**finding, "location": _place(finding["location"])})
            for finding in data["findings"]
        ),
        producer=data.get("producer"),
    )


def _place(location: dict[str, Any]) -> Location:
    return Location(
        page=location["page"],
        pages=tuple(location["pages"]),
        object=location["object"],
        path=location["path"],
        areas=tuple(
            Area(page=area["page"], box=tuple(area["box"]))
            for area in location["areas"]
        ),
    )
