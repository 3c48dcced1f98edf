"""How the limits of ``file-size`` read, and what a limit of one's own stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")


def _dated(basis: str) -> str:
    """Where a limit comes from, with its date as people write it."""
    return _DATE.sub(lambda m: f"{_MONTHS[int(m[2]) - 1]} {int(m[3])}, {m[1]}", basis)


def figure(megabytes: float, basis: str) -> str:
    """A limit and where it comes from: ``35 MB (PACER, seen Jan. 10, 2023)``."""
    return f"{megabytes:g} MB ({_dated(basis)})" if basis else f"{megabytes:g} MB"


def sources(*limits: tuple[float, str]) -> str:
    """The sentence that says where one limit or two come from; empty if nothing says it."""
    known = [(limit, basis) for limit, basis in limits if limit]
    if len(known) > 1:
        return f" They say {' and '.join(figure(*each) for each in known)}."
    return "".join(f" Source: {_dated(basis)}." for _, basis in known if basis)


def in_words(limits: Mapping[str, Any], as_of: str | None) -> str:
    """A court's limit, and how far to trust it."""
    if not limits["megabytes"]:
        return "Size limit: not known"
    words = f"Size limit: {figure(limits['megabytes'], limits['basis'])}"
    if limits["other_megabytes"]:
        other = figure(limits["other_megabytes"], limits["other_basis"])
        return f"{words} or {other}: sources differ; check the court's site"
    today = date.today()  # noqa: DTZ011  (the day where the user is)
    if as_of is not None and as_of[:4] < str(today.year - 1):
        return f"{words}: may be out of date; check the court's site"
    return words


def of_ones_own(megabytes: float) -> dict[str, object]:
    """The limits when the user has looked it up: nothing else is said of the court."""
    return {
        "megabytes": megabytes,
        "basis": "given with --max-size",
        "other_megabytes": 0.0,
        "other_basis": "",
        "look_up": "",
    }
