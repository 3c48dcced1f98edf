"""How a process and its child talk: pickles through a pipe, each after its length."""

from __future__ import annotations

import pickle
from typing import IO, Any

_LENGTH = 8


class TooLongError(Exception):
    """What is being sent is longer than the receiver takes."""


def send(pipe: IO[bytes], thing: object) -> None:
    """Send a thing.

    Raises:
        OSError: nobody listens any more.
    """
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH) + data)
    pipe.flush()


def receive(pipe: IO[bytes], at_most: int | None = None) -> Any:
    """The next thing; waits for it.

    Args:
        pipe: where it comes from.
        at_most: the bytes that it may have.

    Raises:
        EOFError: the other side is gone.
        TooLongError: it has more bytes.
    """
    length = int.from_bytes(_exactly(pipe, _LENGTH))
    if at_most is not None and length > at_most:
        raise TooLongError
    return pickle.loads(_exactly(pipe, length))  # noqa: S301  (our own process)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data
