"""One look at the contents of all pages: do they decode, and do they show text?

What is wrong with them, and which pages are worth a closer look, comes of the same look,
because decoding them is most of the work.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError, NotCheckedError, UnreadableError
from nextgen_pdf.facts import Fault
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.structure.decoded_contents import (
    Content,
    DecodedContents,
    Streams,
)
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.resources import Handle, Resources
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_stream import INVISIBLE, events
from nextgen_pdf.readers.syntax.content_uses import Uses
from nextgen_pdf.readers.syntax.flate import ChecksumError
from nextgen_pdf.sanitize import sanitize_text

_BLANKS = rb"[" + objects.WHITE + rb"]++"
_SELECTED = re.compile(
    rb"/(" + objects.REGULAR + rb"*+)" + _BLANKS + rb"[-+.\d]++" + _BLANKS + rb"Tf"
)
"""The selection of a font (9.3.1) as it is nearly always written."""
_SHOWING = (b"Tj", b"TJ", b"'", b'"')


class Contents(NamedTuple):
    """What the look gave."""

    faults: list[Fault]
    without_text: list[int]
    """The pages that show no text themselves."""
    gap: NotCheckedError | None
    """Why there may be more faults."""
    unread: NotCheckedError | None
    """Why there may be more pages without text."""


class _Page(NamedTuple):
    """What was seen of the contents of a page."""

    shows_text: bool
    lacking: list[str]
    """The names of the fonts that text is shown in and that the page does not have."""


def look(graph: Graph, contents: DecodedContents, resources: Resources) -> Contents:
    """Look at the contents of all pages, at the same contents once.

    Contents that do not decode, or show text in a font that the page has not, make the
    page blank or wrong for its reader.
    """
    faults: list[Fault] = []
    without_text: list[int] = []
    gap: NotCheckedError | None = None
    unread: NotCheckedError | None = None
    known: set[objects.Ref] = set()
    pages: dict[tuple[Streams, Handle], _Page | NotCheckedError] = {}
    for number, page in enumerate(graph.pages, 1):
        streams = contents.streams(page)
        (handle,) = resources.of_page(page)
        key = (streams, handle)
        if key not in pages:
            try:
                content = contents.read(streams, contents.looks)
                faults += _damage(content, number, known)
                looked_at = _looked_at(content, streams, handle, contents, resources)
                place = Location(page=number, object=str(page))
                faults += (
                    Fault("font-name", f"/{name}", place) for name in looked_at.lacking
                )
                pages[key] = looked_at
            except NotCheckedError as reason:
                pages[key] = reason.with_traceback(None)
        seen = pages[key]
        if isinstance(seen, _Page):
            if not seen.shows_text:
                without_text.append(number)
        else:
            unread = unread or seen
            gap = gap or (seen if isinstance(seen, BoundReachedError) else None)
    return Contents(faults, without_text, gap, unread)


def _damage(content: Content, page: int, known: set[objects.Ref]) -> list[Fault]:
    """What does not decode, said of the first page that has it."""
    faults = [
        Fault(
            "content-checksum" if isinstance(error, ChecksumError) else "content",
            str(error),
            Location(page=page, object=str(ref)),
        )
        for ref, error in content.errors
        if ref not in known
    ]
    known.update(ref for ref, _ in content.errors)
    return faults


def _looked_at(
    content: Content,
    streams: Streams,
    handle: Handle,
    contents: DecodedContents,
    resources: Resources,
) -> _Page:
    """Look at a content.

    Raises:
        NotCheckedError: it does not decode, or there is too much of it.
    """
    data = content.data
    shows_text = any(operator in data for operator in _SHOWING) and any(
        event.kind == "show" for event in events(data, contents.looks)
    )
    if not content.complete:
        if not shows_text:
            raise UnreadableError("the content of a page cannot be decoded")
        return _Page(shows_text, [])
    lacking: set[str] = set()
    if shows_text and _may_lack(data, handle, resources):
        fonts = resources.table(handle, "Font")
        lacking = {
            name
            for name in _shown_in(contents.uses(streams))
            if resources.is_nothing(fonts.get(name))
        }
    return _Page(shows_text, sorted(map(sanitize_text, lacking)))


def _may_lack(content: bytes, handle: Handle, resources: Resources) -> bool:
    """Whether a content may select a font that its resources do not have.

    Where every ``Tf`` is written as usual, the names before it are all that there are.
    """
    written = _SELECTED.findall(content)
    if len(written) != content.count(b"Tf"):
        return True
    return not resources.has(handle, "Font", {*written})


def _shown_in(uses: Uses) -> set[str]:
    """The names of the fonts that are selected and in which visible text is shown."""
    return {
        use.state.font
        for use in uses.uses
        if use.kind == "show" and use.state.font and use.state.mode != INVISIBLE
    }
