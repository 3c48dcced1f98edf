"""Does a font say which letters its codes stand for (ISO 32000-1, 9.10.2)?

Viewers need that to search and copy. Where it is not certain that a font does not say it,
it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import DecodeError

_IDENTITY = ("Identity-H", "Identity-V")
_BEGINNING = 64 * 1024
"""A ``/ToUnicode`` that is longer names letters: those for private use are short."""
_LIST = re.compile(rb"beginbf(char|range)(.*?)(?:endbf|\Z)", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_NUMBERED = re.compile(
    r"(?!u[0-9A-F]{4}|SF\d{6}|H\d{5})"
    r"(?:[A-Za-z]{1,2}|cid|glyph|index|char)[-_:]?([0-9A-Fa-f]{0,5}\d)"
)
"""Names that only number the glyphs: ``g12``, ``cid:7``; none of a list of glyph names."""
_ORNAMENT = re.compile(r"a\d{1,3}")
_BLANK = 32
"""The code of a blank; those below are no letters."""
_FIRST = (33, 9)
"""Where subsets begin that number their glyphs in order: at ``!``, or below the tab."""
_LETTERS = 97
"""The code of ``a``, which such a subset hardly reaches and text hardly does without."""
_FEW = 4
_CODES = 256
_MOST_DIFFERENCES = 2 * _CODES
"""Of a list of names: each code, and its name. A longer one is not read."""
_NO_LETTERS = (".notdef", "space")
_SYMBOLIC = 4
"""The flag of a font whose codes are its own (9.8.2, table 123)."""


class Letters:
    """Which fonts of a document say what their codes mean.

    Args:
        parser: the document.
        graph: its object graph.
    """

    def __init__(self, parser: Parser, graph: Graph) -> None:
        self._parser = parser
        self._graph = graph
        self._known: dict[objects.Ref, bool] = {}
        self._maps: dict[objects.Ref, bool] = {}

    def are_known(self, font: objects.Value) -> bool:
        """Whether a font says it, or is none."""
        if not isinstance(font, objects.Ref):
            return self._judge(font)
        if font not in self._known:
            self._known[font] = self._judge(self._graph.resolve(font))
        return self._known[font]

    def _judge(self, font: objects.Value) -> bool:
        if not isinstance(font, dict):
            return True
        kind = self._graph.resolve(font.get("Subtype"))
        encoding = self._graph.resolve(font.get("Encoding"))
        if kind == "Type0":
            known = self._collection_is_known(font, encoding)
        elif isinstance(encoding, dict):
            known = self._names_are_known(font, encoding)
        else:
            known = not (
                kind == "TrueType" and encoding is None and self._is_numbered(font)
            )
        return known or self._has_map(font.get("ToUnicode"))

    def _collection_is_known(self, font: objects.Dict, encoding: objects.Value) -> bool:
        """Whether the codes of a composite font are those of a known collection (9.7.3)."""
        if isinstance(encoding, objects.Name) and encoding not in _IDENTITY:
            return True
        information = self._graph.inside(font, "DescendantFonts", 0, "CIDSystemInfo")
        ordering = self._graph.resolve(self._graph.inside(information, "Ordering"))
        return objects.text(ordering) != "Identity"

    def _names_are_known(self, font: objects.Dict, encoding: objects.Dict) -> bool:
        """Whether an encoding has a name that is more than a number (9.6.6).

        Those of its base count where it does not name every code that is used itself.
        """
        differences = self._graph.resolve(encoding.get("Differences"))
        if not isinstance(differences, list):
            differences = []
        if len(differences) > _MOST_DIFFERENCES:
            return True
        names = dict(self._named(differences))
        if self._graph.resolve(encoding.get("BaseEncoding")) is not None:
            used = self._used(font)
            if used is None or used - names.keys():
                return True
        called = objects.text(self._graph.resolve(font.get("BaseFont"))).casefold()
        tell = [
            _tells(code, name, ornaments="dingbat" in called)
            for code, name in names.items()
            if name not in _NO_LETTERS
        ]
        return any(tell) or not tell

    def _named(self, differences: list[objects.Value]) -> Iterator[tuple[int, str]]:
        """The names in an encoding, by code."""
        code = 0
        for each in differences:
            item = self._graph.resolve(each)
            if isinstance(item, objects.Name):
                yield code, item
                code += 1
            elif isinstance(item, int):
                code = item

    def _used(self, font: objects.Dict) -> set[int] | None:
        """The codes that have a width; ``None`` if the font does not say."""
        first, widths = (
            self._graph.resolve(font.get(key)) for key in ("FirstChar", "Widths")
        )
        if not isinstance(first, int) or not isinstance(widths, list):
            return None
        resolved = map(self._graph.resolve, widths[:_CODES])
        return {code for code, width in enumerate(resolved, first) if width}

    def _is_numbered(self, font: objects.Dict) -> bool:
        """Whether the codes of a subset are its glyphs in order, from the first one on."""
        descriptor = font.get("FontDescriptor")
        flags = self._graph.resolve(self._graph.inside(descriptor, "Flags"))
        program = self._graph.resolve(self._graph.inside(descriptor, "FontFile2"))
        used = self._used(font)
        if not used or not isinstance(flags, int) or not flags & _SYMBOLIC:
            return False
        first, last = min(used), max(used)
        begins, controls = _FIRST
        return (
            isinstance(program, objects.Stream)
            and (first == begins or 0 <= first < controls)
            and first + _FEW < last < _LETTERS
            and len(used) == last - first + 1
        )

    def _has_map(self, stream: objects.Value) -> bool:
        """Whether a ``/ToUnicode`` names a letter, and not only codes of private use."""
        if not (isinstance(stream, objects.Ref) and self._parser.is_stream(stream)):
            return self._graph.resolve(stream) is not None
        if stream not in self._maps:
            try:
                data = self._parser.data(stream, _BEGINNING)
            except (DecodeError, BoundReachedError):
                self._maps[stream] = True
            else:
                more = len(data) >= _BEGINNING
                self._maps[stream] = more or any(map(_is_letter, _targets(data)))
        return self._maps[stream]


def _tells(code: int, name: str, *, ornaments: bool) -> bool:
    """Whether a name says more than the number of a glyph.

    Where the number is the code, viewers take the code for the letter, if it can be one.

    Args:
        code: what the text has.
        name: the name of its glyph.
        ornaments: whether it is of a font of ornaments, whose names are numbers (``a20``).
    """
    m = _NUMBERED.fullmatch(name)
    if m is None:
        return True
    if m[1].lstrip("0").casefold() in (str(code), f"{code:x}"):
        return code >= _BLANK
    return ornaments and _ORNAMENT.fullmatch(name) is not None


def _targets(data: bytes) -> Iterator[str]:
    """What the codes stand for in a CMap: the last of two, three or a list (9.10.3)."""
    for kind, body in _LIST.findall(data):
        before = 0
        in_list = False
        for code, opens, closes in _CODE.findall(body):
            if opens or closes:
                in_list, before = bool(opens), 0
                continue
            if in_list or before == (1 if kind == b"char" else 2):
                before = 0
                digits = b"".join(code.split())
                written = bytes.fromhex(digits.decode() + "0" * (len(digits) % 2))
                yield written.decode("utf-16-be", "replace")
            else:
                before += 1


def _is_letter(text: str) -> bool:
    """Whether there is a character in it that can be searched for, or a blank."""
    return any(
        not (
            "\ue000" <= c <= "\uf8ff"
            or c < " "
            or "\x7f" <= c < "\xa0"
            or c == "\ufffd"
        )
        for c in text
    )
