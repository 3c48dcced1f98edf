"""What a worker that was taken over would try, and what it may still do."""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


def _socket() -> None:
    socket.socket().close()


def _datagram() -> None:
    socket.socket(type=socket.SOCK_DGRAM).close()


def _pair() -> None:
    for end in socket.socketpair():
        end.close()


class Misdeeds(NamedTuple):
    """Work that tries everything on a folder, and says what went well."""

    folder: str

    def load(self) -> None:
        """Nothing is needed."""

    def __call__(self, item: str, /) -> bytes:
        folder = Path(self.folder)
        there = folder / "there"
        tries: dict[str, Callable[[], object]] = {
            "socket": _socket,
            "datagram": _datagram,
            "pair": _pair,
            "make": lambda: (folder / "new").write_text("x"),
            "change": lambda: there.open("r+b"),
            "append": lambda: there.open("ab"),
            "empty": lambda: os.truncate(there, 0),
            "remove": there.unlink,
            "rename": lambda: there.rename(folder / "other"),
            "folder": (folder / "sub").mkdir,
            "link": lambda: (folder / "link").symlink_to(there),
            "signal": lambda: os.kill(os.getppid(), 0),
            "read": there.read_text,
            "list": lambda: os.listdir(folder),  # noqa: PTH208
            "throw away": lambda: Path(os.devnull).write_text("x"),
            "environment": lambda: 1 / len(set(os.environ) - {item}),
            "limits": _limits_hold,
        }
        return json.dumps([name for name, do in tries.items() if _works(do)]).encode()


def _works(do: Callable[[], object]) -> bool:
    try:
        do()
    except (OSError, ArithmeticError):
        return False
    return True


def _limits_hold() -> None:
    import resource  # noqa: PLC0415  (not on Windows)

    for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY:
            raise OSError
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if soft == resource.RLIM_INFINITY:
        raise OSError


class _Bomb:
    """What writes a file where it is unpickled."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[str, int], int], tuple[str, int]]:
        return os.open, (self._path, os.O_CREAT | os.O_WRONLY)


class Lies(NamedTuple):
    """Work that answers with what it is asked for."""

    path: str

    def load(self) -> None:
        """Nothing is needed."""

    def __call__(self, item: str, /) -> bytes:
        match item:
            case "pickle":
                return pickle.dumps(_Bomb(self.path))
            case "deep":
                return b"[" * 100_000
            case "digits":
                return b"9" * 100_000
            case "nothing":
                return b""
            case "other":
                return b'{"verdict": "ready"}'
            case "processor":
                os.kill(os.getpid(), getattr(signal, "SIGXCPU"))  # noqa: B009
            case _:
                pass
        return b"null"
