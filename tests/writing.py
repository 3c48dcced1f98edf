"""Work that writes. In a module of its own: the process that does it imports it by name."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple


class Write(NamedTuple):
    """Writes a file, and answers how that went; or does what its name says."""

    def load(self) -> None:
        pass

    def __call__(self, path: str, /) -> bytes:
        if path == "die":
            os._exit(7)
        if path == "sleep":
            time.sleep(60)
        if path == "lie":
            return b"\xff"
        try:
            Path(path).write_bytes(b"words")
        except OSError as error:
            return type(error).__name__.encode()
        return b"written"


def decoded(data: bytes) -> str:
    return data.decode()
