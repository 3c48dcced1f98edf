"""How a process and its child talk, through a pipe each way.

What the parent sends are pickles: it can be trusted. What the child
answers is not; see ``answers``.
"""

from __future__ import annotations

import pickle
from typing import IO, Any

from nextgen_pdf.workers import answers
from nextgen_pdf.workers.answers import Answer


def send(pipe: IO[bytes], thing: object) -> None:
    """Send a thing to a child.

    Raises:
        OSError: nobody listens any more.
    """
    # Into the pipe at once: what is long is not copied, so other threads can go on.
    pickle.dump(thing, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next thing from the parent; waits for it.

    Raises:
        EOFError: the other side is gone.
    """
    try:
        return pickle.load(pipe)  # noqa: S301  (from our own parent)
    except pickle.UnpicklingError as error:
        if "truncated" in str(error):
            raise EOFError from None
        raise


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
