"""The facts of a document, worked out of what a parser gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import chain
from typing import TypeVar

from nextgen_pdf.errors import ContentLockedError, NotCheckedError, UnreadableError
from nextgen_pdf.facts import (
    Action,
    EmbeddedFile,
    ExternalContent,
    Facts,
    Fault,
    Field,
    Font,
    Form,
    Link,
    Mark,
    Media,
    Page,
    PagePicture,
    Producer,
    Script,
    Security,
    Version,
)
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import Found, Parser
from nextgen_pdf.readers.facts.actions import links
from nextgen_pdf.readers.facts.classifiers import ACTIVE, CLASSIFIERS, SEARCH
from nextgen_pdf.readers.facts.external_content import ELSEWHERE
from nextgen_pdf.readers.facts.fonts.font_programs import NAMES as FONT_NAMES
from nextgen_pdf.readers.facts.fonts.font_programs import FontPrograms
from nextgen_pdf.readers.facts.page_boxes import boxes
from nextgen_pdf.readers.facts.page_contents import Contents, look
from nextgen_pdf.readers.facts.producer import producer
from nextgen_pdf.readers.file import header_trailer
from nextgen_pdf.readers.file.cross_reference import CrossReference
from nextgen_pdf.readers.file.encryption import security
from nextgen_pdf.readers.file.object_offsets import Layout
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.file.unreferenced import unreferenced_objects
from nextgen_pdf.readers.structure import index_faults
from nextgen_pdf.readers.structure.decoded_contents import DecodedContents
from nextgen_pdf.readers.structure.indirect_names import find_name_objects, with_holders
from nextgen_pdf.readers.structure.object_graph import CAREFUL, Graph
from nextgen_pdf.readers.structure.page_tree import PageTree, walk
from nextgen_pdf.readers.structure.resources import Resources
from nextgen_pdf.readers.structure.search import Search
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.name_search import NameSearch
from nextgen_pdf.sanitize import sanitize_text

T = TypeVar("T")

_LINKS = NameSearch(links.names)
_KEYS = frozenset({"AA", "JS", "OpenAction", "S", "Subtype", "URI"})
"""Of the names, those of many objects, and never values."""


class PdfReader:
    """The facts about one document. See ``Document`` for what each group is.

    Args:
        source: the bytes.
        sections: its cross-reference sections.
        open_parser: opens them; may raise ``NotCheckedError``, and then every group that
            needs the parser raises it.
        words_for: whether the first words in a font are worth reading, by its state.
    """

    def __init__(
        self,
        source: Source,
        sections: CrossReference,
        open_parser: Callable[[], Parser],
        words_for: Callable[[str], bool],
    ) -> None:
        self._source = source
        self._sections = sections
        self._words_for = words_for
        self._parser: Parser | None = None
        self._closed: NotCheckedError | None = None
        self._blocked: NotCheckedError | None = None
        try:
            self._parser = open_parser()
        except UnreadableError as reason:
            plainly = header_trailer.no_document(source)
            self._closed = UnreadableError(plainly) if plainly else reason
        except NotCheckedError as reason:
            self._closed = reason

    @property
    def _unseen(self) -> Parser:
        """The parser, for the inspection itself."""
        if self._closed is not None:
            raise self._closed
        assert self._parser is not None  # noqa: S101  (opened, or the reason is raised)
        return self._parser

    @property
    def _opened(self) -> Parser:
        """The parser, once the document was inspected."""
        parser = self._unseen
        self._inspected  # noqa: B018  (before anything else is asked)
        if self._blocked is not None:
            raise self._blocked
        return parser

    def close(self) -> None:
        if self._parser is not None:
            self._parser.close()
        self._source.close()

    # --- the inspection: the same steps in the same order, whatever is asked for ---

    @cached_property
    def _inspected(self) -> Facts[Fault]:
        """What every part of the document shows to be wrong.

        A library complains of what it comes across. So all is looked at here, in one
        order, and what is complained of later does not count: faults do not depend on
        which rules run.
        """
        found: list[Fault] = []
        gap = None
        for step in (
            self._tree_faults,
            self._object_faults,
            self._content_faults,
            self._content_gap,
            self._parser_faults,
            self._file_faults,
        ):
            try:
                found += step()
            except NotCheckedError as reason:
                gap = gap or reason
                if step == self._tree_faults:
                    self._blocked = reason
                    break
        return Facts(found, gap)

    def _tree_faults(self) -> list[Fault]:
        return self._tree.faults

    def _object_faults(self) -> list[Fault]:
        return [*index_faults.of_another_generation(self._found, self._graph)]

    def _content_faults(self) -> list[Fault]:
        return self._contents.faults

    def _content_gap(self) -> list[Fault]:
        if self._contents.gap is not None:
            raise self._contents.gap
        return []

    def _parser_faults(self) -> list[Fault]:
        return self._unseen.faults()

    def _file_faults(self) -> list[Fault]:
        parser, index = self._unseen, self._sections
        return [
            *index.differences(parser.decode, parser.generations().differs),
            *index_faults.unlisted(self._source, parser, self._graph, index),
            *index_faults.misplaced(parser, index),
            *index_faults.hidden_pages(self._tree.pages, parser, index),
        ]

    @cached_property
    def _tree(self) -> PageTree:
        return walk(self._unseen)

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self._unseen, self._tree.pages)

    @cached_property
    def _found(self) -> Found:
        return self._unseen.find(SEARCH)

    @cached_property
    def _decoded(self) -> DecodedContents:
        return DecodedContents(self._unseen, self._graph)

    @cached_property
    def _resources(self) -> Resources:
        return Resources(self._graph)

    @cached_property
    def _contents(self) -> Contents:
        return look(self._graph, self._decoded, self._resources)

    @cached_property
    def _layout(self) -> Layout:
        return self._unseen.layout()

    # --- what the objects mean ---

    @cached_property
    def _name_objects(self) -> dict[objects.Ref, objects.Name]:
        hits = self._found.hits
        values = {ref: names for ref, names in hits.items() if names[0] not in _KEYS}
        return find_name_objects(self._opened, values)

    @cached_property
    def _hits(self) -> dict[objects.Ref, tuple[str, ...]]:
        return with_holders(
            self._opened, self._graph, self._found.hits, self._name_objects
        )

    @cached_property
    def _search(self) -> Search:
        parser = self._opened
        wanted = ACTIVE | CAREFUL | {ELSEWHERE}
        hits = {ref: names for ref, names in self._hits.items() if wanted & {*names}}
        unused = unreferenced_objects(self._source, self._layout, parser.get, SEARCH)
        return Search(
            parser,
            self._graph,
            hits,
            classifiers=CLASSIFIERS,
            unreferenced=chain(self._found.replaced, unused),
            readings=parser.readings(self._inspected.found),
            name_objects=self._name_objects,
        )

    def _searched(self, kind: type[T]) -> Facts[T]:
        found = [fact for fact in self._search.facts if isinstance(fact, kind)]
        return Facts(found, self._search.gap)

    def file_faults(self) -> Facts[Fault]:
        return Facts(header_trailer.faults(self._source))

    def faults(self) -> Facts[Fault]:
        if isinstance(self._closed, ContentLockedError):
            return Facts(header_trailer.index_faults(self._source), self._closed)
        if self._closed is not None:
            if {
                fault.code for fault in header_trailer.faults(self._source)
            } & header_trailer.FATAL:
                return Facts(())  # which says it better
            _, _, detail = str(self._closed).partition(": ")
            return Facts([Fault(code="unreadable", detail=detail)])
        return self._inspected

    def security(self) -> Security | None:
        if self._parser is None:
            return security(
                header_trailer.last_trailer(self._source) or {},
                lambda value: header_trailer.resolve(self._source, value),
                opened=not isinstance(self._closed, ContentLockedError),
                empty_password=False,
            )
        trailers = list(self._parser.trailers())

        def resolve(value: objects.Value) -> objects.Value:
            # what only an earlier trailer names may be out of use
            known = self._graph.resolve(value)
            return (
                header_trailer.resolve(self._source, value) if known is None else known
            )

        for trailer in trailers:
            found = security(
                trailer,
                self._graph.resolve if trailer is trailers[0] else resolve,
                opened=True,
                empty_password=self._parser.empty_password,
            )
            if found is not None:
                return found._replace(current=trailer is trailers[0])
        return None

    def version(self) -> Version:
        self._opened  # noqa: B018  (what the catalog says must be known)
        header = header_trailer.header(self._source)
        named = self._graph.resolve(self._graph.catalog.get("Version"))
        return Version(
            header=sanitize_text(header[1]) if header else None,
            catalog=sanitize_text(named) if isinstance(named, objects.Name) else None,
        )

    def pages(self) -> Facts[Page]:
        self._opened  # noqa: B018  (or the reason why not)
        return Facts(boxes(self._tree.pages, self._graph))

    def page_pictures(self) -> Facts[PagePicture]:
        parser = self._opened
        from nextgen_pdf.readers.facts.page_pictures import page_pictures  # noqa: PLC0415  (rarely needed)

        return Facts(
            page_pictures(
                self.pages(), parser, self._graph, self._decoded, self._resources
            )
        )

    def scripts(self) -> Facts[Script]:
        return self._searched(Script)

    def embedded_files(self) -> Facts[EmbeddedFile]:
        return self._searched(EmbeddedFile)

    def actions(self) -> Facts[Action]:
        return self._searched(Action)

    def external_content(self) -> Facts[ExternalContent]:
        return self._searched(ExternalContent)

    def media(self) -> Facts[Media]:
        return self._searched(Media)

    def form(self) -> Form | None:
        fields = self._searched(Field)
        form = self._graph.resolve(self._graph.catalog.get("AcroForm"))
        entries = form if isinstance(form, dict) else None
        unmade = self._graph.resolve(self._graph.catalog.get("NeedsRendering")) is True
        if entries is None and fields == Facts(()) and not unmade:
            return None
        key = "NeedsRendering" if unmade else None
        key = "AcroForm" if entries is not None else key
        return Form(
            fields=fields,
            xfa=self._graph.resolve((entries or {}).get("XFA")) is not None,
            needs_rendering=unmade,
            location=Location(path=f"/Root/{key}" if key else None),
        )

    def links(self) -> Facts[Link]:
        parser = self._opened
        hits = parser.find(_LINKS).hits
        search = Search(parser, self._graph, hits, classifiers=[links])
        return Facts((f for f in search.facts if isinstance(f, Link)), search.gap)

    def marks(self) -> Facts[Mark]:
        return self._searched(Mark)

    def producer(self) -> Producer:
        return producer(self._opened, self._graph)

    @cached_property
    def _without_text(self) -> dict[str, Facts[int]]:
        parser = self._opened
        candidates, unread = self._contents.without_text, self._contents.unread
        if not candidates:
            return dict.fromkeys(("picture", "blank"), Facts[int]((), unread))
        from nextgen_pdf.readers.facts.pages_without_text import PagesWithoutText  # noqa: PLC0415  (as below)

        pictures, blank = PagesWithoutText(
            parser, self._graph, self._decoded, self._resources
        ).among(candidates, unread)
        return {"picture": pictures, "blank": blank}

    def pages_without_text(self) -> Facts[int]:
        return self._without_text["picture"]

    def blank_pages(self) -> Facts[int]:
        return self._without_text["blank"]

    def pages_without_letters(self) -> Facts[int]:
        parser = self._opened
        from nextgen_pdf.readers.facts.pages_without_letters import PagesWithoutLetters  # noqa: PLC0415  (as below)

        return PagesWithoutLetters(
            parser, self._graph, self._decoded, self._resources
        ).among(self._contents.without_text, self._contents.unread)

    def fonts(self) -> Facts[Font]:
        parser = self._opened
        programs = FontPrograms(parser, self._graph)
        hits = (r for r, names in self._hits.items() if FONT_NAMES & {*names})
        missing = programs.missing(hits)
        if not missing:
            return Facts(())
        # Only now: most of what is below is not needed for most documents.
        from nextgen_pdf.readers.facts.fonts.painted_fonts import Painting  # noqa: PLC0415

        shown = Painting(
            parser,
            self._graph,
            self._decoded,
            self._resources,
            programs,
            missing.fonts,
        ).fonts()
        asked = [font for font in shown.found if self._words_for(font.state)]
        if not asked:
            return shown
        from nextgen_pdf.readers.facts.fonts.sample_text import words_of  # noqa: PLC0415

        words = words_of(asked, parser, self._graph, self._decoded)
        return Facts(
            (font._replace(words=words.get(font, "")) for font in shown.found),
            shown.gap,
        )
