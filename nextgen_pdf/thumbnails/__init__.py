"""Small pictures of pages, drawn in a process of their own.

Drawing a hostile page may crash, hang or fill the memory. So a child process draws, page
after page: one that dies or is too slow is ended and replaced, and costs a picture.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from threading import Timer
from typing import Any, NamedTuple, Self

from nextgen_pdf import children
from nextgen_pdf.findings import Box

for _package in ("pypdfium2", "PIL"):
    # The child needs them; who imports this package shall learn at once of a lack.
    if find_spec(_package) is None:
        raise ModuleNotFoundError(f"No module named {_package!r}", name=_package)

SECONDS = 5.0
"""So long may one page take."""
MOST_LOST = 5
"""After so many processes that died or were too slow, no more pages are drawn."""
_TO_START = 60.0
_LONGEST = 2_000_000  # of an answer, in bytes; a picture has about 20,000


class Thumbnail(NamedTuple):
    """The picture of a page."""

    image: str
    """A JPEG, in base64."""
    width: int
    height: int
    spots: tuple[Box, ...]
    """What was to be outlined, in pixels: left, top, right, bottom."""


class Painter:
    """Draws pages. Use it as a context; the process starts with the first page.

    Args:
        seconds: how long one page may take.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self.lost = 0
        """How many processes died or were too slow."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def draw(
        self, path: str, sha256: str, page: int, boxes: Iterable[Box] = ()
    ) -> Thumbnail | None:
        """Draw a page; ``None`` if that could not be done.

        Args:
            path: the document.
            sha256: of its bytes; a file that has changed since is not drawn.
            page: its number, counted from 1.
            boxes: what is to be outlined, in the page's default user space.
        """
        if self.lost >= MOST_LOST or not (self._process or self._start()):
            return None
        request = {"path": path, "sha256": sha256, "page": page, "boxes": [*boxes]}
        answer = self._ask(json.dumps(request).encode() + b"\n", self._seconds)
        return _thumbnail(answer)

    def _start(self) -> bool:
        try:
            self._process = subprocess.Popen(  # noqa: S603  (our own program)
                children.command("nextgen_pdf.thumbnails.draw"),
                env=children.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:  # no process can be started here, as in a browser
            self.lost += 1
            return False
        return self._ask(b"", _TO_START) is not None

    def _ask(self, request: bytes, seconds: float) -> Any:
        """What the process answers; without an answer in time it is ended."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        timer = Timer(seconds, process.kill)
        timer.start()
        line = b""
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line = process.stdout.readline(_LONGEST)
        except OSError:
            pass  # it has died
        finally:
            timer.cancel()
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            self._end()
            self.lost += 1
            return None

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _thumbnail(answer: Any) -> Thumbnail | None:
    """An answer that is a picture; a process that was taken over may say anything."""
    try:
        width, height = int(answer["width"]), int(answer["height"])
        spots = tuple(
            (float(left), float(top), float(right), float(bottom))
            for left, top, right, bottom in answer["spots"]
        )
        return Thumbnail(str(answer["image"]), width, height, spots)
    except (KeyError, OverflowError, TypeError, ValueError):
        return None
