"""Forms of Adobe's form designer: XFA (ISO 32000-1, 12.7.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.errors import BoundReachedError, UnreadableError
from nextgen_pdf.facts import ExternalContent, Script
from nextgen_pdf.readers.structure.search import Node, classifier
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import ChecksumError, DecodeError

NAMES = frozenset({"XFA"})
"""The name in such a form."""

MAX_XFA = 32 * 1024 * 1024
"""The most bytes of a form that are looked through."""

_SILENT = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
"""How comments and literal sections begin and end."""
_SILENT_START = re.compile(rb"<!--|<!\[CDATA\[")
_SCRIPT = rb"<(?:[\w.-]+:)?script[\s/>]"
_ELSEWHERE = (
    rb"<(?:[\w.-]+:)?(?:wsdl|xsd|xml)Connection[\s/>]"
    rb"|<(?:[\w.-]+:)?image\s[^<>]*\bhref\s*="
)


@classifier(NAMES)
def designed_form(node: Node) -> Iterator[Script | ExternalContent]:
    """The scripts in a designed form, and the data that it takes from elsewhere.

    Raises:
        NotCheckedError: the form does not decode, or is longer than ``MAX_XFA``.
    """
    if "XFA" in node.value:
        text = _text(node)
        if re.search(_SCRIPT, text):
            yield Script("xfa", node.location)
        if re.search(_ELSEWHERE, text):
            yield ExternalContent("form-data", location=node.location)


def _text(node: Node) -> bytes:
    """The form as UTF-8, without comments and literal sections.

    Its packets are one text in pieces: a tag may begin in one and end in the next.
    """
    packets = node.entry("XFA")
    items = packets if isinstance(packets, list) else [node.value["XFA"]]
    joined = bytearray()
    for item in items:
        if isinstance(item, objects.Ref) and isinstance(
            node.parser.get(item), objects.Stream
        ):
            try:
                joined += node.parser.data(item, MAX_XFA)
            except ChecksumError as error:
                joined += error.data  # which viewers take as it is
            except DecodeError:
                raise UnreadableError("a part of the form cannot be decoded") from None
            if len(joined) >= MAX_XFA:
                raise BoundReachedError("the designed form has more than 32 MiB")
    text = bytes(joined)
    if text[:2] in (b"\xfe\xff", b"\xff\xfe"):
        text = text.decode("utf-16", "replace").encode()
    return _without_silent(text)


def _without_silent(text: bytes) -> bytes:
    """A form without its comments and literal sections; what has no end is none."""
    last = {start: text.rfind(end) for start, end in _SILENT.items()}
    parts: list[bytes] = []
    at = 0
    for m in _SILENT_START.finditer(text):
        if at <= m.start() and m.end() <= last[m[0]]:
            parts.append(text[at : m.start()])
            end = _SILENT[m[0]]
            at = text.find(end, m.end()) + len(end)
    return b"".join((*parts, text[at:]))
