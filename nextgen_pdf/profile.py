"""Profiles: which rules run, how much they weigh, and within which limits.

A profile is a TOML file. It may extend another and then says only what differs::

    title = "CM/ECF NextGen 1.6"
    extends = "…"

    [rules.page-size]
    severity = "warning"            # error, warning, info or off
    source = "https://…"            # who asks for it
    as_of = "2022-07-01"            # when that was so
    confirmed = true                # false: the source is missing or disputed
    note = "…"
    limits = { tolerance = 9.0 }    # the rule's keyword-only parameters
    codes = { odd-box = "info" }    # a severity of its own for one way to fail
    messages = ["too-large"]        # what the court's page says then, most likely first

    [messages.too-large]
    text = "This document cannot be loaded …"
    source = "https://…"
    as_of = "2019-08-02"
"""

from __future__ import annotations

import copyreg
import os
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from nextgen_pdf.courts import Court
from nextgen_pdf.errors import ProfileError, UnknownNameError, UsageError
from nextgen_pdf.findings import SEVERITIES, Severity
from nextgen_pdf.rulebook import Limit, Rule, Rulebook

DEFAULT = "nextgen-1.6"

_PROFILE_KEYS = ("title", "description", "extends", "rules", "messages")
_RULE_KEYS = (
    "severity",
    "codes",
    "limits",
    "messages",
    "source",
    "as_of",
    "confirmed",
    "note",
)
_MESSAGE_KEYS = ("text", "source", "as_of")
_OFF = "off"


def _read_only(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(table)


# A profile goes to other processes, and its read-only tables with it.
copyreg.pickle(MappingProxyType, lambda table: (_read_only, (dict(table),)))


class Message(NamedTuple):
    """What a court's page shows on the screen."""

    text: str
    source: str = ""
    as_of: str = ""


class RuleSetting(NamedTuple):
    """What a profile says of one rule."""

    severity: Severity | None
    """The severity of its findings; ``None`` if the rule is off."""
    codes: Mapping[str, Severity | None] = MappingProxyType({})
    """Other severities for some of its codes; ``None``: such findings are dropped."""
    limits: Mapping[str, Any] = MappingProxyType({})
    """Values for its limits."""
    messages: tuple[Message, ...] = ()
    """What the court's page says then, the most likely first."""
    source: str = ""
    as_of: str = ""
    """The date of the source, ``YYYY-MM-DD``; empty when it has none."""
    confirmed: bool = True
    """Whether the source says this in so many words."""
    note: str = ""

    def severity_of(self, code: str) -> Severity | None:
        """The severity of a finding with this code."""
        return self.codes.get(code, self.severity)

    def limits_in_words(self, rule: Rule[...]) -> str:
        """How the limits of its rule read."""
        # limits of the user's own have no source, and need none
        return rule.limits_in_words(self.limits, self.as_of if self.source else None)


class ProfileFile(NamedTuple):
    """A file that a profile was read from, as it was then."""

    path: Path
    state: tuple[int, ...] | None
    """Changes when the file does; ``None``: there was none."""

    @classmethod
    def now(cls, path: Path) -> ProfileFile:
        """The file as it is."""
        try:
            at = path.stat()
        except OSError:
            return cls(path, None)
        return cls(path, (at.st_dev, at.st_ino, at.st_size, at.st_mtime_ns))


class Profile(NamedTuple):
    """A profile, checked against the rules there are."""

    name: str
    title: str
    description: str = ""
    court: Court | None = None
    """The court whose requirements are added."""
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    """By rule id, in the order in which a filer should fix problems."""
    files: tuple[ProfileFile, ...] = ()
    """The files it was read from: its own first, then those that it extends."""

    def outdated(self) -> bool:
        """Whether a file that it was read from has changed."""
        return any(file != ProfileFile.now(file.path) for file in self.files)

    def restricted(
        self, select: Iterable[str], ignore: Iterable[str], rulebook: Rulebook
    ) -> Profile:
        """The same profile with only some rules, or without some.

        Args:
            select: the only rules to run, even if they are off in the profile; if empty, all.
            ignore: rules not to run.
            rulebook: the rules there are.

        Raises:
            UnknownNameError: there is no such rule.
            UsageError: no rule would run.
        """
        chosen = {rulebook[rule_id].id for rule_id in select}
        ignored = {rulebook[rule_id].id for rule_id in ignore}
        rules = dict(self.rules)
        for rule_id in chosen:
            setting = rules.get(rule_id) or RuleSetting(severity=None)
            rules[rule_id] = setting._replace(severity=setting.severity or "warning")
        for rule_id, setting in rules.items():
            if rule_id in ignored or (chosen and rule_id not in chosen):
                rules[rule_id] = setting._replace(severity=None)
        if ignored and not any(each.severity for each in rules.values()):
            raise UsageError("No rule would run: all of them are ignored")
        return self._replace(rules=rules)

    def limited(self, rule_id: str, rulebook: Rulebook, **limits: object) -> Profile:
        """The same profile with other limits for a rule.

        Raises:
            UnknownNameError: there is no such rule.
            ProfileError: a limit that the rule does not have, or a value of the wrong type.
        """
        rule = rulebook[rule_id]
        setting = self.rules.get(rule_id) or RuleSetting(severity="warning")
        checked = _limits(
            {**setting.limits, **limits}, rule, f"the limits of {rule_id}"
        )
        return self._replace(
            rules={
                **self.rules,
                rule_id: setting._replace(limits=checked, source="", as_of=""),
            }
        )


def load(
    name: str | os.PathLike[str],
    files: Mapping[str, Path],
    rulebook: Rulebook,
    court: Court | None = None,
) -> Profile:
    """Load a profile and check every word of it.

    Args:
        name: its name, or the path of its file.
        files: the files of the profiles there are, by name.
        rulebook: the rules there are.
        court: the court whose additions are laid over it.

    Raises:
        UnknownNameError: there is no such profile.
        ProfileError: it is broken; the sentence names the file and the place.
    """
    path = _find(os.fspath(name), files)
    read: list[ProfileFile] = []
    table = _with_base(path, files, read)
    where = str(path)
    if court is not None:
        table = _laid_over(table, {"rules": dict(court.rules)})
        where = f"{court.file}, [{court.code}]"
    _only(table, _PROFILE_KEYS, where)
    messages = {
        key: _message(entry, f"{where}, [messages.{key}]")
        for key, entry in _table(table, "messages", where).items()
    }
    rules = {}
    for rule_id, entry in _table(table, "rules", where).items():
        inside = f"{where}, [rules.{rule_id}]"
        if rule_id not in rulebook:
            known = [rule.id for rule in rulebook]
            raise ProfileError(f"{where}: {UnknownNameError('rule', rule_id, known)}")
        if not isinstance(entry, dict):
            raise ProfileError(f"{inside} must be a table")
        rules[rule_id] = _setting(entry, rulebook[rule_id], messages, inside)
    return Profile(
        name=path.stem,
        title=_typed(table, "title", str, where, path.stem),
        description=_typed(table, "description", str, where, ""),
        court=court,
        rules=rules,
        files=tuple(read),
    )


def _find(name: str, files: Mapping[str, Path]) -> Path:
    if name in files:
        return files[name]
    path = Path(name)
    if path.is_file():
        return path
    if path.suffix == ".toml" or len(path.parts) > 1:
        raise ProfileError(f"There is no profile file {name}")
    raise UnknownNameError("profile", name, files)


def _with_base(
    path: Path, files: Mapping[str, Path], read: list[ProfileFile]
) -> dict[str, Any]:
    """The table of a profile, laid over that of the profile it extends.

    Args:
        path: its file.
        files: the files of the profiles there are, by name.
        read: the files read on the way to it; this and those it extends are added.
    """
    if any(path == file.path for file in read):
        raise ProfileError(f"{path} extends itself")
    read.append(ProfileFile.now(path))  # before it is read: a change on the way is seen
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path} is not valid TOML: {error}") from None
    except OSError as error:
        raise ProfileError(f"{path} cannot be read: {error.strerror}") from None
    base = table.pop("extends", None)
    if base is None:
        return table
    if not isinstance(base, str):
        raise ProfileError(f"{path}: extends must be the name of a profile")
    beside = path.parent / base
    found = beside if beside.is_file() else _find(base, files)
    return _laid_over(_with_base(found, files, read), table)


def _laid_over(base: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in top.items():
        under = merged.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            merged[key] = _laid_over(under, value)
        else:
            merged[key] = value
    return merged


def _message(entry: object, where: str) -> Message:
    if not isinstance(entry, dict) or "text" not in entry:
        raise ProfileError(f"{where} must be a table with a key text")
    _only(entry, _MESSAGE_KEYS, where)
    return Message(
        text=_typed(entry, "text", str, where, ""),
        source=_typed(entry, "source", str, where, ""),
        as_of=_date(entry, where),
    )


def _setting(
    entry: dict[str, Any], rule: Rule[...], messages: Mapping[str, Message], where: str
) -> RuleSetting:
    _only(entry, _RULE_KEYS, where)
    codes = _table(entry, "codes", where)
    _only(codes, rule.codes, f"{where} codes")
    if "severity" not in entry:
        raise ProfileError(f"{where}: severity is missing")
    named = _typed(entry, "messages", list, where, [])
    for key in named:
        if key not in messages:
            raise ProfileError(
                f"{where}: {UnknownNameError('message', str(key), messages)}"
            )
    return RuleSetting(
        severity=_severity(entry["severity"], f"{where}: severity"),
        codes={
            code: _severity(value, f"{where}: codes.{code}")
            for code, value in codes.items()
        },
        limits=_limits(_table(entry, "limits", where), rule, where),
        messages=tuple(messages[key] for key in named),
        source=_typed(entry, "source", str, where, ""),
        as_of=_date(entry, where),
        confirmed=_typed(entry, "confirmed", bool, where, default=True),
        note=_typed(entry, "note", str, where, ""),
    )


def _date(entry: dict[str, Any], where: str) -> str:
    as_of = entry.get("as_of", "")
    if isinstance(as_of, date):
        as_of = as_of.isoformat()
    if not isinstance(as_of, str):
        raise ProfileError(f"{where}: as_of must be a date")
    return as_of


def _limits(given: dict[str, Any], rule: Rule[...], where: str) -> dict[str, Any]:
    _only(given, rule.limits, f"{where} limits")
    values = {}
    for name, limit in rule.limits.items():
        if name in given:
            values[name] = _limit(given[name], limit, where)
        elif limit.required:
            raise ProfileError(f"{where}: limits.{name} is missing")
    return values


def _limit(value: object, limit: Limit, where: str) -> object:
    if limit.kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not limit.kind:
        raise ProfileError(f"{where}: limits.{limit.name} must be {_KINDS[limit.kind]}")
    return value


_KINDS: dict[type, str] = {
    int: "a whole number",
    float: "a number",
    str: "text",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}


def _severity(value: object, where: str) -> Severity | None:
    for severity in SEVERITIES:
        if value == severity:
            return severity
    if value == _OFF:
        return None
    unknown = UnknownNameError("severity", str(value), (*SEVERITIES, _OFF))
    raise ProfileError(f"{where}: {unknown}")


def _only(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    known = list(known)
    for key in table:
        if key not in known:
            raise ProfileError(f"{where}: {UnknownNameError('key', key, known)}")


def _table(table: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    value: dict[str, Any] = _typed(table, key, dict, where, {})
    return value


def _typed(
    table: Mapping[str, Any], key: str, kind: type, where: str, default: Any
) -> Any:
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise ProfileError(f"{where}: {key} must be {_KINDS[kind]}")
    return value
