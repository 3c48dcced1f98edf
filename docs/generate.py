"""Write the pages that are made from data: ``python docs/generate.py``.

``courts.md``: what is known about every court, from the data of the plug-ins.
``report.schema.json``: the JSON Schema of ``--format json``, from its types.

When the documentation is built, ``conf.py`` makes what is not kept: the pages of the rules,
and the parts of other pages that come from the program itself.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from command_page import command_reference
from format_examples import format_examples
from message_page import message_causes
from schema import report_schema

import nextgen_pdf_rules
from nextgen_pdf import Checker, Profile, Rule, courts, formats
from nextgen_pdf.courts import Court
from nextgen_pdf_rules._size_limits import figure

HERE = Path(__file__).parent
SCHEMA = Path(formats.__path__[0]) / "report.schema.json"
_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_INTRODUCTION = """\
# Courts

<!-- Made by docs/generate.py from courts.toml; change that. -->

What is known about each court in addition to the nationwide restrictions. `nextgen-pdf check
--court CODE` applies it, and `nextgen-pdf courts CODE` shows it.

Size limits change often, and most of these come from one PACER list of Jan. 10, 2023. The court's
own upload page shows the limit that applies today; pass it with `--max-size 50MB`. Where two
sources differ, both are named.
"""


def courts_page() -> str:
    """The page about the courts."""
    return "\n".join((_INTRODUCTION, *_tables(courts()))) + "\n"


def schema_text() -> str:
    """The JSON Schema, as it is published."""
    return json.dumps(report_schema(), indent=1) + "\n"


def write_parts(folder: Path) -> None:
    """Write the parts of pages that come from the program itself."""
    limited = Checker.installed(
        limits={"file-size": {"megabytes": 0.002}}, digest=False
    )
    parts = {
        "commands.md": command_reference(),
        "messages.md": message_causes(limited),
        **{f"formats/{name}.txt": text for name, text in format_examples().items()},
    }
    for name, text in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def write_rule_pages(folder: Path) -> None:
    """Write a page for each rule, and one that lists them."""
    folder.mkdir(exist_ok=True)
    checker = Checker.installed()
    in_order = [checker.rulebook[rule_id] for rule_id in checker.profile.rules]
    pages = {rule.id: rule_page(rule, checker.profile) for rule in in_order}
    pages["index"] = _rules_page(in_order, checker.profile)
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def rule_page(rule: Rule[...], profile: Profile) -> str:
    """The page of a rule: its docstring, and what a profile says about it."""
    setting = profile.rules[rule.id]
    said = [f"Severity: {setting.severity or 'off'}."]
    for name, limit in rule.limits.items():
        value = setting.limits.get(name, limit.default)
        if value != "":
            said.append(f"Limit `{name}`: `{value}`.")
    if setting.source:
        as_of = f", as of {_american(setting.as_of)}" if setting.as_of else ""
        said.append(f"Source: <{setting.source}>{as_of}.")
    if not setting.confirmed:
        said.append("The source does not say this in so many words.")
    if setting.note:
        said.append(setting.note)
    codes = [
        f"| `{code}` | {setting.severity_of(code) or 'off'} | {meaning} |"
        for code, meaning in rule.codes.items()
    ]
    return "\n".join(
        (
            f"# `{rule.id}`\n\n{rule.page}\n",
            f"## In the profile {profile.name}\n",
            *(f"* {line}" for line in said),
            "\n## Codes\n\n| Code | Severity | Finds |\n| --- | --- | --- |",
            *codes,
            *_checked(rule.id),
            "",
        )
    )


def _checked(rule_id: str) -> Iterator[str]:
    """The pages of programs' makers that fixes of a rule were compared with."""
    data = Path(nextgen_pdf_rules.__path__[0], "remedies.toml").read_text("utf-8")
    entries = [e for e in tomllib.loads(data)["checked"] if rule_id in e["rules"]]
    if entries:
        yield "\n## Fixes compared with the makers' pages\n"
    for entry in entries:
        dated = f" ({entry['dated']})" if entry["dated"] else ""
        yield (
            f"* {entry['program']}, `{entry['words']}`:"
            f" [{entry['title']}]({entry['source']}){dated}, read {entry['read']}."
        )


def _rules_page(rules: Iterable[Rule[...]], profile: Profile) -> str:
    rows = [
        f"| [`{rule.id}`]({rule.id}.md) | {profile.rules[rule.id].severity or 'off'}"
        f" | {rule.title} |"
        for rule in rules
    ]
    return "\n".join(
        (
            "# Rules\n",
            "In the order in which to fix what they find, with their severity in the",
            f"profile {profile.name}. `nextgen-pdf explain RULE` shows the same pages.\n",
            "| Rule | Severity | Finds |\n| --- | --- | --- |",
            *rows,
            "\n```{toctree}\n:hidden:\n",
            *(rule.id for rule in rules),
            "```\n",
        )
    )


def _tables(known: Iterable[Court]) -> Iterator[str]:
    by_kind: dict[str, list[Court]] = {}
    for court in known:
        by_kind.setdefault(court.kind, []).append(court)
    for kind, alike in by_kind.items():
        yield f"## {kind.capitalize()} courts\n"
        yield "| Code | Court | Size limit | What else | Sources |"
        yield "|---|---|---|---|---|"
        for court in alike:
            cells = (
                f"`{court.code}`",
                court.name,
                _size(court),
                _additions(court),
                _sources(court),
            )
            yield f"| {' | '.join(cells)} |"
        yield ""


def _size(court: Court) -> str:
    limits = court.rules.get("file-size", {}).get("limits", {})
    named = [
        figure(limits[number], limits[basis])
        for number, basis in (
            ("megabytes", "basis"),
            ("other_megabytes", "other_basis"),
        )
        if number in limits
    ]
    return " or ".join(named) or "unknown"


def _additions(court: Court) -> str:
    said = [
        f"`{rule}`: {setting['severity']}"
        for rule, setting in court.rules.items()
        if "severity" in setting
    ]
    extends = [f"profile `{court.extends}`"] if court.extends else []
    return ". ".join(filter(None, (", ".join(extends + said), court.note)))


def _sources(court: Court) -> str:
    addresses = dict.fromkeys(
        (court.help, *(_source(setting) for setting in court.rules.values()))
    )
    links = [address for address in addresses if address]
    return ", ".join(f"[{number}]({link})" for number, link in enumerate(links, 1))


def _american(text: str) -> str:
    """A text with its ISO dates as people write them: ``Jan. 10, 2023``."""
    return re.sub(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b", _date, text)


def _date(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    named = _MONTHS[int(month) - 1]
    return f"{named} {int(day)}, {year}" if day else f"{named} {year}"


def _source(setting: Any) -> str:
    source = str(setting.get("source", ""))
    return source if source.startswith("http") else ""


if __name__ == "__main__":
    (HERE / "courts.md").write_text(courts_page(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
