"""Documents as they are given to a checker, and as they are sent to its processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from nextgen_pdf.errors import InputError, UsageError
from nextgen_pdf.readers import Input, Source, is_url


class Named(NamedTuple):
    """One of many documents, where it is not simply a file."""

    path: str
    """What its report calls it."""
    data: bytes | InputError
    """Its bytes, or the reason why there are none."""


class Given(NamedTuple):
    """A document on its way to a process that does not have what it was given as."""

    path: str
    """What its report calls it."""
    given: str | bytes | InputError
    """Its path, its bytes, or the reason why they cannot be had."""
    password: str | None
    """Opens it, in place of the password for all."""
    name: str
    """The name that counts for the rules; empty: that of the file, if there is one."""


One = str | os.PathLike[str] | Named | Given
"""One of many documents."""


def possible(paths: Iterable[One]) -> Iterable[One]:
    """The same paths. What cannot be checked at all here is said before it is sent.

    Raises:
        UsageError: these are not several.
    """
    if isinstance(paths, str | bytes | os.PathLike | Named) or not isinstance(
        paths, Iterable
    ):
        raise UsageError(
            "check_many takes several paths, such as a list, and not"
            f" {type(paths).__name__}; for one document use check"
        )
    return map(_one_possible, paths)


def _one_possible(path: One) -> One:
    if not isinstance(path, str | os.PathLike | Named | Given):
        raise UsageError(
            "check_many takes paths, and Named for what is in memory, and not"
            f" {type(path).__name__}"
        )
    is_url(path)
    return path


def to_send(source: Input, name: str | None, password: str | None) -> Given:
    """A document as it is sent to a process.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UsageError: it is nothing that can be checked.
    """
    read = Source(source, name or "")
    read.close()
    path = path_of(source) if name is None else name
    return Given(
        path,
        read.data if read.path is None else str(read.path),
        password,
        name or read.name,
    )


def to_send_unread(source: Input, name: str | None, password: str | None) -> Given:
    """The same; a large file on disk is read by the process.

    Raises:
        InputError: as for ``to_send``.
        UsageError: as for ``to_send``; or the name or the password is no text.
    """
    from nextgen_pdf.readers.file.on_disk import on_disk  # noqa: PLC0415  (only here)
    from nextgen_pdf.readers.file.source import file_name  # noqa: PLC0415

    need_texts(name=name, password=password)
    if (data := on_disk(source)) is not None:
        own = Path(name or file_name(source)).name
        return Given(name or "", cast("bytes", data), password, own)
    return to_send(source, name, password)


def nothing_before(_: object) -> None:
    """Nothing is to be done before a document is sent: it was read already."""


def path_of(source: Input) -> str:
    """Its path; empty without one."""
    return os.fsdecode(source) if isinstance(source, str | os.PathLike) else ""


def need_texts(**given: object) -> None:
    """Refuse what is no text.

    Raises:
        UsageError: names the first.
    """
    for name, value in given.items():
        if not isinstance(value, str | None):
            raise UsageError(f"{name} must be text, not {type(value).__name__}")


def called(given: One) -> str:
    """What the report calls it."""
    return given.path if isinstance(given, Named | Given) else os.fspath(given)


def fetching(given: One) -> Callable[[], One] | None:
    """For an address: a call that gives the document behind it.

    The processes that read documents have no network, so it is fetched before.
    """
    return partial(_fetched, str(given)) if is_url(given) else None


def _fetched(url: str) -> Given:
    try:
        source = Source(url)
        return Given(url, source.data, None, source.name)
    except InputError as reason:
        return Given(url, reason, None, "")
