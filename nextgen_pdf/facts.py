"""Facts: plain, frozen values that a rule may ask about, and where they are.

Lengths are in points (1/72 inch) in default user space unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, Self, TypeVar, overload

from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.findings import NOWHERE, Box, Location

T_co = TypeVar("T_co", covariant=True)


class Facts(Sequence[T_co]):
    """Facts and, when not everything could be looked at, the reason.

    Iterating gives every fact and then raises the reason, if there is one: a rule
    reports what was found, and still does not pass. Whatever else a rule may ask (is
    there any, how many, is this one of them) has no answer while some are not known, so
    it raises the reason at once. Facts with the same content are equal.

    Args:
        found: the facts.
        gap: why there may be more; ``None``: these are all.
    """

    __slots__ = ("_found", "_gap")

    def __init__(
        self, found: Iterable[T_co], gap: NotCheckedError | None = None
    ) -> None:
        self._found = tuple(found)
        self._gap = gap

    @property
    def found(self) -> tuple[T_co, ...]:
        """The facts, for those who need all of them first and ``finish`` later."""
        return self._found

    @property
    def gap(self) -> NotCheckedError | None:
        """Why there may be more facts than were found; ``None``: there are no more."""
        return self._gap

    def finish(self) -> None:
        """Raise the reason why there may be more facts, if there is one."""
        if self._gap is not None:
            raise self._gap

    def _all(self) -> tuple[T_co, ...]:
        self.finish()
        return self._found

    def __iter__(self) -> Iterator[T_co]:
        yield from self._found
        self.finish()

    def __reversed__(self) -> Iterator[T_co]:
        return reversed(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, fact: object) -> bool:
        return fact in self._all()

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        return self._all()[index]

    def _value(self) -> tuple[object, ...]:
        """What makes two alike; errors with the same words are not equal by themselves."""
        return self._found, type(self._gap), self._gap and self._gap.args

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self._value() == other._value()

    def __hash__(self) -> int:
        return hash(self._value())

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self._found, self._gap)

    def __repr__(self) -> str:
        gap = "" if self._gap is None else f", {self._gap!r}"
        return f"Facts({list(self._found)!r}{gap})"


FaultCode = Literal[
    "empty",
    "not-pdf",
    "header",
    "unreadable",
    "truncated",
    "cross-reference",
    "ambiguous",
    "object",
    "object-stream",
    "page-tree",
    "no-pages",
    "content",
    "font-name",
    "content-checksum",
    "leading-bytes",
    "trailing-bytes",
    "end-marker",
    "page-count",
    "page-twice",
    "size-entry",
    "duplicate-key",
    "name-syntax",
    "type-entry",
    "unknown",
]
"""The kinds of faults. ``ambiguous``: two programs would read the file differently."""


FileKind = Literal[
    "picture",
    "text",
    "web-page",
    "email",
    "archive",
    "print-file",
    "form-data",
    "recording",
    "other",
]
"""What a file is that is not a PDF; ``text`` is that of a word processor or the like."""


class Fault(NamedTuple):
    """Something that is not as ISO 32000 wants it, or that a reader had to repair."""

    code: FaultCode
    """Which kind; the codes of the rule ``malformed``."""
    detail: str = ""
    """What exactly, for a person who knows PDF."""
    location: Location = NOWHERE
    alike: int = 1
    """How many alike this fact stands for."""
    kind: FileKind = "other"
    """Of ``not-pdf``: what it is instead."""


Permission = Literal["print", "print-well", "change", "copy", "comment"]
"""What a file may allow whoever has no owner password; ``print-well``: at full quality."""


class Security(NamedTuple):
    """The document's encryption dictionary (ISO 32000-1, 7.6)."""

    handler: str
    """The security handler: ``Standard``, or a vendor's name."""
    method: str
    """The kind of encryption, for a person: ``256-bit AES``."""
    opened: bool
    """Whether the content could be read, without or with the password given."""
    empty_password: bool
    """Whether it opens without a password."""
    location: Location = NOWHERE
    current: bool = True
    """``False``: only an earlier trailer names it."""
    permissions: frozenset[Permission] | None = None
    """What it allows (7.6.3.2, table 22); ``None``: it does not say."""


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


class PagePicture(NamedTuple):
    """A page larger than Tabloid that is nothing but one picture."""

    page: int
    """The number of the page."""
    width: int
    """In pixels, as is the height."""
    height: int


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
    current: bool = True
    """``False`` for what is only left in objects that nothing refers to any more."""


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
    "name-only",
    "elsewhere",
]


class EmbeddedFile(NamedTuple):
    """Another file inside the document (ISO 32000-1, 7.11.4)."""

    name: str
    """The name it would be saved under; empty when it has none."""
    place: FilePlace
    location: Location = NOWHERE
    alike: int = 1
    current: bool = True
    locked: bool = False
    """Whether it is a locked document, around which this one is a wrapper (ISO 32000-2,
    7.6.7)."""


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


ActionKind = Literal[
    "launch",
    "submit-form",
    "import-data",
    "remote-file",
    "embedded-file",
    "remote-thread",
    "local-address",
    "unasked-address",
    "unasked-print",
    "unknown",
]


class Action(NamedTuple):
    """An action that reaches outside the document (ISO 32000-1, 12.6.4).

    Scripts are ``Script`` and media are ``Media``; web links that wait for a click are
    ``Link``.
    """

    kind: ActionKind
    target: str = ""
    """The file, program or address, as far as it is named."""
    location: Location = NOWHERE
    alike: int = 1
    current: bool = True


ContentKind = Literal[
    "stream",
    "font-program",
    "reference",
    "proxy",
    "output-profile",
    "postscript",
    "schema",
    "form-data",
]


class ExternalContent(NamedTuple):
    """Something that the document shows and that is not inside it."""

    kind: ContentKind
    target: str = ""
    location: Location = NOWHERE
    alike: int = 1
    current: bool = True


MediaKind = Literal[
    "sound", "movie", "screen", "rendition", "rich-media", "artwork", "player"
]


class Media(NamedTuple):
    """Sound, video, or a model that moves (ISO 32000-1, 13)."""

    kind: MediaKind
    location: Location = NOWHERE
    alike: int = 1
    current: bool = True


FieldKind = Literal["field", "button", "read-only", "signature", "signed", "widget"]


class Field(NamedTuple):
    """A field of the interactive form, or a widget without one (ISO 32000-1, 12.7.3)."""

    name: str
    """Its full name, the parts joined with periods; may be empty."""
    kind: FieldKind
    """``signature`` is one to be signed, ``signed`` one that is."""
    location: Location = NOWHERE
    alike: int = 1


class Form(NamedTuple):
    """What the interactive form dictionary says (ISO 32000-1, 12.7.2)."""

    fields: Facts[Field]
    xfa: bool = False
    """Whether it has a form of Adobe's form designer."""
    needs_rendering: bool = False
    """Whether the pages are only made when it is opened."""
    location: Location = NOWHERE


class Link(NamedTuple):
    """A link to a website, which waits for a click."""

    scheme: str
    """``https``, ``mailto``, …; empty for a relative address."""
    target: str
    location: Location = NOWHERE
    alike: int = 1


MarkKind = Literal[
    "redaction",
    "note",
    "text-box",
    "highlight",
    "underline",
    "strikeout",
    "insertion",
    "drawing",
    "stamp",
]


class Mark(NamedTuple):
    """A mark of a reviewer on a page (ISO 32000-1, 12.5.6.2), which can be taken off."""

    kind: MarkKind
    """``redaction`` marks what is to be removed, and still is there."""
    location: Location = NOWHERE
    alike: int = 1


class Producer(NamedTuple):
    """The programs that made the document, as it names them (ISO 32000-1, 14.3)."""

    creator: str
    """The one it was written with."""
    producer: str
    """The one that made it a PDF."""


def page_list(numbers: Iterable[int]) -> str:
    """Page numbers as people write them: ``"page 3"``, ``"pages 1 and 3-5"``."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    parts = [str(a) if a == b else f"{a}-{b}" for a, b in ranges]
    text = " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
    return f"page{'s' if len(ranges) > 1 or '-' in text else ''} {text}"
