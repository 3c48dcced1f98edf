"""What can be chosen wherever documents are checked: one set of options, told once."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Mapping
from types import MappingProxyType, NoneType
from typing import Any, NamedTuple, TypedDict

from nextgen_pdf.errors import UnknownNameError, UsageError
from nextgen_pdf.profile import Profile
from nextgen_pdf.waivers import Waiver


class Options(TypedDict, total=False):
    """The options of ``check``, ``check_many``, and everything else that checks.

    All are keywords, and all are optional.
    """

    profile: str | os.PathLike[str] | Profile | None
    """The name of a profile, the path of its file, or the profile itself; by default
    ``nextgen-1.6``."""
    court: str | None
    """The code of a court whose own requirements are added, instead of a profile."""
    select: Iterable[str]
    """The only rules to run; if empty, those of the profile. A plain string means one
    rule."""
    ignore: Iterable[str]
    """Rules not to run; a plain string means one rule."""
    limits: Mapping[str, Mapping[str, object]]
    """Other limits for some rules, by rule id and limit name."""
    reader: str | None
    """The library that reads the documents, ``pikepdf`` or ``pypdf``; by default
    pikepdf if it is installed."""
    waivers: Iterable[Waiver]
    """Findings that are accepted. They stay in the report but do not count."""


class Settled(NamedTuple):
    """The options of a call, each with its value."""

    profile: str | os.PathLike[str] | Profile | None = None
    court: str | None = None
    select: Iterable[str] = ()
    ignore: Iterable[str] = ()
    limits: Mapping[str, Mapping[str, object]] = MappingProxyType({})
    reader: str | None = None
    waivers: Iterable[Waiver] = ()

    def key(self) -> Hashable:
        """Equal for options that mean the same checker, as long as no file changes.

        ``None`` for a profile that was made elsewhere: there is nothing to load for it.
        """
        if isinstance(self.profile, Profile):
            return None
        limits = tuple(
            (rule_id, *((name, type(own[name]), repr(own[name])) for name in own))
            for rule_id, own in self.limits.items()
        )
        profile = None if self.profile is None else os.fspath(self.profile)
        return (
            profile, self.court, self.select, self.ignore, limits, self.reader, self.waivers,
        )  # fmt: skip


def settled(options: Mapping[str, Any], beside: Iterable[str] = ()) -> Settled:
    """The options of a call, what was left out with its default.

    Args:
        options: the keywords that the call did not name itself.
        beside: those that it did name.

    Raises:
        UsageError: there is no such option, which names the nearest; or one has a value
            of a type that it cannot have.
    """
    for name in options:
        if name not in Settled._fields:
            raise UnknownNameError("option", name, {*Settled._fields, *beside})
    for name, kinds in _KINDS.items():
        if not isinstance(options.get(name), (*kinds, NoneType)):
            raise _mistyped(name, options[name])
    # What can be gone through only once must last: it is looked at more than once.
    lasting = {
        name: _several(name, options[name], kind)
        for name, kind in _OF.items()
        if name in options
    }
    given = {
        name: value
        for name, value in options.items()
        if value is not None or Settled._field_defaults[name] is None
    }
    return Settled(**{**given, **lasting})


_KINDS: dict[str, tuple[type, ...]] = {
    "profile": (str, os.PathLike, Profile),
    "court": (str,),
    "limits": (Mapping,),
    "reader": (str,),
}
_OF: dict[str, type] = {"select": str, "ignore": str, "waivers": Waiver}


def _several(name: str, value: Any, kind: type) -> tuple[Any, ...]:
    """The values of an option that can have several."""
    if isinstance(value, str | Waiver):
        value = (value,)  # both can be gone through, and neither is meant so
    try:
        several = tuple(() if value is None else value)
    except TypeError:
        raise _mistyped(name, value) from None
    for each in several:
        if not isinstance(each, kind):
            raise _mistyped(name, each)
    return several


def _mistyped(name: str, value: object) -> UsageError:
    return UsageError(f"The option {name} cannot be {type(value).__name__}: {value!r}")
