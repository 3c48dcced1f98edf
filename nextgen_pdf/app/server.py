"""Serves the page on this computer, to whoever has its address.

The address holds a token, and the page asks by addresses beside its own. So no other page
and no other person on this computer can ask for anything. What is asked with a document
has the document for its body, and the rest in a header: there are no forms to take apart.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from socketserver import TCPServer
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote

from nextgen_pdf.app import front
from nextgen_pdf.app.desk import Asked, Desk
from nextgen_pdf.errors import UsageError
from nextgen_pdf.shape import ShapeError, shaped

if TYPE_CHECKING:
    from nextgen_pdf.app.copies import Copy

HOST = "127.0.0.1"
LARGEST = 500_000_000
"""Bytes of an upload."""
_LARGEST_LIMIT = 1e6
"""In MB, of a size that files may have."""
_USUAL_PORT = 80
"""Of HTTP; a browser leaves it out."""
_PIECE = 1 << 20
_UNCLEAR = "This question cannot be understood."
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Answer(NamedTuple):
    """What is answered."""

    kind: str
    size: int
    pieces: Iterable[bytes]


class _RefusedError(Exception):
    """A request that is not answered: the status, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Server(ThreadingHTTPServer):
    """Serves the page. A context manager: nothing is left when it ends.

    Args:
        desk: does what the page asks for.
        port: 0 for one that is free.

    Raises:
        OSError: the port cannot be used.
    """

    daemon_threads = True
    # On Windows it would let another program listen at the same port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.desk = desk
        self.token = secrets.token_urlsafe(32)
        self.page = front.served().encode()
        self._folder = TemporaryDirectory(
            prefix="nextgen-pdf-", ignore_cleanup_errors=True
        )
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    @property
    def hosts(self) -> tuple[str, str]:
        """What requests may call this computer."""
        port = "" if self.server_port == _USUAL_PORT else f":{self.server_port}"
        return f"{HOST}{port}", f"localhost{port}"

    def folder(self) -> TemporaryDirectory[str]:
        """A folder for one request; gone with it, and at the latest with the server."""
        return TemporaryDirectory(dir=self._folder.name, ignore_cleanup_errors=True)

    def server_bind(self) -> None:
        """Bind, and ask nobody what this computer is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    def server_close(self) -> None:
        """End everything, and leave nothing behind."""
        super().server_close()
        self.desk.close()
        self._folder.cleanup()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away: that is a tab somebody closed."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server_version = "nextgen-pdf"
    sys_version = ""
    timeout = 60
    """Seconds in which a browser must send something."""

    @property
    def _at(self) -> Server:
        return cast("Server", self.server)

    def log_message(self, *_: object) -> None:
        """Nothing is logged: addresses hold the token."""

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, answer: Callable[[str, ExitStack], Answer]) -> None:
        status = 200
        with ExitStack() as stack:
            try:
                answered = answer(self._admitted(), stack)
            except _RefusedError as error:
                status, answered = error.status, _text(str(error))
            except UsageError as error:
                status, answered = 400, _text(str(error))
            except ShapeError:
                status, answered = 400, _text(_UNCLEAR)
            if isinstance(answered.pieces, list):
                stack.close()  # all of it is in memory: the document is not needed
            self._send(status, answered)

    def _send(self, status: int, answer: Answer) -> None:
        self.send_response(status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(answer.size))
        self.end_headers()
        for piece in answer.pieces:
            self.wfile.write(piece)

    def _admitted(self) -> str:
        """What is asked for, by somebody who may ask."""
        # Another name for this computer may be that of a page elsewhere (DNS rebinding).
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0] not in self._at.hosts:
            raise _RefusedError(403, "This is not the address of this page.")
        token, _, what = self.path.removeprefix("/").partition("/")
        if not secrets.compare_digest(token.encode(), self._at.token.encode()):
            raise _RefusedError(
                403, "Use the whole address, as nextgen-pdf app has printed it."
            )
        return what

    def _get(self, what: str, _: ExitStack) -> Answer:
        if what:
            raise _RefusedError(404, "There is no such page.")
        return _whole(self._at.page, "text/html; charset=utf-8")

    def _post(self, what: str, stack: ExitStack) -> Answer:
        origins = self.headers.get_all("Origin", [])
        if (
            len(origins) != 1
            or origins[0].removeprefix("http://") not in self._at.hosts
        ):
            raise _RefusedError(403, "Only the page itself may ask this.")
        desk = self._at.desk
        if what in ("check", "fix"):
            asked = _asked(_read(unquote(self.headers.get("Asked", ""))))
            file = self._uploaded(stack)
            return (
                _json(desk.check(file, asked))
                if what == "check"
                else _files(desk.fix(file, asked))
            )
        data = _read(self.rfile.read(self._size()))
        match what:
            case "about":
                return _json(desk.about())
            case "court":
                return _json(desk.court(str(data.get("code"))))
            case "unchecked":
                reason = str(data.pop("reason", ""))
                return _json(desk.unchecked(_asked(data), reason))
            case "whole":
                rows, sections = data.pop("rows", ()), data.pop("sections", ())
                return _json(desk.whole(rows, sections, _asked(data).chosen))
            case _:
                raise _RefusedError(404, "There is no such question.")

    def _uploaded(self, stack: ExitStack) -> Path:
        """The document, in a folder of its own."""
        left = self._size()
        try:
            file = Path(stack.enter_context(self._at.folder())) / "document.pdf"
            kept = stack.enter_context(file.open("wb", buffering=0))
            while left:
                piece = self._received(min(left, _PIECE))
                left -= len(piece)
                while piece:  # of a piece, a full disk takes a part and says nothing
                    piece = piece[kept.write(piece) :]
            kept.close()
        except (ConnectionError, TimeoutError):
            raise
        except OSError as error:
            why = f"it could not be kept while it was read: {error.strerror}"
            raise _RefusedError(507, why) from None
        return file

    def _received(self, most: int) -> bytes:
        piece = self.rfile.read(most)
        if not piece:
            raise ConnectionAbortedError
        return piece

    def _size(self) -> int:
        """How many bytes are sent."""
        size = self.headers.get("Content-Length", "")
        if (
            not re.fullmatch(r"[0-9]{1,18}", size)
            or "Transfer-Encoding" in self.headers
        ):
            raise _RefusedError(411, "A request must say how long it is.")
        if int(size) > LARGEST:
            raise _RefusedError(413, f"it is larger than {LARGEST / 1e6:.0f} MB")
        return int(size)


def _read(text: str | bytes) -> dict[str, Any]:
    """JSON that is an object."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise _RefusedError(400, _UNCLEAR)
    return data


def _asked(data: dict[str, Any]) -> Asked:
    asked = shaped(Asked, [*(Asked()._asdict() | data).values()])
    if not 0 <= asked.max_size <= _LARGEST_LIMIT:  # also for what is no number
        raise ShapeError
    return asked


def _whole(data: bytes, kind: str) -> Answer:
    return Answer(kind, len(data), [data])


def _text(text: str) -> Answer:
    return _whole(text.encode(), "text/plain; charset=utf-8")


def _json(value: Any) -> Answer:
    return _whole(json.dumps(value).encode(), "application/json")


def _files(copy: Copy) -> Answer:
    """A line that tells what came of it and how long the files are, and then the files."""
    sizes = [(name, file.stat().st_size) for name, file in copy.files]
    line = json.dumps(copy.told | {"files": sizes}).encode() + b"\n"
    if not sizes:
        return _whole(line, "application/octet-stream")
    size = len(line) + sum(size for _, size in sizes)
    return Answer("application/octet-stream", size, chain([line], _pieces(copy.files)))


def _pieces(files: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    for _, path in files:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
