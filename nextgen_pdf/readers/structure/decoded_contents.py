"""The contents of pages and forms, each decoded and read once (ISO 32000-1, 7.8.2).

What pages share is the same work for all of them, and all work is counted.
"""

from __future__ import annotations

from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError, UnreadableError
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_stream import Meter
from nextgen_pdf.readers.syntax.content_uses import Uses, uses_of
from nextgen_pdf.readers.syntax.flate import ChecksumError, DecodeError

MAX_CONTENT = 64 * 1024 * 1024
"""The most bytes that the contents of one page may have."""
MAX_WORDS = 2_500_000
"""The most words of all contents that are looked at, and the most that are read; see
``content_stream.MAX_TOKENS``."""
_BYTES_A_WORD = 256
"""Decoding so many bytes takes as long as a word."""
_MOST_PACKED = 1_000
"""A byte of Flate data stands for hardly more; so long it takes until it fails."""
_MAX_KEPT = 8 * 1024 * 1024
"""So many bytes of decoded streams are kept, for pages that share them."""

Streams = objects.Ref | tuple[objects.Ref, ...]
"""Content streams: one, or an array of them, by its reference or written out."""


class Content(NamedTuple):
    """Content streams as one content."""

    data: bytes
    """What decodes of them, with white space between two streams: a word may not be in
    both, an operator and its operands may."""
    errors: list[tuple[objects.Ref, DecodeError]]
    """What is wrong. The data is complete if all are a ``ChecksumError``."""

    @property
    def complete(self) -> bool:
        """Whether all of it is there."""
        return all(isinstance(error, ChecksumError) for _, error in self.errors)


class DecodedContents:
    """The contents of one document.

    Args:
        parser: the document.
        graph: its object graph.
    """

    def __init__(self, parser: Parser, graph: Graph) -> None:
        self._parser = parser
        self._graph = graph
        self.looks = Meter(MAX_WORDS)
        """Counts what is only looked at, so that it leaves enough to be read."""
        self.meter = Meter(MAX_WORDS)
        self._kept: dict[objects.Ref, bytes | DecodeError] = {}
        self._kept_size = 0
        self._of_pages: dict[objects.Ref, Streams] = {}
        self._arrays: dict[objects.Ref, tuple[objects.Ref, ...]] = {}
        self._uses: dict[Streams, Uses] = {}

    def streams(self, page: objects.Ref) -> Streams:
        """The content streams of a page; equal for pages that share them."""
        if page not in self._of_pages:
            contents = self._parser.entries(page, ("Contents",)).get("Contents")
            self._of_pages[page] = (
                contents if isinstance(contents, objects.Ref) else self._parts(contents)
            )
        return self._of_pages[page]

    def _in_order(self, streams: Streams) -> tuple[objects.Ref, ...]:
        if not isinstance(streams, objects.Ref):
            return streams
        if self._parser.is_stream(streams):
            return (streams,)
        if streams not in self._arrays:
            self._arrays[streams] = self._parts(self._graph.resolve(streams))
        return self._arrays[streams]

    def _parts(self, array: objects.Value) -> tuple[objects.Ref, ...]:
        """The streams that an array names; what refers to nothing is none of them."""
        parts = array if isinstance(array, list) else []
        refs = [part for part in parts if isinstance(part, objects.Ref)]
        nothing = {ref for ref in {*refs} if self._graph.resolve(ref) is None}
        return tuple(ref for ref in refs if ref not in nothing)

    def read(self, streams: Streams, meter: Meter) -> Content:
        """Content streams as one.

        Args:
            streams: their streams.
            meter: counts the work.

        Raises:
            BoundReachedError: there is too much.
        """
        parts: list[bytes] = []
        errors: dict[objects.Ref, DecodeError] = {}
        size = 0
        for ref in self._in_order(streams):
            data = self._decoded(ref, meter)
            if isinstance(data, DecodeError):
                errors[ref] = data
                data = data.data if isinstance(data, ChecksumError) else b""
            size += len(data) + 1
            if size > MAX_CONTENT:
                raise BoundReachedError("the contents of a page are too long")
            meter.count(len(data) // _BYTES_A_WORD)
            parts.append(data)
        content = parts[0] if len(parts) == 1 else b"\n".join(parts)
        return Content(content, list(errors.items()))

    def uses(self, streams: Streams) -> Uses:
        """What content streams do, and why there may be more."""
        if streams not in self._uses:
            self._uses[streams] = self._read_uses(streams)
        return self._uses[streams]

    def _read_uses(self, streams: Streams) -> Uses:
        try:
            content = self.read(streams, self.meter)
        except BoundReachedError as reason:
            return Uses(gap=reason)
        uses = uses_of(content.data, self.meter)
        if uses.gap is None and not content.complete:
            return uses._replace(gap=UnreadableError("some content cannot be decoded"))
        return uses

    def _decoded(self, ref: objects.Ref, meter: Meter) -> bytes | DecodeError:
        if ref not in self._kept:
            meter.count(0)  # before the work is done
            result: bytes | DecodeError
            try:
                result = self._parser.data(ref)
            except DecodeError as error:
                result = error.with_traceback(None)
                length = self._parser.entries(ref, ("Length",)).get("Length")
                packed = length if isinstance(length, int) else 0
                failed = min(MAX_CONTENT, abs(packed) * _MOST_PACKED)
                meter.left -= failed // _BYTES_A_WORD
            except BoundReachedError:
                meter.left -= MAX_CONTENT // _BYTES_A_WORD
                raise
            self._keep(ref, result)
        return self._kept[ref]

    def _keep(self, ref: objects.Ref, result: bytes | DecodeError) -> None:
        data = result if isinstance(result, bytes) else getattr(result, "data", b"")
        self._kept_size += len(data)
        if self._kept_size > _MAX_KEPT:
            self._kept.clear()
            self._kept_size = len(data)
        self._kept[ref] = result
