"""Font programs: does the document carry them (ISO 32000-1, 9.6 to 9.9)?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nextgen_pdf.facts import FontState
from nextgen_pdf.readers.backends.protocol import Parser
from nextgen_pdf.readers.structure.object_graph import Graph
from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.flate import ChecksumError, DecodeError

KINDS = frozenset({"Type1", "MMType1", "TrueType", "Type0"})
"""The kinds of fonts that need a program."""
_NO_PROGRAM = frozenset({"Type3", "CIDFontType0", "CIDFontType2"})
"""The glyphs of a Type 3 font are content; a CID font is judged with its Type 0 font."""

NAMES = KINDS | {"BaseFont", "FreeText"}
"""The names that tell of a font, or of text that the viewer sets itself."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,]?(?:Bold|Italic|Oblique|Roman|Regular)*$")
# The standard 14 fonts and the names that viewers take for them (9.6.2.2; the aliases
# are those of annex H of the PDF Reference 1.7).
_STANDARD = frozenset(
    "Courier CourierNew CourierNewPS CourierNewPSMT CourierStd"
    " Helvetica Arial ArialMT"
    " Times TimesNewRoman TimesNewRomanPS TimesNewRomanPSMT"
    " Symbol SymbolMT ZapfDingbats".split()
)

# How a font program begins, by the key of its stream (9.9, table 126).
_PROGRAMS = {
    "FontFile": re.compile(rb"\s*(?:%!|\x80\x01)"),
    "FontFile2": re.compile(rb"\x00\x01\x00\x00|true|ttcf|OTTO"),
    "FontFile3": re.compile(rb"\x01[\x00-\x05]|OTTO|\x00\x01\x00\x00|true|%!|\x80\x01"),
}


def without_subset_tag(name: str) -> str:
    """The name of a font without the six letters that mark a subset (9.6.4)."""
    return _SUBSET.sub("", name)


def is_standard(name: str) -> bool:
    """Whether viewers bring the font along: one of the standard 14 or an alias."""
    name = name.replace(" ", "")
    family = _STYLE.sub("", name.removesuffix("MT"))
    return name in _STANDARD or family in _STANDARD


class Missing(NamedTuple):
    """What a document has without a program."""

    fonts: frozenset[str]
    """Its fonts, by ``FontPrograms.key``."""
    has_free_text: bool
    """Whether there is text that the viewer sets itself."""

    def __bool__(self) -> bool:
        return bool(self.fonts) or self.has_free_text


class FontPrograms:
    """Which fonts of a document have their program in it.

    Args:
        parser: the document.
        graph: its object graph.
    """

    def __init__(self, parser: Parser, graph: Graph) -> None:
        self._parser = parser
        self._graph = graph
        self._states: dict[objects.Ref, FontState | None] = {}

    def missing(self, hits: Iterable[objects.Ref]) -> Missing:
        """The fonts without a program, used or not.

        Args:
            hits: the objects that hold one of ``NAMES``.
        """
        fonts: set[str] = set()
        has_free_text = False
        for ref in hits:
            for keys, item in objects.dictionaries(self._parser.get(ref)):
                font = item if keys else ref
                if self.state(font) is not None:
                    fonts.add(self.key(font))
                elif self._graph.resolve(item.get("Subtype")) == "FreeText":
                    has_free_text = True
        return Missing(frozenset(fonts), has_free_text)

    def name(self, font: objects.Value) -> str:
        """The name of a font."""
        written = self._graph.inside(font, "BaseFont")
        return without_subset_tag(objects.text(self._graph.resolve(written)))

    def key(self, font: objects.Value) -> str:
        """What fonts have in common of which the same is said."""
        return f"{self.name(font)}/{self.state(font)}"

    def state(self, font: objects.Value) -> FontState | None:
        """What is wrong with a font; ``None``: its program is there, or none is needed."""
        if isinstance(font, objects.Ref):
            if font not in self._states:
                self._states[font] = self._judge(self._graph.resolve(font))
            return self._states[font]
        return self._judge(font)

    def _judge(self, font: objects.Value) -> FontState | None:
        if not isinstance(font, dict):
            return None
        kind = objects.text(self._graph.resolve(font.get("Subtype")))
        if kind in _NO_PROGRAM or (kind not in KINDS and "BaseFont" not in font):
            return None
        composite = kind == "Type0"
        descriptor = self._descriptor(font, composite=composite)
        for key, start in _PROGRAMS.items():
            program = descriptor.get(key)
            if isinstance(program, objects.Ref) and isinstance(
                self._parser.get(program), objects.Stream
            ):
                return self._judge_program(program, start)
        name = objects.text(self._graph.resolve(font.get("BaseFont")))
        if not composite and is_standard(without_subset_tag(name)):
            return "standard-14"
        return "not-embedded"

    def _descriptor(self, font: objects.Dict, *, composite: bool) -> objects.Dict:
        """The font descriptor: of a composite font, that of its descendant (9.7.4)."""
        holder: objects.Value = font
        if composite:
            descendants = self._graph.resolve(font.get("DescendantFonts"))
            first = descendants[:1] if isinstance(descendants, list) else []
            holder = self._graph.resolve(first[0]) if first else None
        held = holder.get("FontDescriptor") if isinstance(holder, dict) else None
        descriptor = self._graph.resolve(held)
        return descriptor if isinstance(descriptor, dict) else {}

    def _judge_program(
        self, program: objects.Ref, start: re.Pattern[bytes]
    ) -> FontState | None:
        try:
            begins = self._parser.data(program, 64)
        except ChecksumError as error:
            begins = error.data
        except DecodeError:
            return "broken-program"
        if not begins:
            return "not-embedded"
        return None if start.match(begins) else "broken-program"
