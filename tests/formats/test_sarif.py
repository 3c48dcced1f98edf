"""SARIF: as the schema of OASIS says, and as viewers read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import hostile
from nextgen_pdf import Report
from nextgen_pdf.formats import sarif

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def rendered(*reports: Report) -> Any:
    text = "".join(sarif.render(reports, hostile.run()))
    assert text.isascii()
    log = json.loads(text)
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_the_samples_are_as_the_schema_says(reports: list[Report]) -> None:
    run = rendered(*reports)
    assert len(run["artifacts"]) == len(reports)
    assert len(run["results"]) == sum(len(report.findings) for report in reports)
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        at = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][at["index"]]["location"]["uri"] == at["uri"]


def test_the_schema_notices_what_is_wrong() -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"version": "2.1.0", "runs": [{}]})


def test_without_documents() -> None:
    assert rendered()["results"] == []


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_text(text: str) -> None:
    run = rendered(hostile.report(text))
    (artifact,) = run["artifacts"]
    assert artifact["location"]["uri"].isascii()
    for result in run["results"]:
        assert not hostile.UNFIT & set(result["message"]["text"])
        assert len(result["message"]["text"]) < 5_000


def test_text_of_a_document_is_no_link_and_no_placeholder() -> None:
    (first, _) = rendered(hostile.report("{0} [a](https://example.org)"))["results"]
    assert r"{{0}} \[a\](https" in first["message"]["text"]


def test_severities_are_levels() -> None:
    run = rendered(hostile.report("a"))
    assert [result["level"] for result in run["results"]] == ["error", "note"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["fonts"]["defaultConfiguration"] == {
        "level": "warning",
        "enabled": True,
    }
    assert not rules["links"]["defaultConfiguration"]["enabled"]
    assert rules["javascript"]["helpUri"].startswith("https://")
    assert "## Fix" in rules["javascript"]["help"]["markdown"]


def test_what_was_not_checked_is_a_notification_and_no_success() -> None:
    (invocation,) = rendered(hostile.report("a"))["invocations"]
    assert invocation["executionSuccessful"] is False
    (gap,) = invocation["toolExecutionNotifications"]
    assert gap["associatedRule"] == {"id": "fonts"}
    ready = hostile.report("a", rules=(), findings=())
    assert rendered(ready)["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü#1?.pdf", "a%20b/%C3%BC%231%3F.pdf"),
        ("a:b.pdf", "a%3Ab.pdf"),
        ("-", "-"),
        ("", "unnamed"),
        ("\udcff.pdf", "%FF.pdf"),  # bytes that are no text
    ],
)
def test_addresses(path: str, uri: str) -> None:
    (artifact,) = rendered(hostile.report(path))["artifacts"]
    assert artifact["location"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_an_absolute_path_is_an_absolute_address(tmp_path: Path) -> None:
    (artifact,) = rendered(hostile.report(str(tmp_path / "a b.pdf")))["artifacts"]
    assert artifact["location"] == {"uri": (tmp_path / "a b.pdf").as_uri()}


def test_fingerprints_stay_when_only_the_objects_are_others() -> None:
    one = hostile.report("a")
    other = hostile.report("b")
    prints = [
        [result["partialFingerprints"] for result in rendered(report)["results"]]
        for report in (one, other)
    ]
    assert prints[0] == prints[1]
    twice = one._replace(findings=one.findings[:1] * 2)
    first, second = rendered(twice)["results"]
    assert first["partialFingerprints"] != second["partialFingerprints"]
