"""Painting in thought: which fonts without a program is visible text set in?

The contents that can reach a font without a program are followed: pages, forms,
patterns, Type 3 glyphs, soft masks and annotation appearances. Each is read once, and
followed once with the same resources and in the same text state, whatever paints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError, NotCheckedError
from nextgen_pdf.facts import Facts, Font
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.facts.fonts.font_programs import FontPrograms
from nextgen_pdf.readers.facts.fonts.font_reach import FontReach
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents, Streams
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.resources import Chain, Handle, Resources
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.content_stream import INVISIBLE, events
from nextgen_pdf.readers.syntax.content_uses import TextState
from nextgen_pdf.sanitize import sanitize_text

MAX_PAINTED = 50_000
"""The most contents that are painted in thought, each counted once a text state."""
MAX_VISITS = 500_000
"""The most contents and annotations, each counted for each page that shows it."""


Shown = tuple[Handle, ...]
"""Fonts without a program in which a page shows text."""


class Scope(NamedTuple):
    """Content, what it is painted with, and in which state it begins."""

    streams: Streams
    resources: Chain
    font: Handle | None = None
    mode: int = 0


class _Painted(NamedTuple):
    """What comes of painting one content."""

    fonts: list[Handle]
    """The fonts without a program that its visible text is set in."""
    inside: list[Scope]
    """What it paints in turn."""


class Painting:
    """The search for fonts without a program in one document.

    Args:
        parser: the document.
        graph: its object graph.
        contents: the contents of its pages and forms.
        resources: their resources.
        programs: which fonts have their program.
        missing: those that have none, by ``FontPrograms.key``.
    """

    def __init__(
        self,
        parser: Parser,
        graph: Graph,
        contents: DecodedContents,
        resources: Resources,
        programs: FontPrograms,
        missing: frozenset[str],
    ) -> None:
        self._parser = parser
        self._graph = graph
        self._contents = contents
        self._resources = resources
        self._programs = programs
        self._missing = missing
        self._reach = FontReach(parser, graph, resources, programs)
        self._gap: NotCheckedError | None = None
        self._painted: dict[Scope, _Painted] = {}
        self._shown: dict[tuple[Scope, ...], Shown] = {}
        self._facts: dict[Handle, tuple[str, Font]] = {}
        self._looks: dict[tuple[objects.Ref, Chain], list[Scope | Handle]] = {}
        self._unknown: dict[str, objects.Dict] = {}
        self._left = MAX_VISITS

    def fonts(self) -> Facts[Font]:
        """The fonts that visible text is set in and whose program is not there."""
        pages: dict[Shown, list[int]] = {}
        try:
            for number, page in enumerate(self._graph.pages, 1):
                if shown := self._on_page(page):
                    pages.setdefault(shown, []).append(number)
        except BoundReachedError as reason:
            self._gap = reason
        # pages with the same fonts are one, for there may be many of both
        fonts: dict[str, Font] = {}
        shown_in: dict[str, list[int]] = {}
        for at, shown in enumerate(pages):
            for handle in shown:
                key, font = self._fact(handle)
                fonts.setdefault(key, font)
                shown_in.setdefault(key, []).append(at)
        with_these = list(pages.values())
        numbers = {
            where: tuple(sorted(number for at in where for number in with_these[at]))
            for where in {tuple(each) for each in shown_in.values()}
        }
        return Facts(
            (
                font._replace(
                    location=Location(page=on[0], pages=on, object=font.location.object)
                )
                for key, font in fonts.items()
                for on in [numbers[tuple(shown_in[key])]]
            ),
            self._gap,
        )

    def _fact(self, font: Handle) -> tuple[str, Font]:
        """What is said of a font without a program, and what those alike have in common."""
        if font not in self._facts:
            value = self._resources.value(font)
            state = self._programs.state(value)
            assert state is not None  # noqa: S101  (else it is not among those found)
            name = sanitize_text(self._programs.name(value))
            number = str(font) if isinstance(font, objects.Ref) else None
            fact = Font(name, state, Location(object=number))
            self._facts[font] = (self._programs.key(value), fact)
        return self._facts[font]

    def _on_page(self, page: objects.Ref) -> Shown:
        """The fonts without a program that a page shows text in."""
        chain = self._resources.of_page(page)
        scopes: list[Scope] = []
        fonts: list[Handle] = []
        if self._reach.reaches(chain):
            scopes.append(Scope(self._contents.streams(page), chain))
        for shown in self._annotations(page, chain):
            if isinstance(shown, Scope):
                scopes.append(shown)
            else:
                fonts.append(shown)
        key = tuple(scopes)
        if key not in self._shown:
            self._shown[key] = self._follow(scopes)
        if not fonts:
            return self._shown[key]
        return tuple(self._by_key([*fonts, *self._shown[key]]).values())

    def _by_key(self, fonts: Iterable[Handle]) -> dict[str, Handle]:
        """Fonts, of those alike only one."""
        return {self._fact(font)[0]: font for font in fonts}

    def _follow(self, scopes: Iterable[Scope]) -> Shown:
        """The fonts that contents show text in, and those that they paint."""
        fonts: dict[str, Handle] = {}
        todo = list(scopes)[::-1]
        seen: set[Scope] = set()
        while todo and not fonts.keys() >= self._missing:  # else there are no others
            scope = todo.pop()
            if scope in seen:
                continue
            seen.add(scope)
            self._count()
            painted = self._paint(scope)
            fonts |= self._by_key(painted.fonts)
            todo += painted.inside
        return tuple(fonts.values())

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise BoundReachedError("the pages paint too many forms")

    # --- what there is to paint ---

    def _form(
        self, target: objects.Value, around: Chain, font: Handle | None, mode: int
    ) -> Iterator[Scope]:
        """A form XObject or the like, where text in a missing font can come of it."""
        if isinstance(target, objects.Ref) and self._parser.is_stream(target):
            own = self._parser.entries(target, ("Resources", "Subtype"))
            if self._graph.resolve(own.get("Subtype")) == "Image":
                return
            chain = self._resources.inside(own.get("Resources"), around)
            if self._reach.reaches(chain) or self._is_missing(font):
                yield Scope(target, chain, font, mode)

    def _is_missing(self, font: Handle | None) -> bool:
        if font is None:
            return False
        return self._programs.state(self._resources.value(font)) is not None

    def _annotations(self, page: objects.Ref, chain: Chain) -> list[Scope | Handle]:
        """What the annotations of a page look like; worked out once if pages share them."""
        annots = self._parser.entries(page, ("Annots",)).get("Annots")
        if not isinstance(annots, objects.Ref):
            return list(self._appearances(annots, chain))
        key = (annots, chain)
        if key not in self._looks:
            resolved = self._graph.resolve(annots)
            self._looks[key] = list(self._appearances(resolved, chain))
        return self._looks[key]

    def _appearances(
        self, annots: objects.Value, chain: Chain
    ) -> Iterator[Scope | Handle]:
        """What annotations look like, in every state they can be in (12.5.5)."""
        form = self._graph.catalog.get("AcroForm")
        defaults = self._graph.inside(form, "DR")
        around = self._resources.inside(defaults, chain)
        for item in annots if isinstance(annots, list) else ():
            self._count()
            annotation = item if isinstance(item, dict) else {}
            if isinstance(item, objects.Ref):
                annotation = self._parser.entries(item, ("AP", "DA", "V", "Subtype"))
            looks = self._graph.resolve(annotation.get("AP"))
            if not isinstance(looks, dict):
                yield from self._set_by_viewer(annotation, defaults)
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
                    yield from self._form(state, around, None, 0)

    def _set_by_viewer(
        self, annotation: objects.Dict, defaults: objects.Value
    ) -> Iterator[Handle]:
        """Text without an appearance: the viewer sets it in the font of ``/DA``."""
        look = self._graph.resolve(annotation.get("DA"))
        free = self._graph.resolve(annotation.get("Subtype")) == "FreeText"
        filled = self._graph.resolve(annotation.get("V")) not in (None, b"")
        if isinstance(look, bytes) and (free or filled):
            for kind, operand, _ in events(look, self._contents.meter):
                if kind == "Tf":
                    name = str(operand)
                    font = self._graph.inside(defaults, "Font", name)
                    if font is None:
                        # the viewer takes some font of its own
                        entry: objects.Dict = {"BaseFont": objects.Name(name)}
                        font = self._unknown.setdefault(name, entry)
                    if self._programs.state(font):
                        yield self._resources.handle(font)

    # --- painting ---

    def _paint(self, scope: Scope) -> _Painted:
        """Follow one content: what it shows and what it paints."""
        if scope not in self._painted:
            if len(self._painted) >= MAX_PAINTED:
                raise BoundReachedError(f"more than {MAX_PAINTED:,} contents")
            self._painted[scope] = self._paint_anew(scope)
        return self._painted[scope]

    def _paint_anew(self, scope: Scope) -> _Painted:
        uses = self._contents.uses(scope.streams)
        self._gap = self._gap or uses.gap
        fonts: dict[Handle, None] = {}
        inside: dict[Scope, None] = {}
        states: dict[TextState, tuple[Handle | None, int]] = {}
        for kind, name, state in uses.uses:
            if state not in states:
                mode = scope.mode if state.mode is None else state.mode
                states[state] = (self._font(state, scope), mode)
            font, mode = states[state]
            if kind != "show":
                around = scope.resources
                for target in self._resources.find(
                    around, "ExtGState" if kind == "gs" else kind, name
                ):
                    if kind == "gs":
                        group = self._graph.inside(target, "SMask", "G")
                        inside |= dict.fromkeys(self._form(group, around, font, mode))
                    else:
                        inside |= dict.fromkeys(self._form(target, around, font, mode))
            elif mode != INVISIBLE and font is not None:
                if self._is_missing(font):
                    fonts[font] = None
                else:
                    inside |= dict.fromkeys(self._glyphs(font, scope.resources, mode))
        return _Painted(list(fonts), list(inside))

    def _font(self, state: TextState, scope: Scope) -> Handle | None:
        """The font of a text state. Where viewers take different ones, one that is missing."""
        for look in reversed(state.looks):
            for target in self._resources.find(scope.resources, "ExtGState", look):
                font = self._graph.inside(target, "Font", 0)
                if font is not None:
                    return self._resources.handle(font)
        if state.font is None:
            return scope.font
        found = self._resources.find(scope.resources, "Font", state.font)
        for font in sorted(found, key=lambda font: not self._programs.state(font)):
            return self._resources.handle(font)
        return None

    def _glyphs(self, font: Handle, around: Chain, mode: int) -> Iterator[Scope]:
        """The glyphs of a Type 3 font are content, with resources of their own (9.6.5)."""
        dictionary = self._graph.resolve(self._resources.value(font))
        if not isinstance(dictionary, dict):
            return
        if self._graph.resolve(dictionary.get("Subtype")) != "Type3":
            return
        glyphs = self._graph.resolve(dictionary.get("CharProcs"))
        chain = self._resources.inside(dictionary.get("Resources"), around)
        if isinstance(glyphs, dict) and self._reach.reaches(chain):
            for glyph in glyphs.values():
                if isinstance(glyph, objects.Ref):
                    yield Scope(glyph, chain, None, mode)
