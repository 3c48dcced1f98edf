"""The commands that check nothing and tell what is known: rules, courts, profiles."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from nextgen_pdf.checker import Checker
from nextgen_pdf.cli import completion, terminal
from nextgen_pdf.cli.help import Command
from nextgen_pdf.cli.markdown import laid_out
from nextgen_pdf.cli.options import court_option, profile_option
from nextgen_pdf.courts import Court, UnknownCourtError
from nextgen_pdf.errors import UnknownNameError, UsageError, nearest
from nextgen_pdf.findings import Severity
from nextgen_pdf.formats._columns import wrapped
from nextgen_pdf.formats._wording import for_people
from nextgen_pdf.mendable import ON_REQUEST
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import DEFAULT, Profile, RuleSetting, load
from nextgen_pdf.rulebook import Rule

_RELEASES_SEEN = "2023-01-10"
"""When PACER's list of the courts' CM/ECF releases was read."""


@click.command(cls=Command)
@court_option
@profile_option
def rules(court: str | None, profile: str | None) -> None:
    """List the rules of a profile, one per line, with their severity."""
    checker = Checker.installed(profile, court=court)
    width = max(len(rule.id) for rule in checker.rulebook)
    for rule in checker.rulebook:
        setting = checker.profile.rules.get(rule.id)
        weight = (setting and setting.severity) or "off"
        click.echo(f"{rule.id:<{width}}  {weight:<8} {rule.title}")


@click.command(
    cls=Command,
    short_help="Explain a rule, a code, or a message from a court.",
    examples=(
        ("A rule", "nextgen-pdf explain fonts"),
        ("A code, as reports give it", "nextgen-pdf explain open-action"),
        ("A code that several rules have", "nextgen-pdf explain javascript/annotation"),
        (
            "What the court's page said",
            "nextgen-pdf explain --message 'malformed or contains code'",
        ),
    ),
)
@click.argument(
    "name",
    metavar="RULE|CODE|RULE/CODE",
    required=False,
    shell_complete=completion.explainable,
)
@click.option(
    "--message",
    metavar="TEXT",
    help="List the rules that may be behind this message on the court's page; a part of"
    " it is enough.",
)
@court_option
@profile_option
def explain(
    name: str | None, message: str | None, court: str | None, profile: str | None
) -> None:
    """Explain a rule, one of its codes, or a message from the court's page.

    For a rule: what it finds, who asks for it, why, and how to fix it. For a code: which
    rule has it, what it means, its severity, and how to fix it.
    """
    if (name is None) == (message is None):
        raise UsageError("Give a rule or a code, or --message, and not both")
    checker = Checker.installed(profile, court=court)
    if name is None:
        lines = _causes(message or "", checker)
    elif name in checker.rulebook:
        lines = _rule(checker.rulebook[name], checker.profile)
    else:
        lines = _codes(name, checker)
    for text in lines:
        click.echo(_laid_out(text))


def _rule(rule: Rule[...], profile: Profile) -> Iterator[str]:
    """The page of a rule, and what a profile says of it."""
    yield f"{rule.id}: {rule.page}\n"
    yield f"## In the profile {profile.name}\n"
    yield from _facts(rule, profile.rules.get(rule.id))


def _codes(name: str, checker: Checker) -> Iterator[str]:
    """What a code means, in each rule that has it.

    Args:
        name: the code, or the rule and the code with a slash between them.
        checker: knows the rules and the profile.

    Raises:
        UnknownNameError: no rule has it; names the nearest.
    """
    rule_id, _, code = name.rpartition("/")
    rulebook = checker.rulebook
    asked = [rulebook[rule_id]] if rule_id else list(rulebook)
    found = [rule for rule in asked if code in rule.codes]
    if not found:
        codes = [code for rule in asked for code in rule.codes]
        if rule_id:
            raise UnknownNameError(f"{rule_id} code", code, codes)
        ids = [rule.id for rule in rulebook]
        near = nearest(code, codes)
        raise UnknownNameError("rule or code", code, [*ids, near] if near else ids)
    for rule in found:
        yield from _code(rule, code, checker.profile)
    if len(found) > 1:
        yield f"'nextgen-pdf explain {found[0].id}/{code}' tells how to fix one of them."
        return
    yield f"## Fix\n\n{found[0].section('Fix')}\n"
    yield f"'nextgen-pdf explain {found[0].id}' has the whole page."


def _code(rule: Rule[...], code: str, profile: Profile) -> Iterator[str]:
    """What a code of a rule means, and how much it weighs."""
    setting = profile.rules.get(rule.id)
    severity = setting.severity_of(code) if setting and setting.severity else None
    title = rule.title.removesuffix(".")
    yield f"{rule.id}/{code}"
    yield f"{title}: {rule.codes[code]}."
    yield ""
    yield f"Severity: {_MEANING[severity]} (profile {profile.name})"
    if rule.mended_by.get(code) not in {None, "decision", *ON_REQUEST}:
        yield "Copy:     'nextgen-pdf fix FILE' can fix this in a copy"
    yield ""


_MEANING: dict[Severity | None, str] = {
    "error": "error; the file will be refused",
    "warning": "warning; the file may be refused",
    "info": "info; worth a look, and never fails a check",
    None: "off; not looked for",
}


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
        known_texts = "\n- ".join(re.sub(r"\{[^}]*\}", "...", text) for text in texts)
        raise UsageError(
            f"No court is known to say that. Known messages:\n- {known_texts}"
        )
    causes = [rule for place in sorted(found) for rule in found[place]]
    if len(causes) > 1:
        yield "The likely causes; the court does not say which of them it was:"
    else:
        yield "The likely cause:"
    yield ""
    for rule_id in causes:
        yield f"  {rule_id:<17} {checker.rulebook[rule_id].title}"
    yield ""
    yield "To see what is wrong with a file: nextgen-pdf check FILE"
    yield f"To read more: nextgen-pdf explain {causes[0] if len(causes) == 1 else 'RULE'}"


def _words(text: str) -> set[str]:
    """The words of a message; what differs from court to court stands in braces.

    Some pages put "ERROR:" before it.
    """
    words = re.findall(r"[a-z]+", re.sub(r"\{[^}]*\}", " ", text.casefold()))
    return set(words) - {"error"}


@click.command(
    cls=Command,
    short_help="List courts, with their codes and size limits.",
    examples=(
        ("Every court", "nextgen-pdf courts"),
        ("Courts by a part of their name", "nextgen-pdf courts alabama"),
        ("All that is known of one court", "nextgen-pdf courts almd"),
    ),
)
@click.argument(
    "words", nargs=-1, metavar="[CODE|WORDS]...", shell_complete=completion.courts
)
def courts(words: tuple[str, ...]) -> None:
    """List courts with their codes and size limits, or show all that is known of one court."""
    installed = plugins()
    known = installed.courts
    wanted = " ".join(words)
    exact = [court for court in known if court.code == wanted.casefold()]
    found = exact or known.named(wanted)
    if not found:
        raise UnknownCourtError(wanted, known.nearest(wanted))
    for court in found:
        click.echo(f"{court.code:<6} {court.name}")
        about = _about(court) if len(found) == 1 else ()
        for line in (*court.limits_in_words(installed.rulebook), *about):
            click.echo(_laid_out(line, " " * 7))


def _laid_out(text: str, indent: str = "") -> str:
    """A line, or a page, for the terminal; whoever reads a pipe wants whole lines."""
    if not terminal.is_terminal(sys.stdout):
        return f"{indent}{text}"
    width = terminal.width(sys.stdout)
    if "\n" in text:
        return laid_out(text, width)
    return wrapped(text, width, indent, f"{indent}  ")


def _about(court: Court) -> Iterator[str]:
    """What is known of one court besides its limit."""
    if court.release:
        yield f"CM/ECF release: {court.release} (PACER, seen {for_people(_RELEASES_SEEN)})"
    yield f"Profile: {court.extends or DEFAULT}"
    if court.note:
        yield f"Note: {court.note}"
    if court.help:
        yield f"Its page: {court.help}"
    yield "Sources:"
    for rule_id, setting in court.rules.items():
        severity = setting.get("severity")
        weight = f" ({severity})" if severity else ""
        as_of = setting.get("as_of")
        dated = f", {for_people(str(as_of))}" if as_of else ""
        source = setting.get("source", "no source found")
        yield f"- {rule_id}{weight}: {source}{dated}"


@click.command(cls=Command)
def profiles() -> None:
    """List the profiles that 'check --profile' takes."""
    found = plugins()
    width = max((len(name) for name in found.profiles), default=0)
    for name in sorted(found.profiles):
        profile = load(name, found.profiles, found.rulebook)
        default = " (default)" if name == DEFAULT else ""
        click.echo(f"{name:<{width}}  {profile.title}{default}")


def _facts(rule: Rule[...], setting: RuleSetting | None) -> Iterator[str]:
    """What a profile says of a rule, and the rule's ways to fail."""
    if setting is None or setting.severity is None:
        yield "This profile does not use the rule."
    else:
        yield f"Severity: {setting.severity}"
        for name, limit in rule.limits.items():
            if value := setting.limits.get(name, limit.default):
                yield (
                    f"Limit {name}: {value:g}"
                    if isinstance(value, float)
                    else f"Limit {name}: {value}"
                )
        if setting.source:
            dated = f", {for_people(setting.as_of)}" if setting.as_of else ""
            yield f"Source: {setting.source}{dated}"
        if not setting.confirmed:
            yield "The source does not say this word for word."
        if setting.note:
            yield f"Note: {setting.note}"
    yield "\n## Codes\n"
    for code, meaning in rule.codes.items():
        severity = setting.severity_of(code) if setting else None
        yield f"* {code} ({severity or 'off'}): {meaning}"
