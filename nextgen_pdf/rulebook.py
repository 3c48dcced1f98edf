"""Rules: one decorated generator each, and the rulebook that holds them.

A rule is a function that takes a ``Document`` and yields ``Finding``s::

    @rule("attachments", codes={"name-tree": "listed in the attachments pane"})
    def attachments(document: Document) -> Iterator[Finding]:
        '''Attached files. … (this docstring is the rule's page)'''
        for file in document.embedded_files:
            yield Finding(f"The file {file.name} is attached.", file.location, …)

Keyword-only parameters are the rule's limits; a profile sets them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import FunctionType, MappingProxyType
from typing import (
    Any,
    Concatenate,
    Generic,
    Literal,
    NamedTuple,
    ParamSpec,
    cast,
    get_args,
)

from nextgen_pdf.document import Document
from nextgen_pdf.errors import PluginError, UnknownNameError, UsageError
from nextgen_pdf.findings import Finding

P = ParamSpec("P")

SECTIONS = ("Why", "Fix", "Limits")
"""The headings of a rule's page, in order: who asks for it, what the filer can do, and
what the rule cannot see."""


class Limit(NamedTuple):
    """A limit that a rule takes: a keyword-only parameter of its function."""

    name: str
    kind: type
    """``int``, ``float``, ``str`` or ``bool``; a profile's value must be one."""
    default: object = None
    required: bool = False
    """A profile must give it, because the rule has no value of its own."""


COURT_LIMITS = "court_limits"
"""A keyword-only parameter of this name is no limit: the checker hands over what every
court sets for the rule, read when the rule looks at it."""

DescribeLimits = Callable[[Mapping[str, Any], str | None], str]
"""Says how limits read, from the values of all of them and the date of their source:
``YYYY-MM-DD``, empty where it has none, ``None`` for limits that need no source."""
MaxSize = Callable[[float], Mapping[str, object]]
"""Makes limits of a size in megabytes that the user takes for the court's."""

Mending = Literal[
    "scripts", "files", "media", "fields", "elsewhere", "encryption", "rewriting", "version",
    "launch", "submit-form", "import-data", "remote-file", "embedded-file",
    "remote-thread", "local-address", "unasked-address", "unasked-print", "unknown",
    "fonts", "letter", "shrink", "decision",
]  # fmt: skip
"""What ``nextgen-pdf fix`` can do. Those in the second and third line take out one kind of
action each; ``fonts``, ``letter`` and ``shrink`` are done on request; ``decision``: somebody
has to say more first, such as a password."""

MENDINGS: tuple[Mending, ...] = get_args(Mending)

_KINDS = {kind.__name__: kind for kind in (int, float, str, bool)}


class Rule(Generic[P]):
    """One restriction. Made by the decorator ``rule``.

    Args:
        rule_id: its id.
        check: the generator function.
        codes: its ways to fail, each with what it means.
        describe_limits: as for ``rule``.
        max_size: as for ``rule``.
        mended_by: as for ``rule``.

    Raises:
        PluginError: the function is not a valid rule; the text says where.
    """

    def __init__(
        self,
        rule_id: str,
        check: Callable[Concatenate[Document, P], Iterable[Finding]],
        codes: Mapping[str, str],
        describe_limits: DescribeLimits | None = None,
        max_size: MaxSize | None = None,
        mended_by: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.id = rule_id
        self.check = check
        self.codes = dict(codes)
        self.describe_limits = describe_limits
        self.max_size = max_size
        self.mended_by = dict(mended_by)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule_id):
            raise PluginError(f"{self.place}: {rule_id!r} is no kebab-case rule id")
        lines = [line.strip() for line in f"{check.__doc__}".splitlines()]
        for heading in SECTIONS[:2]:
            if f"## {heading}" not in lines:
                raise PluginError(
                    f"{self.place}: the docstring of {rule_id} lacks a section"
                    f" '## {heading}'"
                )
        if unknown := sorted(self.mended_by.keys() - self.codes.keys()):
            raise PluginError(f"{self.place}: {unknown[0]!r} is mended, and is no code")
        if unknown := sorted(set(self.mended_by.values()) - set(MENDINGS)):
            raise PluginError(f"{self.place}: nothing is mended by {unknown[0]!r}")
        self.limits = {limit.name: limit for limit in self._limits()}

    def __call__(
        self, document: Document, *args: P.args, **kwargs: P.kwargs
    ) -> Iterator[Finding]:
        """Judge a document.

        Raises:
            NotCheckedError: while iterating, when facts could not be read.
        """
        yield from self.check(document, *args, **kwargs)

    def __reduce__(self) -> tuple[Callable[[str, str], Any], tuple[str, str]]:
        """A rule goes to another process as the name it has in its module.

        Raises:
            PluginError: it has none there, so it cannot go.
        """
        module = self.check.__module__
        names = vars(sys.modules[module]).items() if module != "__main__" else ()
        for name, value in names:
            if value is self:
                return _named, (module, name)
        raise PluginError(
            f"The rule {self.id} ({self.place}) cannot be sent to another process:"
            " give it a name at the top of a module that can be imported, or check"
            " without processes (jobs=0)"
        )

    @property
    def page(self) -> str:
        """The rule's page: its docstring, in Markdown."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def title(self) -> str:
        """What is refused, in a few words: the first line of the page, without its period."""
        return self.page.partition("\n")[0].removesuffix(".")

    def section(self, heading: str) -> str:
        """One section of the page; empty if it has none of that heading."""
        parts = re.split(r"^## +(.+?) *$", self.page, flags=re.MULTILINE)
        return dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "").strip()

    def limits_in_words(self, limits: Mapping[str, Any], as_of: str | None) -> str:
        """Its limits in words: the rule's own words, if it has any.

        Args:
            limits: the limits that are set; the others have their defaults.
            as_of: the date of their source, as for ``describe_limits``.
        """
        values = {limit.name: limit.default for limit in self.limits.values()}
        values |= limits
        if self.describe_limits is not None:
            return self.describe_limits(values, as_of)
        named = (
            f"{name.replace('_', ' ')} "
            + (f"{value:g}" if isinstance(value, float) else f"{value}")
            for name, value in values.items()
        )
        return f"Limit: {', '.join(named)}" if values else ""

    @property
    def takes_court_limits(self) -> bool:
        """Whether it asks what every court has set for it."""
        return COURT_LIMITS in self._keywords

    @property
    def _keywords(self) -> tuple[str, ...]:
        code = self._function.__code__
        return code.co_varnames[code.co_argcount :][: code.co_kwonlyargcount]

    @property
    def _function(self) -> FunctionType:
        return cast("FunctionType", self.check)

    @property
    def file(self) -> Path:
        """The file that the rule is written in."""
        # What the code says of itself leads nowhere in a frozen program.
        module = sys.modules.get(self.check.__module__)
        own = getattr(module, "__file__", None)
        return Path(own or self._function.__code__.co_filename)

    @property
    def place(self) -> str:
        """Where the rule is defined, for whoever has to fix it."""
        code = self._function.__code__
        return f"{code.co_filename}:{code.co_firstlineno}"

    def _limits(self) -> Iterator[Limit]:
        """The limits, read off the function; ``inspect`` would take longer than a check."""
        code = self._function.__code__
        beside_the_document = code.co_varnames[1 : code.co_argcount]
        for name in beside_the_document:
            raise PluginError(f"{self.place}: limit {name} is not keyword-only")
        defaults = getattr(self.check, "__kwdefaults__", None) or {}
        for name in self._keywords:
            if name == COURT_LIMITS:
                continue
            written = self._function.__annotations__.get(name)
            kind = _KINDS.get(getattr(written, "__name__", str(written)))
            if kind is None:
                raise PluginError(
                    f"{self.place}: limit {name} must be int, float, str or bool"
                )
            yield Limit(name, kind, defaults.get(name), name not in defaults)


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


def rule(
    rule_id: str,
    *,
    codes: Mapping[str, str],
    describe_limits: DescribeLimits | None = None,
    max_size: MaxSize | None = None,
    mended_by: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[Callable[Concatenate[Document, P], Iterable[Finding]]], Rule[P]]:
    """Turn a generator function into a rule.

    Args:
        rule_id: kebab-case noun: what is refused. Never renamed once released.
        codes: the rule's ways to fail, each with a few words about what it means.
        describe_limits: puts the limits into words, from all their values and the date of
            their source. Reports for a court begin with these words.
        max_size: turns a size in megabytes into limits; used by ``--max-size``.
        mended_by: how a corrected copy fixes a code, for the codes that it can fix; see
            ``MENDINGS``.

    Raises:
        PluginError: the function is not a valid rule; the text says where.
    """
    return lambda check: Rule(
        rule_id, check, codes, describe_limits, max_size, mended_by
    )


class Rulebook:
    """All rules, in alphabetical order of their ids.

    Args:
        rules: the rules.

    Raises:
        PluginError: two rules have the same id.
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

    def max_size(self, megabytes: float) -> dict[str, Mapping[str, object]]:
        """The limits for a size that the user gives, by rule id.

        Raises:
            UsageError: no rule takes a size.
        """
        sized = {r.id: r.max_size(megabytes) for r in self if r.max_size is not None}
        if not sized:
            raise UsageError("No rule takes a size limit")
        return sized

    def __contains__(self, rule_id: object) -> bool:
        return rule_id in self._rules

    def __iter__(self) -> Iterator[Rule[...]]:
        return iter(self._rules.values())
