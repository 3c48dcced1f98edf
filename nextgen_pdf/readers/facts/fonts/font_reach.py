"""Can text in a font without a program come of these resources, however deep?

Nearly all contents cannot show such text, and need not be read for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.fonts.font_programs import FontPrograms
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.resources import Chain, Handle, Resources
from nextgen_pdf.readers.syntax import objects

MAX_STEPS = 1_000_000
"""The most resources that are looked at."""


class FontReach:
    """Which resource dictionaries lead to a font without a program.

    Args:
        parser: the document.
        graph: its object graph.
        resources: its resources.
        programs: which fonts have their program.
    """

    def __init__(
        self,
        parser: Parser,
        graph: Graph,
        resources: Resources,
        programs: FontPrograms,
    ) -> None:
        self._parser = parser
        self._graph = graph
        self._resources = resources
        self._programs = programs
        self._known: dict[Handle, bool] = {}
        self._left = MAX_STEPS

    def reaches(self, chain: Chain) -> bool:
        """Whether one of some resource dictionaries does."""
        return any(
            self._known[each] if each in self._known else self._search(each)
            for each in chain
        )

    def _search(self, start: Handle) -> bool:
        """Search depth first: where a font is found, all on the way to it lead there.

        Raises:
            BoundReachedError: there is too much to look at.
        """
        path = [(start, self._below(start))]
        seen = {start}
        found = self._has_missing(start)
        while path and not found:
            child = next(path[-1][1], None)
            if child is None:
                path.pop()
            elif child in self._known:
                found = self._known[child]
            elif child not in seen:
                seen.add(child)
                path.append((child, self._below(child)))
                found = self._has_missing(child)
        way = (handle for handle, _ in path) if found else seen
        self._known |= dict.fromkeys(way, found)
        return found

    def _has_missing(self, handle: Handle) -> bool:
        """Whether a font without a program is among the resources themselves."""
        looks = self._resources.table(handle, "ExtGState").values()
        fonts = (
            *self._resources.table(handle, "Font").values(),
            *(self._graph.inside(look, "Font", 0) for look in looks),
        )
        return any(self._programs.state(font) is not None for font in fonts)

    def _below(self, handle: Handle) -> Iterator[Handle]:
        """The resources of what there is among the resources."""
        for category in ("Font", "XObject", "Pattern", "ExtGState"):
            for item in self._resources.table(handle, category).values():
                self._left -= 1
                if self._left < 0:
                    raise BoundReachedError("there are too many resources")
                holder = item
                if category == "ExtGState":
                    holder = self._graph.inside(item, "SMask", "G")
                own = self._own(holder)
                if own is not None:
                    yield self._resources.handle(own)

    def _own(self, holder: objects.Value) -> objects.Value:
        if isinstance(holder, objects.Ref):
            return self._parser.entries(holder, ("Resources",)).get("Resources")
        return holder.get("Resources") if isinstance(holder, dict) else None
