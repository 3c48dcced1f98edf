"""The commands that check nothing and tell what is known: rules, courts, profiles."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from nextgen_pdf.checker import Checker
from nextgen_pdf.cli import completion
from nextgen_pdf.cli.options import court_option, profile_option
from nextgen_pdf.courts import Court, UnknownCourtError
from nextgen_pdf.errors import UsageError
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import DEFAULT, RuleSetting, load
from nextgen_pdf.rulebook import Rule


@click.command()
@court_option
@profile_option
def rules(court: str | None, profile: str | None) -> None:
    """List the rules of a profile, a line each."""
    checker = Checker.installed(profile, court=court)
    width = max(len(rule.id) for rule in checker.rulebook)
    for rule in checker.rulebook:
        setting = checker.profile.rules.get(rule.id)
        weight = (setting and setting.severity) or "off"
        click.echo(f"{rule.id:<{width}}  {weight:<8} {rule.title}")


@click.command()
@click.argument(
    "rule_id", metavar="RULE", required=False, shell_complete=completion.rules
)
@click.option(
    "--message",
    metavar="TEXT",
    help="What the court's page said, or a part of it: lists what may have caused it.",
)
@court_option
@profile_option
def explain(
    rule_id: str | None, message: str | None, court: str | None, profile: str | None
) -> None:
    """Say what a rule finds, why, who asks for it, and how to fix it."""
    if (rule_id is None) == (message is None):
        raise UsageError("Name a rule, or give --message, and not both")
    checker = Checker.installed(profile, court=court)
    if rule_id is not None:
        rule = checker.rulebook[rule_id]
        click.echo(f"{rule.id}: {rule.page}\n")
        click.echo(f"## In the profile {checker.profile.name}\n")
        lines = _facts(rule, checker.profile.rules.get(rule_id))
    else:
        lines = _causes(message or "", checker)
    for line in lines:
        click.echo(line)


def _causes(message: str, checker: Checker) -> Iterator[str]:
    """What may have caused a message of the court's page, the likeliest first."""
    wanted = _words(message)
    found: dict[int, list[str]] = {}
    texts: dict[str, None] = {}
    for rule_id, setting in checker.profile.rules.items():
        for place, known in enumerate(setting.messages):
            texts[known.text] = None
            if wanted and wanted <= _words(known.text):
                found.setdefault(place, []).append(rule_id)
                break
    if not found:
        known_texts = "; ".join(repr(text) for text in texts)
        raise UsageError(f"No court is known to say that. Known: {known_texts}")
    yield "This may have caused the message; which of them it was, the court does not say:"
    yield ""
    for rule_id in (rule for place in sorted(found) for rule in found[place]):
        yield f"  {rule_id:<17} {checker.rulebook[rule_id].title}"
    yield ""
    yield "'nextgen-pdf check FILE' finds which; 'nextgen-pdf explain RULE' says more."


def _words(text: str) -> set[str]:
    """The words of a message; what differs from court to court stands in braces.

    Some pages put "ERROR:" before it.
    """
    words = re.findall(r"[a-z]+", re.sub(r"\{[^}]*\}", " ", text.casefold()))
    return set(words) - {"error"}


@click.command()
@click.argument(
    "words", nargs=-1, metavar="[CODE|WORDS]...", shell_complete=completion.courts
)
def courts(words: tuple[str, ...]) -> None:
    """List courts and their limits; of one court, all that is known.

    Words are looked for in codes and names: nextgen-pdf courts alabama.
    """
    installed = plugins()
    known = installed.courts
    wanted = " ".join(words)
    exact = [court for court in known if court.code == wanted.casefold()]
    found = exact or known.named(wanted)
    if not found:
        raise UnknownCourtError(wanted, known.nearest(wanted))
    for court in found:
        click.echo(f"{court.code:<6} {court.name}")
        for line in court.limits_in_words(installed.rulebook):
            click.echo(f"       {line}")
        if len(found) == 1:
            for line in _about(court):
                click.echo(f"       {line}")


def _about(court: Court) -> Iterator[str]:
    """What is known of one court beside its limit."""
    if court.release:
        yield f"CM/ECF release: {court.release} (PACER, seen 2023-01-10)"
    yield f"Profile: {court.extends or DEFAULT}"
    if court.note:
        yield f"Note: {court.note}"
    if court.help:
        yield f"Its page: {court.help}"
    for rule_id, setting in court.rules.items():
        severity = setting.get("severity")
        weight = f": {severity}" if severity else ""
        as_of = f", of {setting['as_of']}" if setting.get("as_of") else ""
        source = setting.get("source", "no source found")
        yield f"{rule_id}{weight} ({source}{as_of})"


@click.command()
def profiles() -> None:
    """List the profiles."""
    found = plugins()
    width = max((len(name) for name in found.profiles), default=0)
    for name in sorted(found.profiles):
        profile = load(name, found.profiles, found.rulebook)
        default = " (default)" if name == DEFAULT else ""
        click.echo(f"{name:<{width}}  {profile.title}{default}")


def _facts(rule: Rule[...], setting: RuleSetting | None) -> Iterator[str]:
    """What a profile says of a rule, and the rule's ways to fail."""
    if setting is None or setting.severity is None:
        yield "The rule is off."
    else:
        yield f"Severity: {setting.severity}"
        for name, limit in rule.limits.items():
            yield f"Limit {name}: {setting.limits.get(name, limit.default)}"
        if setting.source:
            yield f"Source: {setting.source}{setting.as_of and f', of {setting.as_of}'}"
        if not setting.confirmed:
            yield "The source does not say this in so many words."
        if setting.note:
            yield f"Note: {setting.note}"
    yield "\n## Codes\n"
    for code, meaning in rule.codes.items():
        severity = setting.severity_of(code) if setting else None
        yield f"* {code} ({severity or 'off'}): {meaning}"
