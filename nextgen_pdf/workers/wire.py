"""How a process and its child talk, through a pipe each way.

What the parent sends are pickles, each after its length: it can be trusted. What the child
answers is not; see ``answers``.
"""

from __future__ import annotations

import pickle
from typing import IO, Any

from nextgen_pdf.workers import answers
from nextgen_pdf.workers.answers import Answer

_LENGTH = 8


def send(pipe: IO[bytes], thing: object) -> None:
    """Send a thing to a child.

    Raises:
        OSError: nobody listens any more.
    """
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next thing from the parent; waits for it.

    Raises:
        EOFError: the other side is gone.
    """
    length = int.from_bytes(_exactly(pipe, _LENGTH))
    return pickle.loads(_exactly(pipe, length))  # noqa: S301  (from our own parent)


def answered(pipe: IO[bytes], at_most: int) -> Answer:
    """The next answer of a child; waits for it.

    Args:
        pipe: where it comes from.
        at_most: the bytes that it may have.

    Raises:
        EOFError: the child is gone.
        TooLongError: it has more bytes.
    """
    head = _exactly(pipe, answers.HEAD)
    return answers.parsed(head, _exactly(pipe, answers.length(head, at_most)))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data
