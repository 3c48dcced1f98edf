"""The bytes of a document: a file on disk, bytes in memory, or an open binary file."""

from __future__ import annotations

import io
import os
import stat
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from nextgen_pdf.errors import InputError, UsageError
from nextgen_pdf.readers.file.remote import fetch, is_url

IN_MEMORY = 16 << 20
"""Up to so many bytes, a file is read into memory; of a larger one only the parts that
are asked for."""
_WINDOW = 1 << 20
MOST_ON_DISK = 1 << 30
"""A file with more bytes is not read: no court takes a quarter of that, and looking
through it takes longer than anybody waits."""
MOST_IN_MEMORY = 1 << 28
"""Nor is more read from a pipe or an address, which have to be kept in memory."""

Input = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""What can be checked: a path, the bytes themselves, or a binary file to read."""


class Source:
    """Where the bytes of one document come from. Nothing is ever written to it.

    Args:
        given: a path, bytes, or an open binary file. One that can seek is read from its
            start and left where it was; any other is read to its end.
        name: what the document is called, with or without a folder; empty: as its file.

    Raises:
        InputError: there is no such file, it cannot be read, or it is none that ends: a
            pipe, a device, or more than anybody would file.
        UsageError: it is none of these things.
    """

    def __init__(self, given: Input, name: str = "") -> None:
        self.path: Path | None = None
        self._file: BinaryIO | None = None
        self._data: bytes | None = None
        own = ""
        if isinstance(given, bytes | bytearray | memoryview):
            self._data = bytes(given)
        elif is_url(given):
            url = str(given)
            self._data = fetch(url, lambda file: read_at_most(file, MOST_IN_MEMORY))
            own = url.rpartition("/")[2]
        elif isinstance(given, str | os.PathLike):
            self.path = _path(given)
            own = self.path.name
            self._open()
        else:
            self._data = _all_of(given)
            own = file_name(given)
        self.name = Path(name or own).name
        self.size = len(self._data) if self._data is not None else self._stat.st_size

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _open(self) -> None:
        assert self.path is not None  # noqa: S101  (only files are opened)
        try:
            # Before it is opened: opening a pipe waits until somebody writes to it.
            _refuse_endless(self.path, self.path.stat())
            self._file = self.path.open("rb", buffering=0)
            self._stat = os.fstat(self._file.fileno())
        except FileNotFoundError:
            raise InputError(f"There is no file {self.path}") from None
        except IsADirectoryError:
            raise InputError(f"{self.path} is a folder, not a file") from None
        except OSError as error:
            if self.path.is_dir():  # on Windows
                raise InputError(f"{self.path} is a folder, not a file") from None
            raise InputError(f"{self.path} cannot be read: {error.strerror}") from None
        except ValueError:  # a null character
            raise InputError(f"{str(self.path)!r} cannot be a path") from None

        try:
            # Another file may have taken its place in between.
            _refuse_endless(self.path, self._stat)
        except InputError:
            self._file.close()
            raise

    @cached_property
    def data(self) -> bytes:
        """All the bytes. Large: ask for parts where they are enough."""
        return self.read(0, self.size)

    def read(self, start: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``start`` on."""
        start = max(0, start)
        if self._data is None:
            if self.size > IN_MEMORY:
                return self._read(start, min(length, self.size - start))
            self._data = self._read(0, self.size)
        return self._data[start : start + length]

    def _read(self, start: int, length: int) -> bytes:
        assert self._file is not None  # noqa: S101  (bytes or a file)
        pieces: list[bytes] = []
        try:
            self._file.seek(start)
            while length > 0 and (piece := self._file.read(length)):
                pieces.append(piece)
                length -= len(piece)
        except OSError as error:
            raise InputError(f"{self.path} cannot be read: {error.strerror}") from None
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def find(self, word: bytes, start: int) -> int | None:
        """Where a short word stands next, from ``start`` on."""
        while piece := self.read(start, _WINDOW):
            at = piece.find(word)
            if at >= 0:
                return start + at
            if len(piece) < _WINDOW:
                break
            start += len(piece) - len(word)
        return None

    def for_parser(self, size: int) -> str | BinaryIO:
        """What a parser opens: the path, which is fastest, or a file in memory.

        Args:
            size: so many bytes of it.
        """
        if self.path and size == self.size:
            return str(self.path)
        return io.BytesIO(self.read(0, size))

    def changed(self) -> bool:
        """Whether the file on disk is another one than when it was opened."""
        if self.path is None:
            return False
        try:
            now = self.path.stat()
        except OSError:
            return True
        then = self._stat
        return (then.st_size, then.st_mtime_ns) != (now.st_size, now.st_mtime_ns)

    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        import hashlib  # noqa: PLC0415  (not needed for every check)

        digest = hashlib.sha256()
        for start in range(0, self.size, _WINDOW):
            digest.update(self.read(start, _WINDOW))
        return digest.hexdigest()


def file_name(file: object) -> str:
    """The name of an open file, if it has one."""
    name = getattr(file, "name", "")
    return name if isinstance(name, str) else ""  # a number, where there is no name


def read_at_most(file: BinaryIO, most: int, piece_size: int = _WINDOW) -> bytes:
    """All that a file or pipe gives.

    Args:
        file: is read to its end.
        most: so many bytes are taken.
        piece_size: so many are asked for at a time.

    Raises:
        InputError: that is more, or it cannot be read.
        UsageError: what it gives is not bytes.
    """
    pieces: list[bytes] = []
    try:
        while piece := _bytes(file.read(min(piece_size, most + 1))):
            pieces.append(piece)
            most -= len(piece)
            if most < 0:
                raise InputError(_TOO_LONG)
    except (OSError, ValueError) as error:
        raise InputError(f"The open file cannot be read: {error}") from None
    return b"".join(pieces)


def _path(given: str | os.PathLike[str]) -> Path:
    try:
        return Path(given)
    except TypeError:  # its path is bytes
        raise UsageError("A path must be text, not bytes; see os.fsdecode") from None


def _all_of(file: Any) -> bytes:
    """All bytes of an open file, which is left where it was, if it can be."""
    if isinstance(file, io.TextIOBase):
        raise UsageError(_TEXT)
    if not callable(getattr(file, "read", None)) or isinstance(file, type):
        several = "; for several use check_many" * isinstance(file, list | tuple | set)
        raise UsageError(
            "A document is given as a path, as bytes or as an open binary file, not as"
            f" {type(file).__name__}{several}"
        )
    at = _rewound(file)
    if at is None:
        return read_at_most(file, MOST_IN_MEMORY)
    try:
        # In one piece, if it is a file's: putting pieces together is copying all.
        return read_at_most(file, MOST_IN_MEMORY, MOST_IN_MEMORY)
    finally:
        file.seek(at)


def _rewound(file: BinaryIO) -> int | None:
    """Where a file was, which is at its start now; ``None``: it cannot seek."""
    try:
        if not getattr(file, "seekable", lambda: True)():
            return None
        at = file.tell()
        file.seek(0)
    except (OSError, AttributeError):  # a pipe, or less than a file
        return None
    except ValueError as error:
        raise InputError(f"The open file cannot be read: {error}") from None
    return at


def _bytes(piece: object) -> bytes:
    """What a file gave, if that is what binary files give."""
    if isinstance(piece, bytes):
        return piece
    if isinstance(piece, str):
        raise UsageError(_TEXT)
    if isinstance(piece, bytearray | memoryview):
        return bytes(piece)
    close = getattr(piece, "close", None)  # a coroutine that nobody waits for
    if callable(close):
        close()
    raise UsageError(
        f"The read() of an open file gives bytes, and this one's {type(piece).__name__};"
        " an upload of FastAPI or Starlette has the file itself under .file"
    )


_TEXT = 'The file is open for text; open it for bytes, as in open(path, "rb")'


_TOO_LONG = (
    f"it has more than {MOST_IN_MEMORY / 1e6:,.0f} MB, and comes through a pipe or from"
    " an address; save it as a file"
)


def _refuse_endless(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError(f"{path} is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{path} is neither a file nor a folder")
    if status.st_size > MOST_ON_DISK:
        raise InputError(
            f"{path} is {status.st_size / 1e6:,.0f} MB; files over"
            f" {MOST_ON_DISK / 1e6:,.0f} MB are not read"
        )
