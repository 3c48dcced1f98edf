"""The logs of PDF libraries: kept from coming out, because they may repeat a document."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Ear(logging.Handler):
    """Hears what a library logs in one thread."""

    def __init__(self, thread: int) -> None:
        super().__init__()
        self.messages: list[str] = []
        self._thread = thread

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread and (message := record.getMessage().strip()):
            self.messages.append(message)


_lock = threading.Lock()
_listeners: dict[str, int] = {}


@contextmanager
def captured(library: str) -> Iterator[list[str]]:
    """What a library logs within the block is collected, and goes nowhere else."""
    logger = logging.getLogger(library)
    ear = _Ear(threading.get_ident())
    with _lock:
        _listeners[library] = _listeners.get(library, 0) + 1
        logger.addHandler(ear)
        logger.propagate = False
    try:
        yield ear.messages
    finally:
        with _lock:
            logger.removeHandler(ear)
            _listeners[library] -= 1
            if not _listeners[library]:
                logger.propagate = True
