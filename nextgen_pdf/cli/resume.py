"""Going on with a run that was stopped, from the lines it has written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any

from nextgen_pdf.errors import InputError
from nextgen_pdf.formats._documents import restored
from nextgen_pdf.readers import Source
from nextgen_pdf.report import Report

_START = b'{"path": '


class Earlier:
    """The reports in a file of JSON lines. Remembers of each only where it stands.

    Where a path is in several lines, the last one counts. A half line at the end, left
    by a run that was killed, does not.

    Args:
        path: the file; it need not be there yet.
        rules_version: reports by other rules do not hold any more.
        retry: nor do those of documents that could not be fully checked.

    Raises:
        InputError: the file cannot be read, or holds something else.
    """

    def __init__(self, path: str, rules_version: str, *, retry: bool) -> None:
        self._path = Path(path)
        self._places: dict[str, int] = {}
        self._end = 0
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if not line.endswith(b"\n") and _START.startswith(
                        line[: len(_START)]
                    ):
                        break
                    row = _row(line)
                    if row is None:
                        raise InputError(
                            f"{path}, line {number}, is no report of an earlier run"
                        )
                    holds = row.get("rules_version") == rules_version
                    if holds and row["sha256"] and not (retry and _gaps(row)):
                        self._places[row["path"]] = self._end
                    else:
                        self._places.pop(row["path"], None)
                    self._end += len(line)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from None

    def report(self, path: str) -> Report | None:
        """The report on a document, if it still holds: the bytes are the same."""
        place = self._places.get(path)
        if place is None:
            return None
        with self._path.open("rb") as file:
            file.seek(place)
            earlier = restored(json.loads(file.readline()))
        try:
            source = Source(path)
            try:
                return earlier if source.sha256() == earlier.sha256 else None
            finally:
                source.close()
        except InputError:
            return None

    def opened(self) -> IO[str]:
        """The file, to write on where its last whole line ends.

        Raises:
            InputError: it cannot be written.
        """
        try:
            file = self._path.open("a", encoding="utf-8", newline="\n")
            file.truncate(self._end)
        except OSError as error:
            raise InputError(
                f"{self._path} cannot be written: {error.strerror}"
            ) from None
        return file


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    known = isinstance(row, dict) and {"path", "sha256", "verdict"} <= row.keys()
    return row if known else None


def _gaps(row: dict[str, Any]) -> bool:
    return any(rule["outcome"] == "not-checked" for rule in row["rules"])
