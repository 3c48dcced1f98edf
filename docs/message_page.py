"""What may be behind each message of the court's upload page, from the profiles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from nextgen_pdf import Checker, Profile, Severity
from nextgen_pdf.profile import Message

SAMPLES = Path(__file__).parent.parent / "samples"
_TITLE = re.compile(r"[^.({]+")
_GRAVEST: list[Severity] = ["error", "warning", "info"]


def messages_in_use(profile: Profile) -> dict[Message, list[str]]:
    """The rules that each message may stand for, the most likely first."""
    places: dict[Message, list[tuple[int, str]]] = {}
    for rule_id, setting in profile.rules.items():
        for place, message in enumerate(setting.messages):
            places.setdefault(message, []).append((place, rule_id))
    in_order = sorted(places, key=lambda message: -len(places[message]))
    return {
        message: [rule_id for _, rule_id in sorted(places[message], key=_place)]
        for message in in_order
    }


def message_causes(checker: Checker) -> str:
    """A section for each message: who shows it, its causes, and what to do."""
    remedies = _remedies(checker)
    sections: list[str] = []
    for message, rule_ids in messages_in_use(checker.profile).items():
        rows = (
            f"| {checker.rulebook[rule_id].title} | {remedies[rule_id]} |"
            f" [`{rule_id}`](rules/{rule_id}.md) |"
            for rule_id in rule_ids
        )
        sections.extend(_section(message, rows))
    return "\n".join(sections)


def _section(message: Message, rows: Iterable[str]) -> Iterator[str]:
    text = re.sub(r"\{[^}]*\}", "35", message.text)
    title = _TITLE.match(text.removeprefix("ERROR: "))
    yield f"## “{title[0].strip() if title else text}”\n"
    yield f"> {text}\n"
    if message.source:
        site = urlsplit(message.source).hostname
        yield f"Source: [{site}]({message.source}).\n"
    yield "| Likely cause | First thing to do | All steps |\n| --- | --- | --- |"
    yield from rows
    yield ""


def _place(placed: tuple[int, str]) -> int:
    return placed[0]


def _remedies(checker: Checker) -> dict[str, str]:
    """How each rule's remedy begins, as it stands in a report on one of its samples."""
    remedies: dict[str, str] = {}
    for rule_id in checker.profile.rules:
        found = [
            finding
            for sample in sorted((SAMPLES / rule_id).glob("*.pdf"))
            for finding in checker.check(sample).findings
            if finding.rule == rule_id
        ]
        if found:
            gravest = min(found, key=lambda one: _GRAVEST.index(one.severity))
            remedies[rule_id] = re.split(r"(?<=[.])\s", gravest.remedy, maxsplit=1)[0]
    return remedies
