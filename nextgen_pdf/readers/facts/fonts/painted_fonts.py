"""Painting in thought: which fonts without a program is visible text set in?

The contents that can reach a font without a program are followed: pages, forms,
patterns, Type 3 glyphs, soft masks and annotation appearances, each once in each text
state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.facts import Font
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.fonts.font_programs import (
    FontPrograms,
    without_subset_tag,
)
from nextgen_pdf.readers.facts.page_contents import content, content_streams
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_stream import (
    INVISIBLE,
    Event,
    events,
    without_invisible,
)
from nextgen_pdf.sanitize import sanitize_text

MAX_PAINTED = 100_000
"""The most contents that are painted in thought, each counted once a text state."""

_PAINTING = frozenset({"show", "paint", "XObject", "Pattern"})
"""The events that change nothing for what follows."""


class TextState(NamedTuple):
    """The part of the graphics state that decides how text looks (9.3)."""

    font: objects.Value = None
    mode: int = 0


class Scope(NamedTuple):
    """Content, what it is painted with, and in which state it begins."""

    streams: tuple[objects.Ref, ...]
    resources: objects.Value
    state: TextState = TextState()


class Painting:
    """The search for fonts without a program in one document.

    Args:
        parser: the document.
        graph: its object graph.
        programs: which fonts have their program.
    """

    def __init__(self, parser: Parser, graph: Graph, programs: FontPrograms) -> None:
        self._parser = parser
        self._graph = graph
        self._programs = programs
        self._found: dict[str, tuple[Font, set[int]]] = {}
        self._below: dict[str, frozenset[str]] = {}
        self._told: set[tuple[str, int]] = set()

    def fonts(self) -> list[Font]:
        """The fonts that visible text is set in and whose program is not there."""
        painted: set[object] = set()
        for number, page in enumerate(self._graph.pages, 1):
            todo = [*self._page(page), *self._appearances(page, number)]
            while todo:
                scope = todo.pop()
                if self._is_told(scope, number):
                    continue
                key = (number, scope.streams, repr(scope[1:]))
                if key not in painted:
                    painted.add(key)
                    if len(painted) > MAX_PAINTED:
                        raise BoundReachedError(f"more than {MAX_PAINTED} contents")
                    todo += self._paint(scope, number)
        return [
            font._replace(
                location=Location(
                    page=pages[0], pages=pages, object=font.location.object
                )
            )
            for font, numbers in self._found.values()
            for pages in [tuple(sorted(numbers))]
        ]

    def _note(self, font: objects.Value, page: int) -> None:
        """Visible text is set in a font."""
        self._told.add((repr(font), page))
        if state := self._programs.state(font):
            dictionary = self._graph.resolve(font)
            written = self._graph.inside(dictionary, "BaseFont")
            name = without_subset_tag(objects.text(self._graph.resolve(written)))
            number = str(font) if isinstance(font, objects.Ref) else None
            fact = Font(
                name=sanitize_text(name), state=state, location=Location(object=number)
            )
            self._found.setdefault(f"{name}/{state}", (fact, set()))[1].add(page)

    # --- what there is to paint ---

    def _page(self, page: objects.Ref) -> Iterator[Scope]:
        resources = self._graph.inherited(page, "Resources")
        if self._missing(resources):
            yield Scope(content_streams(self._parser, self._graph, page), resources)

    def _form(
        self, ref: objects.Value, resources: objects.Value, state: TextState
    ) -> Iterator[Scope]:
        """A form XObject or the like, where text in a missing font can come of it."""
        if isinstance(ref, objects.Ref) and self._parser.is_stream(ref):
            own = self._parser.entries(ref, ("Resources", "Subtype"))
            if self._graph.resolve(own.get("Subtype")) == "Image":
                return
            resources = own.get("Resources", resources)
            if self._missing(resources) or self._programs.state(state.font):
                yield Scope((ref,), resources, state)

    def _appearances(self, page: objects.Ref, number: int) -> Iterator[Scope]:
        """What annotations look like, in every state they can be in (12.5.5)."""
        annots = self._graph.resolve(
            self._parser.entries(page, ("Annots",)).get("Annots")
        )
        for item in annots if isinstance(annots, list) else ():
            annotation = item if isinstance(item, dict) else {}
            if isinstance(item, objects.Ref):
                annotation = self._parser.entries(item, ("AP", "DA", "V", "Subtype"))
            looks = self._graph.resolve(annotation.get("AP"))
            if not isinstance(looks, dict):
                self._set_by_viewer(annotation, number)
                continue
            for key in ("N", "R", "D"):
                look = looks.get(key)
                states: list[objects.Value] = [look]
                if not isinstance(look, objects.Ref) or not self._parser.is_stream(
                    look
                ):
                    named = self._graph.resolve(look)
                    states = list(named.values()) if isinstance(named, dict) else []
                for state in states:
                    yield from self._form(state, None, TextState())

    def _set_by_viewer(self, annotation: objects.Dict, page: int) -> None:
        """Text without an appearance: the viewer sets it in the font of ``/DA``."""
        look = self._graph.resolve(annotation.get("DA"))
        free = self._graph.resolve(annotation.get("Subtype")) == "FreeText"
        filled = self._graph.resolve(annotation.get("V")) not in (None, b"")
        if isinstance(look, bytes) and (free or filled):
            for kind, operand in events(look):
                if kind == "Tf":
                    form = self._graph.catalog.get("AcroForm")
                    font = self._graph.inside(form, "DR", "Font", operand)
                    # without one of that name, the viewer takes some font of its own
                    unknown: objects.Dict = {"BaseFont": objects.Name(operand)}
                    self._note(unknown if font is None else font, page)

    # --- painting ---

    def _paint(self, scope: Scope, page: int) -> Iterator[Scope]:
        """Follow one content; yields what it paints in turn."""
        state = scope.state
        saved: list[TextState] = []
        fonts: dict[str, objects.Value] = {}
        looks: dict[str, tuple[objects.Value, objects.Value]] = {}
        done: set[tuple[Event, int, int]] = set()
        for event in events(without_invisible(content(self._parser, scope.streams))):
            if event.kind in _PAINTING:
                # a font has one identity, for it is kept until the end
                key = (event, id(state.font), state.mode)
                if key in done:
                    continue
                done.add(key)
            match event:
                case Event("q"):
                    saved.append(state)
                case Event("Q"):
                    state = saved.pop() if saved else state
                case Event("Tr", mode):
                    state = TextState(state.font, INVISIBLE if mode == INVISIBLE else 0)
                case Event("Tf", name):
                    name = str(name)
                    if name not in fonts:
                        fonts[name] = self._graph.inside(scope.resources, "Font", name)
                    state = TextState(fonts[name], state.mode)
                case Event("show"):
                    if state.mode != INVISIBLE:
                        self._note(state.font, page)
                        yield from self._glyphs(state, scope.resources)
                case Event("gs", name):
                    name = str(name)
                    if name not in looks:
                        look = self._graph.inside(scope.resources, "ExtGState", name)
                        looks[name] = (
                            self._graph.inside(look, "Font", 0),
                            self._graph.inside(look, "SMask", "G"),
                        )
                    font, group = looks[name]
                    state = state if font is None else TextState(font, state.mode)
                    yield from self._form(group, scope.resources, state)
                case Event(category, name):
                    target = self._graph.inside(scope.resources, category, name)
                    yield from self._form(target, scope.resources, state)

    def _glyphs(self, state: TextState, resources: objects.Value) -> Iterator[Scope]:
        """The glyphs of a Type 3 font are content, with resources of their own (9.6.5)."""
        font = self._graph.resolve(state.font)
        kind = self._graph.resolve(self._graph.inside(font, "Subtype"))
        if isinstance(font, dict) and kind == "Type3":
            glyphs = self._graph.resolve(font.get("CharProcs"))
            resources = font.get("Resources", resources)
            if isinstance(glyphs, dict) and self._missing(resources):
                for glyph in glyphs.values():
                    if isinstance(glyph, objects.Ref):
                        yield Scope((glyph,), resources, TextState(mode=state.mode))

    # --- what can be reached from resources ---

    def _missing(self, resources: objects.Value) -> frozenset[str]:
        """The fonts without a program to which resources lead, however deep."""
        known = repr(resources)
        if known not in self._below:
            self._below[known] = frozenset(
                repr(font)
                for font in self._fonts_below(resources)
                if self._programs.state(font)
            )
        return self._below[known]

    def _is_told(self, scope: Scope, page: int) -> bool:
        """Whether all that a content can show was found on the page already."""
        fonts = set(self._missing(scope.resources))
        if self._programs.state(scope.state.font):
            fonts.add(repr(scope.state.font))
        return all((font, page) in self._told for font in fonts)

    def _fonts_below(self, resources: objects.Value) -> Iterator[objects.Value]:
        todo = [resources]
        seen: set[objects.Ref] = set()
        looked_into: set[objects.Ref] = set()
        while todo:
            current = todo.pop()
            if not _is_new(current, seen):
                continue
            looks = list(self._items(current, "ExtGState"))
            fonts = [
                *self._items(current, "Font"),
                *(self._graph.inside(look, "Font", 0) for look in looks),
            ]
            yield from fonts
            todo += (
                self._graph.inside(item, "Resources")
                for item in (
                    *fonts,
                    *(self._graph.inside(look, "SMask", "G") for look in looks),
                    *self._items(current, "XObject"),
                    *self._items(current, "Pattern"),
                )
                if _is_new(item, looked_into)
            )

    def _items(
        self, resources: objects.Value, category: str
    ) -> Iterable[objects.Value]:
        table = self._graph.resolve(self._graph.inside(resources, category))
        return table.values() if isinstance(table, dict) else ()


def _is_new(value: objects.Value, seen: set[objects.Ref]) -> bool:
    """Whether a value was not seen before; only what has a number can come again."""
    if not isinstance(value, objects.Ref):
        return True
    new = value not in seen
    seen.add(value)
    return new
