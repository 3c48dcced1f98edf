"""A rule that does to the process what the name of the document says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule


@rule("behaviour", codes={"odd": "odd"})
def behaviour(document: Document) -> Iterator[Finding]:
    """Odd.

    ## Why

    So.

    ## Fix

    Thus.
    """
    match document.name.partition(".")[0]:
        case "hang":
            time.sleep(1000)
        case "spin":
            while True:
                pass
        case "crash":
            os.kill(os.getpid(), getattr(signal, "SIGSEGV"))  # noqa: B009
        case "exit":
            os._exit(3)
        case "eat":
            bytearray(8_000_000_000)
        case "raise":
            raise ZeroDivisionError
        case "recurse":
            _deeper()
        case "chatter":
            print("a" * 100_000)  # noqa: T201
        case "gossip":
            yield Finding("a" * 70_000_000, code="odd")
        case "leak":
            _kept.append(b"x" * 250_000_000)
        case _:
            pass
    yield from ()


_kept: list[bytes] = []


def _deeper() -> None:
    _deeper()
