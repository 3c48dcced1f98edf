"""How a process and its child talk, through a pipe each way.

What the parent sends are pickles: it can be trusted. What the child
answers is not; see ``answers``.
"""

from __future__ import annotations

import pickle
from typing import IO, Any

from nextgen_pdf.workers import answers
from nextgen_pdf.workers.answers import Answer


class _Pieces(list[bytes]):
    """A file, as far as a pickler wants one."""

    write = list.append


def send(pipe: IO[bytes], thing: object) -> None:
    """Send a thing to a child.

    Raises:
        OSError: nobody listens any more.
    """
    # Nothing that is long is copied before it is written, so other threads can go on.
    pickled = _Pieces()
    beside: list[pickle.PickleBuffer] = []
    pickle.Pickler(
        pickled, pickle.HIGHEST_PROTOCOL, buffer_callback=beside.append
    ).dump(thing)
    views = [buffer.raw() for buffer in beside]
    pickle.dump([len(view) for view in views], pipe)
    for piece in (*views, *pickled):
        pipe.write(piece)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next thing from the parent; waits for it.

    Raises:
        EOFError: the other side is gone.
    """
    try:
        lengths = pickle.load(pipe)  # noqa: S301  (from our own parent)
        beside = [_exactly(pipe, length) for length in lengths]
        return pickle.load(pipe, buffers=beside)  # noqa: S301
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
