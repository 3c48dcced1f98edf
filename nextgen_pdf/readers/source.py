"""The bytes of a document: a file on disk, bytes in memory, or an open binary file."""

from __future__ import annotations

import io
import os
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from nextgen_pdf.errors import InputError

_WINDOW = 1 << 20

Input = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""What can be checked: a path, the bytes themselves, or a binary file to read."""


class Source:
    """Where the bytes of one document come from. Nothing is ever written to it.

    Args:
        given: a path, bytes, or an open binary file, which is read to its end.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """

    def __init__(self, given: Input) -> None:
        self.path: Path | None = None
        if isinstance(given, bytes | bytearray | memoryview):
            self._data: bytes | None = bytes(given)
            self.name = ""
        elif isinstance(given, str | os.PathLike):
            self._data = None
            self.path = Path(given)
            self.name = self.path.name
            self._stat = self._ask()
        else:
            self._data = given.read()
            called = getattr(given, "name", "")  # a number where there is no name
            self.name = Path(called).name if isinstance(called, str) else ""

    def _ask(self) -> os.stat_result:
        assert self.path is not None  # noqa: S101  (only files are asked)
        try:
            if self.path.is_dir():
                raise InputError(f"{self.path} is a folder, not a file")
            with self.path.open("rb") as file:
                return os.fstat(file.fileno())
        except FileNotFoundError:
            raise InputError(f"There is no file {self.path}") from None
        except OSError as error:
            raise InputError(f"{self.path} cannot be read: {error.strerror}") from None

    @cached_property
    def size(self) -> int:
        """The size in bytes."""
        return len(self._data) if self._data is not None else self._stat.st_size

    @cached_property
    def data(self) -> bytes:
        """All the bytes. Large: ask for ``head`` or ``tail`` where they are enough."""
        return self._data if self._data is not None else self.read(0, self.size)

    def read(self, start: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``start`` on."""
        start = max(0, start)
        if self._data is not None:
            return self._data[start : start + length]
        assert self.path is not None  # noqa: S101  (bytes or a file)
        try:
            with self.path.open("rb") as file:
                file.seek(start)
                return file.read(length)
        except OSError as error:
            raise InputError(f"{self.path} cannot be read: {error.strerror}") from None

    def find(self, word: bytes, start: int) -> int | None:
        """Where a short word stands next, from ``start`` on."""
        if self._data is not None:
            at = self._data.find(word, start)
            return None if at < 0 else at
        while piece := self.read(start, _WINDOW):
            at = piece.find(word)
            if at >= 0:
                return start + at
            if len(piece) < _WINDOW:
                break
            start += len(piece) - len(word)
        return None

    def for_parser(self) -> str | BinaryIO:
        """What a parser opens: the path, which is fastest, or a file in memory."""
        return str(self.path) if self.path else io.BytesIO(self.data)

    def changed(self) -> bool:
        """Whether the file on disk is another one than when it was first asked for."""
        if self.path is None:
            return False
        then, now = self._stat, self._ask()
        return (then.st_size, then.st_mtime_ns) != (now.st_size, now.st_mtime_ns)

    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        import hashlib  # noqa: PLC0415  (not needed for every check)

        if self.path is None:
            return hashlib.sha256(self.data).hexdigest()
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise InputError(f"{self.path} cannot be read: {error.strerror}") from None
