"""Writing what is asked for, and saying it where that cannot be done.

A full disk, or a program behind a pipe that has seen enough, must not look like a verdict:
one sentence, and an exit status of its own.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

import click

from nextgen_pdf.errors import InputError
from nextgen_pdf.sanitize import sanitize_text

NOT_WRITTEN = 4
"""The exit status when reports could not be written."""
_LONGEST = 2_000


def clean(text: str) -> str:
    """A text for the terminal; a file name in it must not write there what it likes."""
    return "\n".join(sanitize_text(line, _LONGEST) for line in text.split("\n"))


class NotWrittenError(click.ClickException):
    """What is written could not be: one sentence on the error stream.

    Args:
        error: why not.
        where: the file; ``None`` for the standard streams.
    """

    exit_code = NOT_WRITTEN

    def __init__(self, error: OSError, where: str | None = None) -> None:
        why = error.strerror or type(error).__name__
        super().__init__(clean(f"{where or 'The output'} cannot be written: {why}."))

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it, if there is still somebody to say it to."""
        with suppress(OSError):
            super().show(file)
        # What these still hold would fail again when the program ends.
        for stream in (sys.stdout, sys.stderr):
            try:
                if stream is not None:
                    stream.flush()
            except (OSError, ValueError):
                _drop(stream)


def _drop(stream: IO[str]) -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Output:
    """Where the reports go: a context in which they can be written.

    Args:
        file: an open file, which is closed at the end; ``None``: standard output.
        name: what it is called.
    """

    def __init__(self, file: IO[str] | None = None, name: str | None = None) -> None:
        self._file = file
        self._name = name

    @classmethod
    def to(cls, path: str | None, encoding: str = "utf-8") -> Self:
        """To a file, or to standard output.

        Raises:
            InputError: the file cannot be written, which is found out at once.
        """
        if path is None:
            return cls()
        try:
            return cls(Path(path).open("w", encoding=encoding), path)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from None

    def write(self, piece: str) -> None:
        """Write a piece; it is passed on at once.

        Raises:
            NotWrittenError: it cannot be written.
        """
        file = self._file or sys.stdout
        try:
            if file is None:  # closed by whoever started this program
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))  # noqa: TRY301
            click.echo(piece, file=file, nl=False)
        except OSError as error:
            raise NotWrittenError(error, self._name) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            try:
                self._file.close()
            except OSError as error:
                raise NotWrittenError(error, self._name) from None
