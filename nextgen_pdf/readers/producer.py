"""The programs that made a document (ISO 32000-1, 14.3)."""

from __future__ import annotations

import re
from contextlib import suppress

from nextgen_pdf.facts import Producer
from nextgen_pdf.legible import legible
from nextgen_pdf.readers import cos
from nextgen_pdf.readers.graph import Graph
from nextgen_pdf.readers.parser import TRAILER, DataError, Parser

MAX_METADATA = 1024 * 1024


def producer(parser: Parser, graph: Graph) -> Producer:
    """What the document information dictionary says, or else the metadata stream."""
    information = graph.resolve(graph.inside(TRAILER, "Info"))
    entries = information if isinstance(information, dict) else {}
    creator = cos.text(graph.resolve(entries.get("Creator")))
    made_by = cos.text(graph.resolve(entries.get("Producer")))
    if not creator and not made_by:
        stream = graph.catalog.get("Metadata")
        metadata = b""
        if isinstance(stream, cos.Ref):
            with suppress(DataError):
                metadata = parser.data(stream, MAX_METADATA)
        creator = _element(metadata, rb"CreatorTool")
        made_by = _element(metadata, rb"Producer")
    return Producer(creator=legible(creator), producer=legible(made_by))


def _element(metadata: bytes, name: bytes) -> str:
    m = re.search(rb"[<\s:]" + name + rb"(?:>|\s*=\s*[\"'])([^<\"']*)", metadata)
    return m[1].decode("utf-8", "replace") if m else ""
