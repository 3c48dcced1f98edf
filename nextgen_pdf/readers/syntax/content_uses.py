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
    # as viewers see it that split ``12Tf``, and as those that do not know the word
    states = (TextState(), TextState())
    saved: list[tuple[TextState, TextState]] = []
    last: Event | None = None
    try:
        for event in events(content, meter):
            kind, operand, is_sure = event
            if kind == "paint":
                paints = True
            elif kind == "q":
                saved.append(states)
            elif kind == "Q":
                states = saved.pop() if saved else states
            elif kind in ("Tf", "Tr"):
                one, other = states
                same = one is other
                one = _changed(one, kind, operand)
                if is_sure:
                    other = one if same else _changed(other, kind, operand)
                states = (one, other)
            elif event is not last:  # a run of texts in one state is one use
                for state in dict.fromkeys(states):
                    use = Use(kind, str(operand), state)
                    if use not in found:
                        meter.count(_WORDS_A_USE + len(state.looks))
                        found[use] = None
                if kind == "gs":
                    one, other = (
                        _with_look(each, str(operand), meter) for each in states
                    )
                    states = (one, other)
            last = event if kind in ("show", "paint") else None
    except NotCheckedError as reason:
        return Uses(tuple(found), paints, reason)
    return Uses(tuple(found), paints)


def _changed(state: TextState, kind: str, operand: str | int) -> TextState:
    if kind == "Tf":
        return TextState(str(operand), (), state.mode)
    mode = INVISIBLE if operand == INVISIBLE else 0
    return TextState(state.font, state.looks, mode)


def _with_look(state: TextState, name: str, meter: Meter) -> TextState:
    if state.looks[-1:] == (name,):
        return state
    looks = [look for look in state.looks if look != name]
    meter.count(len(looks) // 4)
    if len(looks) > MAX_LOOKS:
        raise BoundReachedError(f"more than {MAX_LOOKS} graphics states at once")
    return state._replace(looks=(*looks, name))
