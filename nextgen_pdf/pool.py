"""A pool of processes that check, for programs that run on: web applications above all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, Self

from nextgen_pdf.readers import Input
from nextgen_pdf.report import Report

if TYPE_CHECKING:  # whoever checks one document needs none of it
    from concurrent.futures import Future

    from nextgen_pdf.workers import Failure
    from nextgen_pdf.workers.staying import Staying


class Ask(Protocol):
    """Makes of a document what is sent to a process."""

    def __call__(self, source: Input, name: str | None, password: str | None) -> Any:
        """What is sent; reads the document, if it is no file."""


class Pool:
    """Processes with limits that stay running; made by ``Checker.pool``.

    You can use it from any thread and any event loop of the process that made it, many
    at a time: documents wait until a process is free. It is a context manager; if you do
    not use it as one, call ``close``.
    """

    def __init__(
        self,
        staying: Staying[Any, Report],
        ask: Ask,
        tell: Callable[[Any, Report | Failure], Report],
    ) -> None:
        self._staying = staying
        self._ask = ask
        self._tell = tell

    def check(
        self, source: Input, *, name: str | None = None, password: str | None = None
    ) -> Report:
        """Check one document, and wait for the report.

        Args:
            source: a path, bytes, or an open binary file. A seekable file is read from
                its beginning and left at its position; any other is read to its end. A
                large one on disk is not read here: its process reads it there.
            name: what the report calls the document, and the name that the rules see;
                by default its path.
            password: opens the document, if it needs one.

        Returns:
            The report. If the document hangs, needs too much memory, or crashes the
            process, the verdict is ``unchecked``. The same is true for a document that is
            being checked when the pool is closed.

        Raises:
            InputError: there is no such file, or it cannot be read.
            UsageError: the source cannot be checked; or the pool is closed, or was made
                before this process was forked.
        """
        item, future = self._submit(source, name, password)
        return self._tell(item, future.result())

    async def acheck(
        self, source: Input, *, name: str | None = None, password: str | None = None
    ) -> Report:
        """Check one document without blocking the event loop (asyncio).

        Files are read in a thread, and reports are built in small steps, so that nothing
        holds up the loop.

        Args:
            source: as for ``check``; do not use the file before this is done.
            name: as for ``check``.
            password: as for ``check``.

        Returns:
            The report, as for ``check``.

        Raises:
            InputError: as for ``check``.
            UsageError: as for ``check``.
        """
        import asyncio  # noqa: PLC0415  (slow)

        if isinstance(source, bytes):  # there is nothing to read
            item, future = self._submit(source, name, password)
        else:
            item, future = await asyncio.to_thread(self._submit, source, name, password)
        return self._tell(item, await asyncio.wrap_future(future))

    def close(self) -> None:
        """End the processes. Closing the pool again does nothing."""
        self._staying.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _submit(
        self, source: Input, name: str | None, password: str | None
    ) -> tuple[Any, Future[Report | Failure]]:
        item = self._ask(source, name, password)
        return item, self._staying.submit(item)
