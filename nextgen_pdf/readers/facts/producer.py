"""The programs that made a document (ISO 32000-1, 14.3)."""

from __future__ import annotations

import re

from nextgen_pdf.facts import Producer
from nextgen_pdf.readers.backends.protocol import TRAILER, Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import ChecksumError, DecodeError
from nextgen_pdf.sanitize import sanitize_text

MAX_METADATA = 1024 * 1024


def producer(parser: Parser, graph: Graph) -> Producer:
    """What the document information dictionary says, or else the metadata stream."""
    information = graph.resolve(graph.inside(TRAILER, "Info"))
    entries = information if isinstance(information, dict) else {}
    creator = objects.text(graph.resolve(entries.get("Creator")))
    made_by = objects.text(graph.resolve(entries.get("Producer")))
    if not creator and not made_by:
        stream = graph.catalog.get("Metadata")
        metadata = b""
        if isinstance(stream, objects.Ref):
            try:
                metadata = parser.data(stream, MAX_METADATA)
            except ChecksumError as error:
                metadata = error.data
            except DecodeError:
                pass  # it names nobody
        creator = _element(metadata, rb"CreatorTool")
        made_by = _element(metadata, rb"Producer")
    return Producer(creator=sanitize_text(creator), producer=sanitize_text(made_by))


def _element(metadata: bytes, name: bytes) -> str:
    m = re.search(rb"[<\s:]" + name + rb"(?:>|\s*=\s*[\"'])([^<\"']*)", metadata)
    return m[1].decode("utf-8", "replace") if m else ""
