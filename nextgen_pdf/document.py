"""The document under test: what a rule sees.

No PDF library reaches this far. Facts come in groups (``document.scripts``,
``document.fonts``, …). A group is read when it is first asked for, and shared by all
rules. A group that cannot be read raises a ``NotCheckedError``, on every asking, and the
checker turns that into the outcome ``not-checked``: what was not looked at cannot pass.
"""

from __future__ import annotations

from typing import Any, Generic, Protocol, Self, TypeVar, overload

from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.facts import (
    Action,
    EmbeddedFile,
    ExternalContent,
    Facts,
    Fault,
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

T = TypeVar("T")


class Reader(Protocol):
    """What turns bytes into facts: a method for each group of ``Document``.

    Each has the name and the type of its group, and may raise ``NotCheckedError``. Readers
    are the only code that touches a PDF library.
    """

    def close(self) -> None:
        """Let go of the file."""


class Group(Generic[T]):
    """A group of facts: read once, then kept, and so is the reason why it was not.

    Args:
        doc: what its facts are.
    """

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __set_name__(self, owner: type[object], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, document: None, owner: type[object]) -> Self: ...
    @overload
    def __get__(self, document: Document, owner: type[object]) -> T: ...
    def __get__(self, document: Document | None, owner: type[object]) -> Self | T:
        if document is None:
            return self
        kept: dict[str, Any] = document._groups  # noqa: SLF001
        if self._name not in kept:
            try:
                kept[self._name] = getattr(document._reader, self._name)()  # noqa: SLF001
            except NotCheckedError as reason:
                kept[self._name] = reason
        value = kept[self._name]
        if isinstance(value, NotCheckedError):
            raise value
        return value  # type: ignore[no-any-return]


class Document:
    """The facts about one PDF.

    Args:
        name: the file's name, without its folder; empty where it has none.
        size_bytes: the file's size.
        reader: where the facts come from.
    """

    file_faults = Group[Facts[Fault]](
        "What the file's first and last bytes tell; there for every document."
    )
    faults = Group[Facts[Fault]](
        "What a reader must repair or cannot read: objects, page tree, contents."
    )
    security = Group[Security | None](
        "The encryption, or ``None``; there for every document."
    )
    version = Group[Version]("The PDF version.")
    pages = Group[Facts[Page]]("The pages, in order.")
    page_pictures = Group[Facts[PagePicture]](
        "The pages larger than Tabloid that are nothing but one picture."
    )
    scripts = Group[Facts[Script]]("Every script, wherever it is.")
    embedded_files = Group[Facts[EmbeddedFile]]("Every file inside the file.")
    fonts = Group[Facts[Font]](
        "The fonts that text is painted with and whose program is missing."
    )
    actions = Group[Facts[Action]]("The actions that reach outside the document.")
    external_content = Group[Facts[ExternalContent]](
        "Everything that the document shows and does not hold."
    )
    media = Group[Facts[Media]]("Sound, video and models that move.")
    form = Group[Form | None](
        "The interactive form, or ``None`` where there is neither form nor widget."
    )
    links = Group[Facts[Link]]("The links to websites.")
    marks = Group[Facts[Mark]](
        "The comments, the other markup, and the redaction marks that are not applied."
    )
    producer = Group[Producer]("The programs that made the document.")
    pages_without_text = Group[Facts[int]](
        "The numbers of the pages that paint something, but no text."
    )
    pages_without_letters = Group[Facts[int]](
        "The numbers of the pages that show text, all of it in fonts that do not say"
        " which letters it has."
    )
    blank_pages = Group[Facts[int]](
        "The numbers of the pages that paint nothing at all."
    )

    def __init__(self, name: str, size_bytes: int, reader: Reader) -> None:
        self.name = name
        self.size_bytes = size_bytes
        self._reader = reader
        self._groups: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()
