"""The document under test: what a rule sees.

No PDF library reaches this far. Facts come in groups (``document.scripts``,
``document.fonts``, …). A group is read when it is first asked for, and shared by all
rules. A group that cannot be read raises a ``NotCheckedError``, on every asking, and the
checker turns that into the outcome ``not-checked``: what was not looked at cannot pass.
"""

from __future__ import annotations

from collections.abc import Callable
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
    Media,
    Page,
    Producer,
    Script,
    Security,
    Version,
)

T = TypeVar("T")


class Reader(Protocol):
    """What turns bytes into facts: one method a group, each may raise NotCheckedError.

    Readers are the only code that touches a PDF library.
    """

    def file_faults(self) -> Facts[Fault]: ...  # noqa: D102
    def faults(self) -> Facts[Fault]: ...  # noqa: D102
    def security(self) -> Security | None: ...  # noqa: D102
    def version(self) -> Version: ...  # noqa: D102
    def pages(self) -> Facts[Page]: ...  # noqa: D102
    def scripts(self) -> Facts[Script]: ...  # noqa: D102
    def embedded_files(self) -> Facts[EmbeddedFile]: ...  # noqa: D102
    def fonts(self) -> Facts[Font]: ...  # noqa: D102
    def actions(self) -> Facts[Action]: ...  # noqa: D102
    def external_content(self) -> Facts[ExternalContent]: ...  # noqa: D102
    def media(self) -> Facts[Media]: ...  # noqa: D102
    def form(self) -> Form | None: ...  # noqa: D102
    def links(self) -> Facts[Link]: ...  # noqa: D102
    def producer(self) -> Producer: ...  # noqa: D102
    def pages_without_text(self) -> Facts[int]: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class Group(Generic[T]):
    """A group of facts: read once, then kept, and so is the reason why it was not."""

    def __init__(self, read: Callable[[Document], T]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

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
                kept[self._name] = self._read(document)
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

    def __init__(self, name: str, size_bytes: int, reader: Reader) -> None:
        self.name = name
        self.size_bytes = size_bytes
        self._reader = reader
        self._groups: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    @Group
    def file_faults(self) -> Facts[Fault]:
        """What the file's first and last bytes tell; there for every document."""
        return self._reader.file_faults()

    @Group
    def faults(self) -> Facts[Fault]:
        """What a reader must repair or cannot read: objects, page tree, contents."""
        return self._reader.faults()

    @Group
    def security(self) -> Security | None:
        """The encryption, or ``None``; there for every document."""
        return self._reader.security()

    @Group
    def version(self) -> Version:
        """The PDF version."""
        return self._reader.version()

    @Group
    def pages(self) -> Facts[Page]:
        """The pages, in order."""
        return self._reader.pages()

    @Group
    def scripts(self) -> Facts[Script]:
        """Every script, wherever it is."""
        return self._reader.scripts()

    @Group
    def embedded_files(self) -> Facts[EmbeddedFile]:
        """Every file inside the file."""
        return self._reader.embedded_files()

    @Group
    def fonts(self) -> Facts[Font]:
        """The fonts that text is painted with and whose program is missing."""
        return self._reader.fonts()

    @Group
    def actions(self) -> Facts[Action]:
        """The actions that reach outside the document."""
        return self._reader.actions()

    @Group
    def external_content(self) -> Facts[ExternalContent]:
        """Everything that the document shows and does not hold."""
        return self._reader.external_content()

    @Group
    def media(self) -> Facts[Media]:
        """Sound, video and models that move."""
        return self._reader.media()

    @Group
    def form(self) -> Form | None:
        """The interactive form, or ``None`` where there is neither form nor widget."""
        return self._reader.form()

    @Group
    def links(self) -> Facts[Link]:
        """The links to somewhere in the net."""
        return self._reader.links()

    @Group
    def producer(self) -> Producer:
        """The programs that made the document."""
        return self._reader.producer()

    @Group
    def pages_without_text(self) -> Facts[int]:
        """The numbers of the pages that paint something, but no text."""
        return self._reader.pages_without_text()
