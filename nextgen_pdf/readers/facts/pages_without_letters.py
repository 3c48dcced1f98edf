"""Pages whose text cannot be searched: its fonts do not say which letters it has."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from nextgen_pdf.errors import BoundReachedError, NotCheckedError
from nextgen_pdf.facts import Facts
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.fonts.letters import Letters
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents, Streams
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.resources import Chain, Handle, Resources
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_uses import TextState

MAX_LOOKS = 200_000
"""The most contents that are looked at, one counted for each page that paints it."""

Look = Literal["none", "known", "unknown"]
"""Of the text that a content shows: there is none, some of it can be searched, or none."""


class PagesWithoutLetters:
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
        self._letters = Letters(parser, graph)
        self._left = MAX_LOOKS
        self._suspect: dict[Handle, bool] = {}
        self._looks: dict[tuple[Streams, Chain], Look | NotCheckedError] = {}

    def among(
        self, textless: Collection[int], unread: NotCheckedError | None
    ) -> Facts[int]:
        """The pages that show text, all of it in fonts that do not say which.

        Args:
            textless: the pages that show no text themselves; their forms may.
            unread: why there may be more of them.
        """
        found: list[int] = []
        in_forms = set(textless)
        for number, page in enumerate(self._graph.pages, 1):
            chain = self._resources.of_page(page)
            if number not in in_forms and not self._is_suspect(chain[0]):
                continue
            key = (self._contents.streams(page), chain)
            if key not in self._looks:
                self._looks[key] = self._look(*key)
            look = self._looks[key]
            if isinstance(look, NotCheckedError):
                unread = unread or look
            elif look == "unknown":
                found.append(number)
        return Facts(found, unread)

    def _is_suspect(self, resources: Handle) -> bool:
        """Whether one of the fonts does not say its letters."""
        if resources not in self._suspect:
            fonts = self._resources.table(resources, "Font").values()
            self._suspect[resources] = not all(map(self._letters.are_known, fonts))
        return self._suspect[resources]

    def _look(self, streams: Streams, chain: Chain) -> Look | NotCheckedError:
        """Look at the text of a content and of its forms, until some can be searched."""
        todo = [(streams, chain)]
        seen: set[tuple[Streams, Chain]] = set()
        look: Look = "none"
        gap: NotCheckedError | None = None
        while todo:
            streams, chain = scope = todo.pop()
            if scope in seen:
                continue
            seen.add(scope)
            self._left -= 1
            if self._left < 0:
                return BoundReachedError("the pages paint too many forms")
            uses = self._contents.uses(streams)
            gap = gap or uses.gap
            for use in uses.uses:
                if use.kind == "show":
                    if self._is_known(use.state, chain):
                        return "known"
                    look = "unknown"
                elif use.kind == "XObject":
                    todo += self._forms(use.name, chain)
        return gap or look

    def _is_known(self, state: TextState, chain: Chain) -> bool:
        """Whether text in a state can be searched; yes, where its font is not certain."""
        if state.font is None or state.looks:
            return True
        fonts = self._resources.find(chain, "Font", state.font)
        return not fonts or any(map(self._letters.are_known, fonts))

    def _forms(self, name: str, chain: Chain) -> list[tuple[Streams, Chain]]:
        forms: list[tuple[Streams, Chain]] = []
        for target in self._resources.find(chain, "XObject", name):
            if isinstance(target, objects.Ref):
                form = self._parser.entries(target, ("Subtype", "Resources"))
                if self._graph.resolve(form.get("Subtype")) == "Form":
                    around = self._resources.inside(form.get("Resources"), chain)
                    forms.append((target, around))
        return forms
