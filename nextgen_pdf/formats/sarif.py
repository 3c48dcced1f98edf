"""SARIF 2.1.0 (OASIS), for code-scanning services and viewers.

A PDF has no lines: each result is placed in the file, and the page and the object are
logical locations. Fingerprints say what is found and on which page, not in which object,
so that a document that was exported again shows no new results.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from nextgen_pdf.findings import Finding, Severity
from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import not_checked, without_links
from nextgen_pdf.report import Report
from nextgen_pdf.rulebook import Rule
from nextgen_pdf.sanitize import sanitize_text

NEEDS_DIGEST = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LONGEST = 2_000
"""Of a message, so many characters are kept."""
_BASE = "%SRCROOT%"
_LEVELS: dict[Severity | None, str] = {
    "error": "error",
    "warning": "warning",
    "info": "note",
    None: "none",
}
_Json = dict[str, Any]


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """One run; its results as they come, then what was looked at and what was not."""
    order = {rule.id: at for at, rule in enumerate(run.rulebook)}
    artifacts: list[_Json] = []
    gaps: list[_Json] = []
    yield f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
    yield f'"tool": {json.dumps(_tool(run))},\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    comma = "\n"
    for report in reports:
        place = _place(report.path) | {"index": len(artifacts)}
        artifacts.append(_artifact(report))
        gaps += _gaps(report, place)
        for result in _results(report, place, order):
            yield comma + json.dumps(result)
            comma = ",\n"
    if unfinished := run.unfinished():
        gaps.append({"level": "error", "message": _message(unfinished)})
    invocation = {
        "executionSuccessful": not gaps,
        "toolExecutionNotifications": gaps,
    }
    base = {_BASE: {"description": _message("The folder that the command ran in.")}}
    yield "\n],\n"
    yield f'"originalUriBaseIds": {json.dumps(base)},\n'
    yield f'"artifacts": {json.dumps(artifacts)},\n'
    yield f'"invocations": [{json.dumps(invocation)}]\n}}]}}\n'


def _tool(run: Run) -> _Json:
    court = run.profile.court
    return {
        "driver": {
            "name": "nextgen-pdf",
            "version": run.version,
            "semanticVersion": run.version,
            "rules": [_rule(rule, run) for rule in run.rulebook],
            "properties": {
                "profile": run.profile.name,
                "court": court and court.code,
            },
        }
    }


def _rule(rule: Rule[...], run: Run) -> _Json:
    setting = run.profile.rules.get(rule.id)
    severity = setting.severity if setting else None
    level = {"level": _LEVELS[severity], "enabled": severity is not None}
    descriptor: _Json = {
        "id": rule.id,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(
            " ".join(without_links(rule.section("Why")).split())
        ),
        "help": {
            "text": _escaped(without_links(rule.page)),
            "markdown": rule.page.replace("{", "{{").replace("}", "}}"),
        },
        "defaultConfiguration": level,
    }
    if setting and setting.source.startswith("https://"):
        descriptor["helpUri"] = setting.source
    return descriptor


def _results(report: Report, place: _Json, order: dict[str, int]) -> Iterator[_Json]:
    seen: Counter[str] = Counter()
    for finding in report.findings:
        shape = f"{finding.rule}/{finding.code}/{finding.location.page}"
        seen[shape] += 1
        print_ = sha256(f"{shape}/{seen[shape]}".encode()).hexdigest()
        result: _Json = {
            "ruleId": finding.rule,
            "ruleIndex": order[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": _message(f"{finding.message} {finding.remedy}"),
            "locations": [_location(finding, place)],
            "partialFingerprints": {"nextgenPdf/v1": print_},
            "properties": {
                "code": finding.code,
                "alike": finding.alike,
                "courtMessage": finding.court_message,
                "pages": list(finding.location.all_pages),
                "areas": [
                    {"page": area.page, "box": list(area.box)}
                    for area in finding.location.areas
                ],
            },
        }
        if finding.waived is not None:
            accepted = {"kind": "external", "status": "accepted"}
            accepted["justification"] = sanitize_text(finding.waived, LONGEST)
            result["suppressions"] = [accepted]
        yield result


def _location(finding: Finding, place: _Json) -> _Json:
    at = finding.location
    logical: list[_Json] = []
    if at.page is not None:
        logical.append({"name": f"page {at.page}", "kind": "page"})
    if at.path or at.object:
        named = {"name": at.object, "fullyQualifiedName": at.path, "kind": "object"}
        logical.append({key: value for key, value in named.items() if value})
    location: _Json = {
        "physicalLocation": {"artifactLocation": place, "region": {"startLine": 1}}
    }
    return location | ({"logicalLocations": logical} if logical else {})


def _artifact(report: Report) -> _Json:
    artifact: _Json = {
        "location": _place(report.path),
        "length": report.size_bytes,
        "mimeType": "application/pdf",
        "roles": ["analysisTarget"],
        "properties": {
            "verdict": report.verdict,
            "pageCount": report.page_count,
            "pdfVersion": report.pdf_version,
        },
    }
    if report.sha256:
        artifact["hashes"] = {"sha-256": report.sha256}
    return artifact


def _gaps(report: Report, place: _Json) -> Iterator[_Json]:
    """What no rule could look at. It must not pass for nothing found."""
    for reason, rules in not_checked(report).items():
        for rule in rules:
            yield {
                "level": "error",
                "message": _message(f"Not checked: {rule}; {reason}."),
                "associatedRule": {"id": rule},
                "locations": [{"physicalLocation": {"artifactLocation": place}}],
            }


def _place(path: str) -> _Json:
    """The address of a file: from the folder where the command runs, or absolute."""
    # of surrogates only those stand for bytes of a file name (PEP 383)
    pure = PurePath(re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", path) or "unnamed")
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    uri = quote(pure.as_posix(), safe="/", errors="surrogateescape")
    return {"uri": uri, "uriBaseId": _BASE}


def _message(text: str) -> _Json:
    return {"text": _escaped(sanitize_text(text, LONGEST))}


def _escaped(text: str) -> str:
    """A text without what SARIF would take for a placeholder or a link (3.11)."""
    for mark in "[]":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("{", "{{").replace("}", "}}")
