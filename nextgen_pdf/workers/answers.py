"""What a child process answers, as bytes in a pipe.

It reads hostile documents and may have been taken over by one, so nothing that it says is
unpickled: a frame of bytes, which whoever asked reads as data.
"""

from __future__ import annotations

from typing import IO, Any, NamedTuple

from nextgen_pdf.workers.limits import Limits, Work, needs_more_memory

HEAD = 9
"""Bytes before the data: flags, and its length."""
_FAILED, _LAST, _TIRED = 1, 2, 4


class TooLongError(Exception):
    """What is being sent is longer than the receiver takes."""


class Answer(NamedTuple):
    """What a child says to an item."""

    data: bytes
    """What the function returned; or why there is nothing, in UTF-8."""
    failed: bool = False
    """The data is a reason."""
    last: bool = False
    """The child has ended with what it was sent; others may do what is left."""
    tired: bool = False
    """The child wants to be replaced."""

    @property
    def reason(self) -> str:
        """Why it failed."""
        return self.data.decode(errors="replace")


def worked(work: Work[Any], item: object, limits: Limits) -> Answer:
    """What comes of an item in this process."""
    try:
        return Answer(work(item))
    except MemoryError:
        reason = needs_more_memory(limits.max_memory)
    return Answer(reason.encode(), failed=True, tired=True)


def write(pipe: IO[bytes], said: Answer) -> None:
    """Answer the parent.

    Raises:
        OSError: nobody listens any more.
    """
    flags = _FAILED * said.failed | _LAST * said.last | _TIRED * said.tired
    pipe.write(bytes([flags]) + len(said.data).to_bytes(HEAD - 1))
    pipe.write(said.data)
    pipe.flush()


def length(head: bytes | bytearray, at_most: int) -> int:
    """How many bytes follow the head of an answer.

    Raises:
        TooLongError: more than the receiver takes.
    """
    said = int.from_bytes(head[1:HEAD])
    if said > at_most:
        raise TooLongError
    return said


def parsed(head: bytes | bytearray, data: bytes) -> Answer:
    """An answer of its two parts."""
    flags = head[0]
    return Answer(
        data,
        failed=bool(flags & _FAILED),
        last=bool(flags & _LAST),
        tired=bool(flags & _TIRED),
    )
