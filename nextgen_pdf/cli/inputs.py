"""The documents that paths, folders and lists stand for, each once."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from nextgen_pdf.errors import InputError, UsageError, nearest
from nextgen_pdf.given import Named
from nextgen_pdf.readers import is_url

STDIN = "-"

_LONGEST_LIST = 1 << 28
"""Bytes of a list, a million paths or so; what has more does not end, as /dev/zero."""
_APPLE_DOUBLE = b"\0\x05\x16\x07"

_Identity = tuple[int, int]


class Inputs:
    """What there is to check, in order.

    A file with several names (links, overlapping folders) is there once, under the name
    that comes first. What is found and cannot be read is there with the reason, so that it
    gets a report too.

    Args:
        paths: as given: files, folders, addresses, or ``-``.
        listed: paths from a list; one that is missing does not stop the others.

    Raises:
        UsageError: nothing is given, a path given is not there, or a folder given has
            no PDFs.
    """

    def __init__(self, paths: Iterable[str], listed: Iterable[str] = ()) -> None:
        self._files: set[_Identity] = set()
        self._folders: set[_Identity] = set()
        self._names: set[str] = set()
        self.documents: list[str | Named] = []
        self._shadows = 0
        for path in paths:
            self._add(path)
        for path in listed:
            try:
                self._add(path)
            except InputError as error:
                said = str(error)  # as a reason it does not begin a sentence
                self._refuse(path, InputError(said[:1].lower() + said[1:]))
            except OSError as error:
                self._refuse(path, InputError(f"it cannot be read: {error.strerror}"))
        if not self.documents:
            raise UsageError("Missing argument 'PATH...': give a file or a folder")

    def protect(self, written: str | None, *others: str | None) -> None:
        """Refuse to write to what is read, by whatever name.

        Args:
            written: where the reports are to go.
            others: what else is read.

        Raises:
            InputError: it is one of these.
        """
        if written is None or not Path(written).exists():
            return
        identity = _identity(Path(written).stat())
        read = [Path(other) for other in others if other and Path(other).exists()]
        if identity in self._files or identity in (_identity(p.stat()) for p in read):
            raise InputError(
                f"{written} is an input of this run and will not be overwritten"
            )

    def notes(self) -> Iterator[str]:
        """What was skipped, a sentence each."""
        if self._shadows:
            files = "1 file" if self._shadows == 1 else f"{self._shadows:,} files"
            yield (
                f"Skipped: {files} that a Mac uses for notes on other files"
                " (._NAME.pdf); they are not PDFs."
            )

    def _add(self, path: str) -> None:
        if path == STDIN or is_url(path):
            if path not in self._names:
                self._names.add(path)
                self.documents.append(path)
        elif Path(path).is_dir():
            before = len(self.documents) + len(self._files)
            found = sorted(self._walk(path), key=_name)
            for each in found:
                if isinstance(each, Named):
                    self.documents.append(each)
                else:
                    self._add_file(each)
            if not found and before == len(self.documents) + len(self._files):
                raise InputError(f"There are no PDFs in the folder {path}")
        elif not os.path.lexists(path):
            raise _no_file(path)
        else:
            self._add_file(path)

    def _add_file(self, path: str) -> None:
        # os.stat: pathlib costs as much again, and there may be a million.
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError as error:
            self._refuse(path, InputError(f"it cannot be read: {error.strerror}"))
            return
        identity = _identity(status)
        if identity not in self._files:
            self._files.add(identity)
            self.documents.append(path)

    def _refuse(self, path: str, reason: InputError) -> None:
        self.documents.append(Named(path, reason))

    def _walk(self, top: str) -> Iterator[str | Named]:
        """The PDFs in a folder and those below it; each folder once, also in a loop."""
        failed: list[OSError] = []
        for folder, below, names in os.walk(
            top, onerror=failed.append, followlinks=True
        ):
            below[:] = [name for name in below if self._is_new(_join(folder, name))]
            for name in names:
                path = _join(folder, name)
                if not name.lower().endswith(".pdf"):
                    continue
                if name.startswith("._") and _is_shadow(path):
                    self._shadows += 1
                elif _is_special(path):
                    yield Named(path, InputError("it is neither a file nor a folder"))
                else:
                    yield path
        for error in failed:
            if error.filename == top:
                raise InputError(f"The folder {top} cannot be read: {error.strerror}")
            reason = InputError(f"the folder cannot be read: {error.strerror}")
            yield Named(str(error.filename), reason)

    def _is_new(self, folder: str) -> bool:
        try:
            identity = _identity(os.stat(folder))  # noqa: PTH116
        except OSError:
            return True  # os.walk tells
        known = identity in self._folders
        self._folders.add(identity)
        return not known


def read_list(path: str) -> list[str]:
    """The paths in a list: one a line, or with NULs between them where there are any.

    Args:
        path: of the list, or ``-``.

    Raises:
        InputError: it cannot be read, or names nothing.
    """
    try:
        with (
            nullcontext(sys.stdin.buffer)
            if path == STDIN
            else Path(path).open("rb") as file
        ):
            data = file.read(_LONGEST_LIST + 1)
    except OSError as error:
        raise InputError(f"The list {path} cannot be read: {error.strerror}") from None
    if len(data) > _LONGEST_LIST:
        raise InputError(f"The list {path} is over {_LONGEST_LIST / 1e6:,.0f} MB")
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    listed = [os.fsdecode(part) for part in parts if part]
    if not listed:
        raise InputError(f"The list {path} is empty")
    return listed


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


def _join(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118  (keeps the path as it was given)


def _name(found: str | Named) -> str:
    return found.path if isinstance(found, Named) else found


def _is_shadow(path: str) -> bool:
    """What a Mac writes beside a file where a disk cannot hold its notes (AppleDouble).

    By what is in it: a real document can have such a name.
    """
    try:
        if _is_special(path):
            return False
        with open(path, "rb") as file:  # noqa: PTH123  (keeps the path as it was given)
            return file.read(len(_APPLE_DOUBLE)) == _APPLE_DOUBLE
    except OSError:
        return False


def _is_special(path: str) -> bool:
    """A pipe or a device: opening one may wait for ever."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _no_file(path: str) -> InputError:
    """That there is no such path; names a file beside it with nearly the same name."""
    name, folder = Path(path), Path(path).parent
    try:
        beside = {item.stem: item.name for item in folder.iterdir()}
    except OSError:
        beside = {}
    near = nearest(name.stem, beside)  # the ending would make all PDFs alike
    hint = f"; did you mean {folder / beside[near]}?" if near else ""
    return InputError(f"There is no file or folder named {path}{hint}")
