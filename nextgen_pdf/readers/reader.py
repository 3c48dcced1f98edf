"""The reader: the facts of a document, group by group, out of what a parser gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import chain
from typing import TypeVar

from nextgen_pdf.errors import ContentLockedError, NotCheckedError
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
    Media,
    Page,
    Producer,
    Script,
    Security,
    Version,
)
from nextgen_pdf.findings import Location
from nextgen_pdf.readers import damage
from nextgen_pdf.readers.backends.protocol import Found, Parser, telling_names
from nextgen_pdf.readers.facts import (
    actions,
    embedded_files,
    external_content,
    interactive_form,
    javascript,
    multimedia,
    xfa,
)
from nextgen_pdf.readers.facts.fonts import font_programs
from nextgen_pdf.readers.facts.page_contents import Contents, look
from nextgen_pdf.readers.facts.producer import producer
from nextgen_pdf.readers.file import header_trailer
from nextgen_pdf.readers.file.encryption import security
from nextgen_pdf.readers.file.object_offsets import Layout
from nextgen_pdf.readers.file.source import Source
from nextgen_pdf.readers.file.unreferenced import leftovers
from nextgen_pdf.readers.structure import page_tree
from nextgen_pdf.readers.structure.indirect_names import names_alone, with_holders
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.structure.search import Survey
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.sanitize import sanitize_text

T = TypeVar("T")

_CLASSIFIERS = (
    javascript.scripts,
    embedded_files.embedded_files,
    actions.actions,
    external_content.external_content,
    multimedia.media,
    interactive_form.fields,
    xfa.designed_form,
)
_ACTIVE = frozenset[str]().union(
    *(
        part.NAMES
        for part in (
            actions,
            external_content,
            embedded_files,
            interactive_form,
            multimedia,
            javascript,
            xfa,
        )
    )
)
_TELLING = telling_names(_ACTIVE | font_programs.NAMES, actions.UNLESS)
_KEYS = frozenset({"AA", "JS", "OpenAction", "S", "URI"})
"""Of the telling names, those of many objects, and never values."""


class PdfReader:
    """The facts about one document. See ``Document`` for what each group is.

    Args:
        source: the bytes.
        open_parser: opens them; may raise ``NotCheckedError``, and then every group that
            needs the parser raises it.
    """

    def __init__(self, source: Source, open_parser: Callable[[], Parser]) -> None:
        self._source = source
        self._parser: Parser | None = None
        self._closed: NotCheckedError | None = None
        self._alone: dict[objects.Ref, objects.Name] = {}
        try:
            self._parser = open_parser()
        except NotCheckedError as reason:
            self._closed = reason

    @property
    def _opened(self) -> Parser:
        if self._closed is not None:
            raise self._closed
        assert self._parser is not None  # noqa: S101  (opened, or the reason is raised)
        return self._parser

    def close(self) -> None:
        if self._parser is not None:
            self._parser.close()
        self._source.close()

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self._opened)

    @cached_property
    def _contents(self) -> Contents:
        return look(self._opened, self._graph)

    @cached_property
    def _found(self) -> Found:
        hits, replaced = self._opened.find(_TELLING)
        values = {ref: names for ref, names in hits.items() if names[0] not in _KEYS}
        self._alone = names_alone(self._opened, values)
        return Found(
            with_holders(self._opened, self._graph, hits, self._alone), replaced
        )

    @cached_property
    def _survey(self) -> Survey:
        wanted = _ACTIVE | {external_content.ELSEWHERE}
        hits = {r: names for r, names in self._found.hits.items() if wanted & {*names}}
        parser = self._opened
        unused = leftovers(self._source, self._layout, parser.get, _TELLING)
        return Survey(
            parser,
            self._graph,
            hits,
            classifiers=_CLASSIFIERS,
            alone=self._alone,
            leftovers=chain(self._found.replaced, unused),
            readings=parser.readings,
        )

    @cached_property
    def _layout(self) -> Layout:
        return self._opened.layout()

    def _surveyed(self, kind: type[T]) -> Facts[T]:
        found = [fact for fact in self._survey.facts if isinstance(fact, kind)]
        return Facts(found, self._survey.gap)

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
            return Facts([Fault(code="unreadable", detail=str(self._closed))])
        parser = self._opened
        found: list[Fault] = []
        gap = None
        try:
            found += damage.page_tree(parser, self._graph)
            self._found  # noqa: B018  (looks at every object, so that the parser complains)
            found += self._contents.faults
        except NotCheckedError as reason:
            gap = reason
        # a page without a box is the concern of ``pages``
        found += (fault for fault in parser.faults() if fault.code != "media-box")
        known = {(fault.code, fault.location.object) for fault in found}
        found += (
            fault
            for fault in self._layout.faults
            if (fault.code, fault.location.object) not in known
        )
        return Facts(found, gap)

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
        parser = self._opened
        parser.pages()  # so that the parser has complained
        no_box = (
            fault.location.object
            for fault in parser.faults()
            if fault.code == "media-box" and fault.location.object
        )
        return Facts(page_tree.pages(parser, self._graph, no_box))

    def scripts(self) -> Facts[Script]:
        return self._surveyed(Script)

    def embedded_files(self) -> Facts[EmbeddedFile]:
        return self._surveyed(EmbeddedFile)

    def actions(self) -> Facts[Action]:
        return self._surveyed(Action)

    def external_content(self) -> Facts[ExternalContent]:
        return self._surveyed(ExternalContent)

    def media(self) -> Facts[Media]:
        return self._surveyed(Media)

    def form(self) -> Form | None:
        fields = self._surveyed(Field)
        form = self._graph.resolve(self._graph.catalog.get("AcroForm"))
        entries = form if isinstance(form, dict) else None
        unmade = self._graph.resolve(self._graph.catalog.get("NeedsRendering")) is True
        if entries is None and not len(fields) and fields.gap is None and not unmade:
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
        hits = self._opened.find(telling_names({"URI"})).hits
        survey = Survey(self._opened, self._graph, hits, classifiers=[actions.links])
        return Facts((f for f in survey.facts if isinstance(f, Link)), survey.gap)

    def producer(self) -> Producer:
        return producer(self._opened, self._graph)

    def pages_without_text(self) -> Facts[int]:
        candidates = self._contents.without_text
        if not candidates:
            return Facts(())
        from nextgen_pdf.readers.facts.pages_without_text import without_text  # noqa: PLC0415  (as below)

        return Facts(without_text(self._opened, self._graph, candidates))

    def fonts(self) -> Facts[Font]:
        parser = self._opened
        programs = font_programs.FontPrograms(parser, self._graph)
        hits = (
            r for r, names in self._found.hits.items() if font_programs.NAMES & {*names}
        )
        if programs.all_there(hits):
            return Facts(())
        # Only now: most of what is below is not needed for most documents.
        from nextgen_pdf.readers.facts.fonts.painted_fonts import Painting  # noqa: PLC0415
        from nextgen_pdf.readers.facts.fonts.sample_text import first_words  # noqa: PLC0415
        from nextgen_pdf.readers.facts.fonts.single_page_pdf import page_alone  # noqa: PLC0415

        missing = Painting(parser, self._graph, programs).fonts()
        by_page: dict[int, set[str]] = {}
        for font in missing:
            by_page.setdefault(font.location.page or 1, set()).add(font.name)
        words: dict[str, str] = {}
        for page, names in by_page.items():
            ref = parser.pages()[page - 1]
            words |= first_words(page_alone(parser, self._graph, ref, names), names)
        return Facts(font._replace(words=words.get(font.name, "")) for font in missing)
