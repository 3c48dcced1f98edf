"""Rules: one decorated generator each, and the rulebook that holds them.

A rule is a function that takes a ``Document`` and yields ``Finding``s::

    @rule("attachments", codes={"name-tree": "listed in the attachments pane"})
    def attachments(document: Document) -> Iterator[Finding]:
        '''The document carries other files. … (this docstring is the rule's page)'''
        for file in document.embedded_files:
            yield Finding(f"The file {file.name} is attached.", file.location, …)

Keyword-only parameters are the rule's limits; a profile sets them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Concatenate, Generic, ParamSpec

from nextgen_pdf.document import Document
from nextgen_pdf.errors import PluginError, UnknownNameError
from nextgen_pdf.findings import Finding

P = ParamSpec("P")

SECTIONS = ("Why", "Fix", "Limits")
"""The headings of a rule's page, in order: who asks for it, what the filer can do, and
what the rule cannot see."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that a rule takes: a keyword-only parameter of its function."""

    name: str
    kind: type
    """``int``, ``float``, ``str`` or ``bool``; a profile's value must be one."""
    default: object = None
    required: bool = False
    """A profile must give it, because the rule has no value of its own."""


@dataclass(frozen=True)
class Rule(Generic[P]):
    """One restriction. Made by the decorator ``rule``."""

    id: str
    check: Callable[Concatenate[Document, P], Iterable[Finding]]
    codes: Mapping[str, str]
    """The rule's ways to fail, each with what it means."""
    limits: Mapping[str, Limit] = field(default_factory=dict)

    def __call__(
        self, document: Document, *args: P.args, **kwargs: P.kwargs
    ) -> Iterator[Finding]:
        """Judge a document.

        Raises:
            NotCheckedError: while iterating, when facts could not be read.
        """
        yield from self.check(document, *args, **kwargs)

    @property
    def title(self) -> str:
        """What is refused, in a sentence: the first line of the page."""
        return self.page.partition("\n")[0]

    @property
    def page(self) -> str:
        """The rule's page: its docstring, in Markdown."""
        return inspect.cleandoc(self.check.__doc__ or "")

    def section(self, heading: str) -> str:
        """One section of the page; empty if it has none of that heading."""
        parts = _HEADING.split(self.page)
        return dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "").strip()

    @property
    def place(self) -> str:
        """Where the rule is written, for the one who has to mend it."""
        code = inspect.unwrap(self.check).__code__
        return f"{code.co_filename}:{code.co_firstlineno}"


def rule(
    rule_id: str, *, codes: Mapping[str, str]
) -> Callable[[Callable[Concatenate[Document, P], Iterable[Finding]]], Rule[P]]:
    """Make a rule of a generator function.

    Args:
        rule_id: kebab-case noun: what is refused. Never renamed once released.
        codes: the ways to fail that the function's findings may carry, each with what it
            means in a few words.

    Raises:
        PluginError: the function is not written as a rule must be; says where.
    """

    def make(check: Callable[Concatenate[Document, P], Iterable[Finding]]) -> Rule[P]:
        made = Rule(rule_id, check, dict(codes))
        if not _ID.fullmatch(rule_id):
            raise PluginError(f"{made.place}: {rule_id!r} is no kebab-case rule id")
        missing = [heading for heading in SECTIONS[:2] if not made.section(heading)]
        if missing or not made.title:
            what = f"a section '## {missing[0]}'" if missing else "a first line"
            raise PluginError(f"{made.place}: the docstring of {rule_id} lacks {what}")
        return Rule(rule_id, check, dict(codes), _limits(made))

    return make


def _limits(made: Rule[P]) -> dict[str, Limit]:
    parameters = list(inspect.signature(made.check, eval_str=True).parameters.values())
    limits = {}
    for parameter in parameters[1:]:
        if parameter.kind is not parameter.KEYWORD_ONLY:
            raise PluginError(f"{made.place}: limit {parameter.name} is not keyword-only")
        if parameter.annotation not in (int, float, str, bool):
            raise PluginError(
                f"{made.place}: limit {parameter.name} must be int, float, str or bool"
            )
        required = parameter.default is parameter.empty
        default = None if required else parameter.default
        limits[parameter.name] = Limit(
            parameter.name, parameter.annotation, default, required
        )
    return limits


class Rulebook:
    """All rules there are, in alphabetical order of their ids.

    Args:
        rules: the rules.

    Raises:
        PluginError: two rules have one id.
    """

    def __init__(self, rules: Iterable[Rule[...]] = ()) -> None:
        self._rules: dict[str, Rule[...]] = {}
        for item in sorted(rules, key=lambda r: r.id):
            if item.id in self._rules:
                raise PluginError(
                    f"Two rules are called {item.id!r}: {self._rules[item.id].place}"
                    f" and {item.place}"
                )
            self._rules[item.id] = item

    def __getitem__(self, rule_id: str) -> Rule[...]:
        """The rule of that id.

        Raises:
            UnknownNameError: there is none; names the nearest.
        """
        if rule_id not in self._rules:
            raise UnknownNameError("rule", rule_id, self._rules)
        return self._rules[rule_id]

    def __contains__(self, rule_id: object) -> bool:
        return rule_id in self._rules

    def __iter__(self) -> Iterator[Rule[...]]:
        return iter(self._rules.values())
