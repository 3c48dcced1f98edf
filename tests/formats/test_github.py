"""Annotations of GitHub Actions, read back as a runner reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

import hostile
from nextgen_pdf import Report
from nextgen_pdf.formats import github


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str, *others: str) -> str:
    for mark in ("\r", "\n", *others, "%"):
        text = text.replace(f"%{ord(mark):02X}", mark)
    return text


def commands(*reports: Report) -> list[Command]:
    """The commands as ActionCommand.TryParseV2 of actions/runner takes them apart."""
    found = []
    text = "".join(github.render(reports, hostile.run()))
    for line in re.split(r"[\r\n]+", text):
        if line.lstrip().startswith("::"):
            head, _, message = line.lstrip()[2:].partition("::")
            name, _, properties = head.partition(" ")
            pairs = (item.partition("=") for item in properties.split(",") if item)
            values = {key: unescaped(value, ":", ",") for key, _, value in pairs}
            found.append(Command(name, values, unescaped(message)))
    return found


def test_a_command_for_each_finding_and_each_reason() -> None:
    assert commands(hostile.report("a b/brief, 1:2 (50%).pdf")) == [
        Command(
            "error",
            {
                "file": "a b/brief, 1:2 (50%).pdf",
                "title": "Will be refused: attachments (name-tree)",
            },
            'The file "a b/brief, 1:2 (50%).pdf" is attached. Where: page 3'
            " (/Root/a b/brief, 1:2 (50%).pdf). Fix: Take it out.",
        ),
        Command(
            "notice",
            {
                "file": "a b/brief, 1:2 (50%).pdf",
                "title": "Worth a look: attachments (empty-portfolio)",
            },
            'The file "a b/brief, 1:2 (50%).pdf" is attached. Where: page 3'
            " (/Root/a b/brief, 1:2 (50%).pdf). Fix: Take it out.",
        ),
        Command(
            "error",
            {"file": "a b/brief, 1:2 (50%).pdf", "title": "Could not be checked"},
            "Not checked: fonts; a b/brief, 1:2 (50%).pdf.",
        ),
    ]


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_text_makes_no_other_command(text: str) -> None:
    found = commands(hostile.report(text))
    assert [command.name for command in found] == ["error", "notice", "error"]
    for command in found:
        assert set(command.properties) == {"file", "title"}
        assert len(command.message) < 5_000
        for shown in (*command.properties.values(), command.message):
            assert shown.isprintable()


def test_the_last_line_counts(reports: list[Report]) -> None:
    text = "".join(github.render(reports, hostile.run()))
    assert text.splitlines()[-1].startswith(f"{len(reports)} documents: ")
