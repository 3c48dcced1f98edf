"""What a content uses, whatever its resources are and whoever paints it.

A content may be painted from many pages and forms, with other resources and in another
text state each time. It is read once, and what follows depends on names: fonts that are
selected by name, and the state that the content began with.
"""

from __future__ import annotations

from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError, NotCheckedError
from nextgen_pdf.readers.syntax.content_stream import INVISIBLE, Event, Meter, events

MAX_LOOKS = 200
"""The most graphics state dictionaries that are set one after the other."""
_WORDS_A_USE = 10
"""What is kept of a use counts as so many words: it takes memory."""


class TextState(NamedTuple):
    """The part of the graphics state that decides how text looks (9.3)."""

    font: str | None = None
    """The name that was selected last; ``None``: that of the beginning."""
    looks: tuple[str, ...] = ()
    """The graphics state dictionaries set since then, which may name a font as well."""
    mode: int | None = None
    """The text rendering mode: 0, or ``INVISIBLE``; ``None``: that of the beginning."""


class Use(NamedTuple):
    """Something that a content does, in a text state."""

    kind: str
    """``show`` for text, ``gs`` for a graphics state dictionary that is set, or the
    category of the resource that is painted: ``XObject`` or ``Pattern``."""
    name: str
    state: TextState


class Uses(NamedTuple):
    """All that a content does, each thing once."""

    uses: tuple[Use, ...] = ()
    paints: bool = False
    """Whether there are lines, areas or inline images."""
    gap: NotCheckedError | None = None
    """Why there may be more."""

    @property
    def shows_text(self) -> bool:
        """Whether there is text, visible or not."""
        return any(use.kind == "show" for use in self.uses)


def uses_of(content: bytes, meter: Meter) -> Uses:
    """Read a content.

    Args:
        content: the data of its streams.
        meter: counts what is read.
    """
    found: dict[Use, None] = {}
    paints = False
    state = TextState()
    saved: list[TextState] = []
    last: Event | None = None
    try:
        for event in events(content, meter):
            kind, operand = event
            if kind in ("show", "XObject", "Pattern", "gs"):
                if event is not last:  # a run of texts in one state
                    use = Use(kind, str(operand), state)
                    if use not in found:
                        meter.count(_WORDS_A_USE + len(state.looks))
                        found[use] = None
                last = event if kind == "show" else None
                if kind == "gs" and state.looks[-1:] != (operand,):
                    state = _with_look(state, str(operand), meter)
                continue
            if kind == "paint":
                paints = True
                continue
            last = None
            if kind == "q":
                saved.append(state)
            elif kind == "Q":
                state = saved.pop() if saved else state
            elif kind == "Tf":
                state = TextState(str(operand), (), state.mode)
            else:
                mode = INVISIBLE if operand == INVISIBLE else 0
                state = state._replace(mode=mode)
    except NotCheckedError as reason:
        return Uses(tuple(found), paints, reason)
    return Uses(tuple(found), paints)


def _with_look(state: TextState, name: str, meter: Meter) -> TextState:
    looks = [look for look in state.looks if look != name]
    meter.count(len(looks) // 4)
    if len(looks) > MAX_LOOKS:
        raise BoundReachedError(f"more than {MAX_LOOKS} graphics states at once")
    return state._replace(looks=(*looks, name))
