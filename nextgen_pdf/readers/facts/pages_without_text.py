"""Pages that paint no text: pictures of pages, and blank pages (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from nextgen_pdf.errors import BoundReachedError, NotCheckedError
from nextgen_pdf.facts import Facts
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents, Streams
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.resources import Chain, Resources
from nextgen_pdf.readers.syntax import objects

MAX_LOOKS = 200_000
"""The most contents that are looked at, one counted for each page that paints it."""
_UNSEEN = ("Link", "Popup")  # no set: what stands there may be anything
"""Annotations that show nothing, if they have no appearance."""

Look = Literal["text", "picture", "blank"]
"""What a content paints: text, visible or not; anything else; nothing at all."""


class PagesWithoutText:
    """The search for them.

    Args:
        parser: the document.
        graph: its object graph.
        contents: the contents of its pages.
        resources: their resources.
    """

    def __init__(
        self,
        parser: Parser,
        graph: Graph,
        contents: DecodedContents,
        resources: Resources,
    ) -> None:
        self._parser = parser
        self._graph = graph
        self._contents = contents
        self._resources = resources
        self._left = MAX_LOOKS
        self._known: dict[tuple[Streams, Chain], Look | NotCheckedError] = {}

    def among(
        self, numbers: Iterable[int], unread: NotCheckedError | None
    ) -> tuple[Facts[int], Facts[int]]:
        """Those of some pages that are pictures, and those that are blank.

        Args:
            numbers: the pages that show no text themselves.
            unread: why there may be more of them.
        """
        found: dict[Look, list[int]] = {"text": [], "picture": [], "blank": []}
        for number in numbers:
            page = self._graph.pages[number - 1]
            key = (self._contents.streams(page), self._resources.of_page(page))
            if key not in self._known:
                self._known[key] = self._painted(*key)
            look = self._known[key]
            if isinstance(look, NotCheckedError):
                unread = unread or look
            elif look != "blank" or not self._has_annotations(page):
                found[look].append(number)
        return Facts(found["picture"], unread), Facts(found["blank"], unread)

    def _has_annotations(self, page: objects.Ref) -> bool:
        """Whether a page has annotations that may show something."""
        annotations = self._graph.resolve(self._graph.inside(page, "Annots"))
        for each in annotations if isinstance(annotations, list) else ():
            annotation = self._graph.resolve(each)
            if isinstance(annotation, dict) and (
                self._graph.resolve(annotation.get("AP")) is not None
                or self._graph.resolve(annotation.get("Subtype")) not in _UNSEEN
            ):
                return True
        return False

    def _painted(self, streams: Streams, chain: Chain) -> Look | NotCheckedError:
        """What content paints, itself or in a form."""
        todo = [(streams, chain)]
        seen: set[tuple[Streams, Chain]] = set()
        paints = False
        while todo:
            streams, chain = scope = todo.pop()
            if scope in seen:
                continue
            seen.add(scope)
            self._left -= 1
            if self._left < 0:
                return BoundReachedError("the pages paint too many forms")
            uses = self._contents.uses(streams)
            if uses.shows_text:
                return "text"
            if uses.gap is not None:
                return uses.gap
            paints = paints or uses.paints
            for use in uses.uses:
                if use.kind == "XObject":
                    for target in self._resources.find(chain, use.kind, use.name):
                        if not isinstance(target, objects.Ref):
                            continue
                        form = self._parser.entries(target, ("Subtype", "Resources"))
                        if self._graph.resolve(form.get("Subtype")) == "Form":
                            own = form.get("Resources")
                            around = self._resources.inside(own, chain)
                            todo.append((target, around))
                        else:
                            paints = paints or self._parser.is_stream(target)
        return "picture" if paints else "blank"
