"""Write the pages that are made from data: ``python docs/generate.py``.

``courts.md``: what is known of every court, from the data of the plug-ins.
``report.schema.json``: the JSON Schema of ``--format json``, from its types.

The pages of the rules are made by ``conf.py`` when the documentation is built.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from schema import report_schema

import nextgen_pdf_rules
from nextgen_pdf import Checker, Profile, Rule, courts, formats
from nextgen_pdf.courts import Court
from nextgen_pdf_rules._size_limits import figure

HERE = Path(__file__).parent
SCHEMA = Path(formats.__path__[0]) / "report.schema.json"
_INTRODUCTION = """\
# Courts

<!-- Made by docs/generate.py from courts.toml; change that. -->

What is known of each court beside the nationwide restrictions. `nextgen-pdf check
--court CODE` checks by it, and `nextgen-pdf courts CODE` shows it.

Size limits move often, and most of these come from one list of PACER of January 2023. The
upload page of the court itself shows the limit that holds today; give it with
`--max-size 50MB`. Where two sources differ, both are named.
"""


def courts_page() -> str:
    """The page about the courts."""
    return "\n".join((_INTRODUCTION, *_tables(courts()))) + "\n"


def schema_text() -> str:
    """The JSON Schema, as it is published."""
    return json.dumps(report_schema(), indent=1) + "\n"


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
    """The page of a rule: its docstring, and what a profile says of it."""
    setting = profile.rules[rule.id]
    said = [f"Severity: {setting.severity or 'off'}."]
    for name, limit in rule.limits.items():
        value = setting.limits.get(name, limit.default)
        if value != "":
            said.append(f"Limit `{name}`: `{value}`.")
    if setting.source:
        as_of = f", of {setting.as_of}" if setting.as_of else ""
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
            "\n## Codes\n\n| code | severity | finds |\n| --- | --- | --- |",
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
            "In the order in which to mend what they find, with their severity in the",
            f"profile {profile.name}. `nextgen-pdf explain RULE` shows the same pages.\n",
            "| rule | severity | finds |\n| --- | --- | --- |",
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
        yield "| code | court | size limit | what else | sources |"
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
    return " or ".join(named) or "not known"


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


def _source(setting: Any) -> str:
    source = str(setting.get("source", ""))
    return source if source.startswith("http") else ""


if __name__ == "__main__":
    (HERE / "courts.md").write_text(courts_page(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
