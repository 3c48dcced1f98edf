"""The document under test, as facts: plain, frozen values that a rule may ask about.

A rule sees a ``Document`` and nothing else; no PDF library reaches this far. Facts come
in groups (``document.scripts``, ``document.fonts``, …). A group is read when it is
first asked for, and shared by all rules. A group that cannot be read raises a
``NotCheckedError``, on every asking, and the checker turns that into the outcome
``not-checked``: what was not looked at cannot pass.

Lengths are in points (1/72 inch) in default user space unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Literal, NamedTuple, Protocol, Self, TypeVar, overload

from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.findings import NOWHERE, Location

T = TypeVar("T")

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, with left <= right and bottom <= top."""


class Fault(NamedTuple):
    """Something that is not as ISO 32000 wants it, or that a reader had to repair."""

    code: str
    """Which kind; the codes of the rule ``malformed``."""
    detail: str = ""
    """What exactly, for a person who knows PDF."""
    location: Location = NOWHERE
    alike: int = 1
    """How many alike this fact stands for."""


class Security(NamedTuple):
    """The document's encryption dictionary (ISO 32000-1, 7.6)."""

    handler: str
    """The security handler: ``Standard``, or a vendor's name."""
    method: str
    """The kind of encryption, for a person: ``AES, 256 bit``."""
    opened: bool
    """Whether the content could be read, without or with the password given."""
    empty_password: bool
    """Whether it opens without a password."""
    location: Location = NOWHERE


def _version_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version))


class Version(NamedTuple):
    """What the document says of its PDF version (ISO 32000-1, 7.5.2 and 7.2.2)."""

    header: str | None
    """What follows ``%PDF-`` in the header; ``None`` without a header."""
    catalog: str | None
    """The catalog's ``/Version``, of the newest revision; ``None`` without one."""

    @property
    def effective(self) -> str | None:
        """The later of the two, which is the one that counts."""
        named = [version for version in (self.header, self.catalog) if version]
        return max(named, key=_version_order) if named else None


class Page(NamedTuple):
    """The boxes of one page (ISO 32000-1, 14.11.2), inherited values filled in."""

    number: int
    """Counted from 1."""
    media_box: Box | None
    """``None``: missing, or not four numbers that span an area."""
    crop_box: Box | None = None
    user_unit: float = 1.0
    """The size of a unit of the boxes, in points."""
    rotate: int = 0
    """Degrees clockwise: a multiple of 90."""
    object: str | None = None

    @property
    def size(self) -> tuple[float, float] | None:
        """Width and height in points of what is shown, before rotation.

        The part of the MediaBox that the CropBox leaves, times the user unit; all of it
        where the CropBox lies beside it. ``None`` when there is no MediaBox.
        """
        if self.media_box is None:
            return None
        media, crop = self.media_box, self.crop_box or self.media_box
        width = min(media[2], crop[2]) - max(media[0], crop[0])
        height = min(media[3], crop[3]) - max(media[1], crop[1])
        if width <= 0 or height <= 0:
            width, height = media[2] - media[0], media[3] - media[1]
        return width * self.user_unit, height * self.user_unit


ScriptPlace = Literal[
    "open-action",
    "document-event",
    "document-script",
    "page-event",
    "field-event",
    "annotation",
    "bookmark",
    "rendition",
    "artwork",
    "rich-media",
    "xfa",
    "uri",
    "uri-base",
    "requirement",
    "unknown-event",
    "private-data",
    "elsewhere",
]


class Script(NamedTuple):
    """A program in the document: JavaScript, or a script of an XFA form."""

    place: ScriptPlace
    """Where it is, which also tells when it runs."""
    location: Location = NOWHERE
    alike: int = 1


FilePlace = Literal[
    "name-tree",
    "annotation",
    "associated-file",
    "portfolio",
    "empty-portfolio",
    "action",
    "media",
    "related-file",
    "presentation",
    "hybrid",
    "private-data",
    "unused-stream",
    "elsewhere",
]


class EmbeddedFile(NamedTuple):
    """Another file inside the document (ISO 32000-1, 7.11.4)."""

    name: str
    """The name it would be saved under; empty when it has none."""
    place: FilePlace
    location: Location = NOWHERE
    alike: int = 1


FontState = Literal["not-embedded", "standard-14", "broken-program"]


class Font(NamedTuple):
    """A font that text is painted with and whose program the document lacks."""

    name: str
    """The ``/BaseFont``, as written."""
    state: FontState
    """``standard-14`` is a font that is not embedded and that viewers bring along."""
    location: Location = NOWHERE
    """``location.pages`` are the pages with text in this font."""
    words: str = ""
    """The first words set in it, where they could be read."""


class Facts(tuple[T, ...]):  # noqa: SLOT001  (a tuple cannot have any)
    """Facts and, when not everything could be looked at, the reason.

    Iterating gives every fact and then raises the reason, if there is one: a rule
    reports what was found, and still does not pass.
    """

    gap: NotCheckedError | None

    def __new__(cls, facts: Iterable[T], gap: NotCheckedError | None = None) -> Self:
        """The facts, and why there may be more."""
        new = super().__new__(cls, facts)
        new.gap = gap
        return new

    def __iter__(self) -> Iterator[T]:
        yield from super().__iter__()
        if self.gap is not None:
            raise self.gap


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
        name: the file's name, without its folder; ``"-"`` or ``""`` without a file.
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


def page_list(numbers: Iterable[int]) -> str:
    """Page numbers as people write them: ``"page 3"``, ``"pages 1, 3-5"``."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    text = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
    return f"page{'s' if len(ranges) > 1 or '-' in text else ''} {text}"
