"""The examples in README.md and docs/ are run, as their readers would run them.

Every block of ``sh``, ``console``, ``python``, ``toml`` and ``json`` is tried; where that is not
possible, a comment before the block says why: ``<!-- not run: needs Spark -->``. The
examples of a page are run in order, in one folder with some PDFs in it.

* ``sh``: each line is the command, and is used rightly.
* ``console``: after ``$`` the command, and below it exactly what it prints; a line ``...``
  stands for any lines.
* ``python``: runs without an error; what a comment after ``print(…)`` says is printed.
* ``toml``: is a configuration that ``check`` takes.
* ``json``: is what the JSON Schema describes.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import generate
import jsonschema
import pytest
from click.testing import CliRunner, Result
from command_page import command_reference
from format_examples import PICTURED, format_examples
from message_page import message_causes, messages_in_use

import nextgen_pdf
from nextgen_pdf import Checker, formats
from nextgen_pdf.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LANGUAGES = ("sh", "console", "python", "toml", "json")
_BLOCK = re.compile(
    r"(?P<not_run><!-- not run: .+? -->\n+)?^```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
SCHEMA = json.loads(
    (ROOT / "nextgen_pdf/formats/report.schema.json").read_text(encoding="utf-8")
)
FILES = {
    "Motion.pdf": "javascript/fail-open-action.pdf",
    "brief.pdf": "brief/pass-clean.pdf",
    "exhibits/A.pdf": "brief/pass-clean.pdf",
    "exhibits/B.pdf": "links/some-courts-web-page.pdf",
    "intake/1.pdf": "brief/pass-clean.pdf",
    "intake/2.pdf": "forms/fail-designed-form.pdf",
}


class Example(NamedTuple):
    """A block of code on a page."""

    place: str
    language: str
    text: str


def examples(page: Path) -> Iterator[Example]:
    """The blocks of a page that are to be run."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start("language")) + 1
        if block["language"] in LANGUAGES and not block["not_run"]:
            yield Example(f"{page.name}:{line}", block["language"], block["text"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: the files that the examples speak of."""
    for name, sample in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "samples" / sample, tmp_path / name)
    script = tmp_path / "samples" / "javascript" / "fail-open-action.pdf"
    script.parent.mkdir(parents=True)
    shutil.copy(tmp_path / "Motion.pdf", script)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.pikepdf
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples(page: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for example in examples(page):
        match example.language:
            case "sh":
                for line in _lines(example.text):
                    _run(line, example.place)
            case "console":
                _session(example)
            case "python":
                _python(example, capsys)
            case "json":
                jsonschema.validate(json.loads(example.text), SCHEMA)
            case _:
                _configuration(example, folder)


def _lines(text: str) -> Iterator[str]:
    whole = text.replace("\\\n", " ")
    yield from (line for line in whole.splitlines() if line and line[0] != "#")


def _run(line: str, place: str) -> Result:
    program, *args = shlex.split(line, comments=True)
    assert program == "nextgen-pdf", f"{place}: {line}"
    result = CliRunner().invoke(main, args)
    assert isinstance(result.exception, SystemExit | None), f"{place}: {line}"
    assert result.exit_code != 2, f"{place}: {line}: {result.stderr}"
    return result


def _session(example: Example) -> None:
    for part in re.split(r"^\$ ", example.text, flags=re.MULTILINE)[1:]:
        line, _, said = part.partition("\n")
        expected = re.escape(f"\n{said.strip()}\n")
        expected = expected.replace(re.escape("\n...\n"), r"\n(.*\n)*?")
        printed = f"\n{_run(line, example.place).stdout.strip()}\n"
        assert re.fullmatch(expected, printed), f"{example.place}: {line}\n{printed}"


def _python(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example.text, example.place, "exec"), {"__name__": "example"})  # noqa: S102
    printed = capsys.readouterr().out.splitlines()
    for said in re.findall(r"^ *print\(.*\)  # (.*)$", example.text, re.MULTILINE):
        assert said in printed, f"{example.place}: {printed}"


def _configuration(example: Example, folder: Path) -> None:
    table = tomllib.loads(example.text)
    name = "pyproject.toml" if "tool" in table else "nextgen-pdf.toml"
    file = folder / name
    file.write_text(example.text, encoding="utf-8")
    _run("nextgen-pdf check brief.pdf", example.place)
    file.unlink()


def test_they_are_found() -> None:
    found = [example.language for page in PAGES for example in examples(page)]
    assert set(found) == set(LANGUAGES)


def test_every_rule_has_a_page(tmp_path: Path) -> None:
    generate.write_rule_pages(tmp_path)
    index = (tmp_path / "index.md").read_text(encoding="utf-8")
    for rule in Checker.installed().rulebook:
        page = (tmp_path / f"{rule.id}.md").read_text(encoding="utf-8")
        assert rule.page in page
        assert all(f"| `{code}` |" in page for code in rule.codes)
        assert f"({rule.id}.md)" in index


def test_the_reference_has_every_command_and_option() -> None:
    page = command_reference()
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert f"## nextgen-pdf {name}\n" in page
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert re.search(rf"^`.*{option.opts[0]}\b.*`$", page, re.MULTILINE)


def test_every_message_leads_to_its_rules() -> None:
    checker = Checker.installed(
        limits={"file-size": {"megabytes": 0.002}}, digest=False
    )
    sections = message_causes(checker).split("## ")[1:]
    known = messages_in_use(checker.profile)
    assert len(sections) == len(known)
    for section, rule_ids in zip(sections, known.values(), strict=True):
        assert re.findall(r"rules/([a-z-]+)\.md", section) == rule_ids
    for message, rule_ids in known.items():
        pasted = f"ERROR: {re.sub('{.*?}', '35', message.text)}"
        result = CliRunner().invoke(main, ["explain", "--message", pasted])
        assert set(rule_ids) <= set(result.stdout.split()), result.output
    report = checker.check(ROOT / "samples/javascript/fail-open-action.pdf")
    said = f"{report.findings[0].court_message}"
    (section,) = (text for text in sections if text.split("\n")[2][2:] in said)
    assert "(rules/javascript.md)" in section


def test_every_format_has_its_section_and_example() -> None:
    page = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\w+)$", page, re.MULTILINE)
    assert sorted(headings) == formats.built_in()
    assert re.findall(r"^\| \[`(\w+)`\]\(#\1\)", page, re.MULTILINE) == headings
    shown = {name: text for name, text in format_examples().items() if "Motion" in text}
    used = re.findall(r"made/formats/(\w+)\.txt", page)
    assert used == [name for name in headings if name not in PICTURED]
    assert shown.keys() == set(used)


def test_the_reference_has_every_public_name() -> None:
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    names = re.findall(r"^\.\. auto(?!module)\w+:: (\w+)$", page, re.MULTILINE)
    assert names[0] == "check"
    assert sorted(names) == sorted(nextgen_pdf.__all__)
