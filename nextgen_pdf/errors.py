"""Every error this package raises on purpose, each with one sentence.

Two families that never mix:

* ``UsageError``: somebody used the tool wrongly (no such file, unknown rule). It
  reaches the caller; the command line turns it into exit status 2.
* ``NotCheckedError``: a document could not be looked at. It is raised by the facts
  inside a rule; the checker turns it into the outcome ``not-checked``, so that what
  was not looked at can never pass.
"""

from __future__ import annotations

from collections.abc import Iterable


class UsageError(Exception):
    """The caller asked for something that cannot be done."""


class InputError(UsageError):
    """A path that cannot be checked: missing, not a file, or a folder without PDFs."""


class ProfileError(UsageError):
    """A broken profile: an unknown key, a value of the wrong type, an unknown rule."""


class PluginError(UsageError):
    """A plug-in that cannot be used: it does not import, or its rules conflict."""


class MissingExtraError(UsageError):
    """Part of this program needs a package that is not installed.

    Args:
        what: the part.
        package: what it needs.
        extra: the extra of this program that installs it.
    """

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the package {package}, which is not installed. To install it:"
            f" {_adding(f'nextgen-pdf[{extra}]')}"
        )


class MissingPikepdfError(UsageError):
    """Part of this program needs pikepdf, which is not installed.

    Args:
        what: the part.
    """

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} needs the package pikepdf, which is not installed; it is available"
            " for Linux and Windows (64-bit), and for Macs with Apple silicon and macOS 15"
            f" or later: {_adding('pikepdf')}"
        )


def _adding(package: str) -> str:
    """How a package is added, however this program was installed."""
    quoted = f'"{package}"' if "[" in package else package
    return f"pip install {quoted}, or with pipx: pipx inject nextgen-pdf {quoted}"


class UnknownNameError(UsageError):
    """An unknown name, with the nearest known one.

    Args:
        kind: what the name should be: ``"rule"``, ``"profile"``, …
        name: the unknown name.
        known: every known name.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        known = sorted(map(str, known))
        near = nearest(name, known)
        hint = f"did you mean {near!r}?" if near else f"choose from: {', '.join(known)}"
        super().__init__(f"There is no {kind} {name!r}; {hint}")


_NEAR = 0.7
"""How much alike two names are, from 0 to 1, of which one may be a slip for the other."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like a name, if one looks like it at all."""
    from difflib import get_close_matches  # noqa: PLC0415  (only for mistakes)

    near = get_close_matches(name, list(known), n=1, cutoff=_NEAR)
    return near[0] if near else None


class NotCheckedError(Exception):
    """Something in the document could not be checked. The text is the reason."""


class ContentLockedError(NotCheckedError):
    """The document is encrypted and was not opened."""


class UnreadableError(NotCheckedError):
    """The document, or a part of it, is too damaged to be read."""


class BoundReachedError(NotCheckedError):
    """A limit on time, memory, depth, or number was reached. The text names it."""
