"""Going on with a run that was stopped, from the lines it has written."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from nextgen_pdf.checker import Checker
from nextgen_pdf.cli.output import Output
from nextgen_pdf.errors import InputError
from nextgen_pdf.formats._documents import restored, seal
from nextgen_pdf.readers import Source
from nextgen_pdf.report import Report
from nextgen_pdf.shape import ShapeError, shaped

_START = b'{"path": '
_LONGEST = 1 << 28
"""Of a line, in bytes: several times what a process may answer."""


class Earlier:
    """The reports in a file of JSON lines. Remembers of each only where it stands.

    Anybody may have changed the file since, by hand or by accident. A line is believed
    only if it is whole and one that this checker could have written: see ``_believed``.
    What is not believed is checked again. Where a path is in several lines, the last one
    counts. A half line at the end, left by a run that was killed, is cut off.

    Args:
        path: the file; it need not be there yet. It is locked as long as this run lasts.
        checker: whose reports hold.
        rules_version: its fingerprint.
        retry: reports on documents that could not be fully checked do not hold.

    Raises:
        InputError: the file cannot be read or written, holds something else, or another
            run writes to it.
    """

    def __init__(
        self, path: str, checker: Checker, rules_version: str, *, retry: bool
    ) -> None:
        self._path = Path(path)
        self._checker = checker
        self._version = rules_version
        self._places: dict[str, int] = {}
        self._end = 0
        self.damaged = 0
        """How many lines no run can have written."""
        if self._path.exists() and not stat.S_ISREG(self._path.stat().st_mode):
            raise InputError(f"{path} is not a file")
        try:
            self._file: BinaryIO = self._path.open("a+b")
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from None
        try:
            self._lock()
            self._read(retry=retry)
        except OSError as error:
            self.close()
            raise InputError(f"{path} cannot be read: {error.strerror}") from None
        except InputError:
            self.close()
            raise

    def close(self) -> None:
        """Let others write to the file."""
        self._file.close()

    def _lock(self) -> None:
        if not _locked(self._file):
            raise InputError(
                f"Another run is writing to {self._path}: wait until it ends, or use"
                " another file"
            )
        self._file.seek(0)

    def _read(self, *, retry: bool) -> None:
        number = 0
        while line := self._file.readline(_LONGEST):
            number += 1
            if not line.endswith(b"\n") and _START.startswith(line[: len(_START)]):
                return
            row = _row(line)
            if row is None:
                if number == 1 and not line.startswith(_START):
                    raise InputError(
                        f"{self._path} was not written by --resume: line 1 is not a report"
                    )
                self.damaged += 1
            elif row.get("rules_version") != self._version:
                self._places.pop(row["path"], None)
            elif report := self._believed(row):
                if report.sha256 and not (retry and _gaps(report)):
                    self._places[report.path] = self._end
                else:
                    self._places.pop(report.path, None)
            else:
                self.damaged += 1
                self._places.pop(row["path"], None)
            self._end += len(line)

    def _believed(self, row: dict[str, Any]) -> Report | None:
        """The report in a line, if it is one that this checker could have written.

        Its seal, its shape, and that everything in it follows from the findings and the
        profile. That a rule had nothing to find can only be told by checking again.
        """
        if row.get("seal") != seal(row):
            return None
        try:
            report = shaped(Report, restored(row))
        except (AttributeError, KeyError, TypeError, ShapeError):
            return None
        believed = row.get("verdict") == report.verdict and self._checker.could_say(
            report
        )
        return report if believed else None

    def report(self, path: str) -> Report | None:
        """The report on a document, if it still holds: the bytes are the same."""
        place = self._places.get(path)
        if place is None:
            return None
        self._file.seek(place)
        earlier = restored(json.loads(self._file.readline()))
        try:
            source = Source(path)
            try:
                same = source.size == earlier.size_bytes
                return earlier if same and source.sha256() == earlier.sha256 else None
            finally:
                source.close()
        except InputError:
            return None

    def notes(self) -> Iterator[str]:
        """What whoever runs the command should know: how many lines do not count."""
        if self.damaged == 1:
            yield (
                f"{self._path}: 1 line is damaged or was changed. It does not count, and"
                " its PDF is checked again."
            )
        elif self.damaged:
            yield (
                f"{self._path}: {self.damaged:,} lines are damaged or were changed. They"
                " do not count, and their PDFs are checked again."
            )

    def opened(self) -> Output:
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
        return Output(file, str(self._path))


def _locked(file: BinaryIO) -> bool:
    """Lock a file until it is closed, by this process or by its end.

    Returns:
        Whether nobody else has locked it. Where a file system has no locks, nobody has.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  (only there)

        # There a lock keeps others from reading: it is set where nothing will stand.
        file.seek(1 << 60)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    known = isinstance(row, dict) and {"path", "sha256", "verdict"} <= row.keys()
    return row if known and isinstance(row["path"], str) else None


def _gaps(report: Report) -> bool:
    return any(rule.outcome == "not-checked" for rule in report.rules)
