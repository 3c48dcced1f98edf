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
    """Processes with limits that stay open; made by ``Checker.pool``.

    It can be used from any thread and any event loop of the process that made it, by many
    at a time: documents wait until a process is free. It is a context manager; whoever
    does not use it as one calls ``close``.
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
        """Check one document, and wait for it.

        Args:
            source: its path, its bytes, or an open binary file. One that can seek is read
                from its start and left where it was; any other is read to its end. A large
                one on disk is not read here: its process gets it from there.
            name: what the report calls it, and the name that counts for the rules; by
                default its path.
            password: opens it, if it does not open without one.

        Returns:
            The report. A document that hangs, needs too much memory or makes the process
            die has the verdict ``unchecked``; so has one that is under way when the pool
            is closed.

        Raises:
            InputError: there is no such file, or it cannot be read.
            UsageError: it is nothing that can be checked; the pool is closed, or was made
                before this process was forked.
        """
        item, future = self._submit(source, name, password)
        return self._tell(item, future.result())

    async def acheck(
        self, source: Input, *, name: str | None = None, password: str | None = None
    ) -> Report:
        """Check one document; the event loop (asyncio) goes on meanwhile.

        Files are read in a thread, and what is done in Python to a report is done in
        pieces, so that nothing holds up the loop.

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
        """End the processes. Closing it again does nothing."""
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
