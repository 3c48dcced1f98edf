"""The courts: what each adds to a profile, as data that plug-ins bring.

A plug-in's ``courts.toml`` has a table for each court, named by its CM/ECF code::

    [almd]
    name = "U.S. District Court, Middle District of Alabama"
    kind = "district"              # district, bankruptcy or appellate
    release = "1.7.1"              # the CM/ECF release it runs, as far as known
    extends = "nextgen-1.8"        # the profile it adds to; by default the usual one
    help = "https://…"             # its own page about PDFs
    note = "…"
    [almd.rules.links]             # as in a profile: only what differs
    severity = "error"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from nextgen_pdf.errors import PluginError, UsageError
from nextgen_pdf.rulebook import Rule

_KEYS = frozenset({"name", "kind", "release", "extends", "help", "note", "rules"})


class Court(NamedTuple):
    """One court."""

    code: str
    """The code from its CM/ECF address, such as ``almd`` in ``ecf.almd.uscourts.gov``."""
    name: str
    kind: str
    release: str
    """The CM/ECF release that it ran, according to PACER's latest data; may be empty."""
    extends: str
    """The profile that it extends; empty for the default."""
    help: str
    """Its own page about PDFs; may be empty."""
    note: str
    rules: Mapping[str, Mapping[str, Any]]
    """What it adds, in the form of a profile's table ``rules``."""
    file: Path

    def limits_in_words(self, rulebook: Iterable[Rule[...]]) -> Iterator[str]:
        """Its limits in words, for each rule that can describe them."""
        for rule in rulebook:
            if rule.describe_limits is not None:
                setting = self.rules.get(rule.id, {})
                yield rule.limits_in_words(
                    setting.get("limits", {}), setting.get("as_of")
                )


class UnknownCourtError(UsageError):
    """An unknown court code, with the most similar courts."""

    def __init__(self, code: str, near: Iterable[Court]) -> None:
        named = " or ".join(f"{court.code} ({court.name})" for court in near)
        hint = f"; did you mean {named}?" if named else "; see 'nextgen-pdf courts'"
        super().__init__(f"There is no court {code!r}{hint}")


class Courts:
    """All courts, in alphabetical order of their codes.

    Args:
        courts: the courts.

    Raises:
        PluginError: two courts have the same code.
    """

    def __init__(self, courts: Iterable[Court]) -> None:
        self._courts: dict[str, Court] = {}
        for court in sorted(courts, key=lambda c: c.code):
            if court.code in self._courts:
                raise PluginError(f"Two courts are called {court.code!r}: {court.file}")
            self._courts[court.code] = court

    def __iter__(self) -> Iterator[Court]:
        return iter(self._courts.values())

    def __getitem__(self, code: str) -> Court:
        """The court of that code, in capital or small letters.

        Raises:
            UnknownCourtError: there is none; names the nearest.
        """
        court = self._courts.get(code.casefold())
        if court is None:
            raise UnknownCourtError(code, self.nearest(code))
        return court

    def named(self, words: str) -> list[Court]:
        """The courts whose code or name contains all these words."""
        wanted = words.casefold().split()
        return [
            court
            for court in self._courts.values()
            if all(word in f"{court.code} {court.name}".casefold() for word in wanted)
        ]

    def nearest(self, code: str) -> list[Court]:
        """Up to three courts whose code or name is most similar to a word."""
        from difflib import get_close_matches  # noqa: PLC0415  (only for mistakes)

        code = code.strip().casefold()
        swapped = (c for c in self._courts if sorted(c) == sorted(code))
        like = get_close_matches(code, self._courts, n=3, cutoff=0.6)
        near = list(dict.fromkeys((*swapped, *like)))[:3]
        return self.named(code)[:3] or [self._courts[c] for c in near]


@cache
def read(file: Path) -> tuple[Court, ...]:
    """The courts in a file.

    Raises:
        PluginError: the file is broken; the sentence names it and the place.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PluginError(f"{file} cannot be read: {error}") from None
    courts = []
    for code, table in tables.items():
        if not isinstance(table, dict) or not {"name", "kind"} <= table.keys() <= _KEYS:
            raise PluginError(
                f"{file}: [{code}] lacks a name or kind, or has a wrong key"
            )
        texts = {key: str(table.get(key, "")) for key in _KEYS - {"rules"}}
        courts.append(
            Court(code=code, rules=table.get("rules", {}), file=file, **texts)
        )
    return tuple(courts)
