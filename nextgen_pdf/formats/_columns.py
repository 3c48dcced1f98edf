"""Texts laid out in columns of a terminal, in which some characters take two."""

from __future__ import annotations

from textwrap import TextWrapper

from nextgen_pdf.formats import WIDTH

_PLAIN_TO = "\u02ff"
"""Up to this one, each printable character takes one column."""


def wrapped(text: str, width: int = WIDTH, first: str = "", rest: str = "") -> str:
    """A text on lines of a width; an address stays whole, so that it can be clicked.

    Args:
        text: without control characters.
        width: columns of a line.
        first: what the first line begins with.
        rest: what each other line begins with.
    """
    split_words = "://" not in text
    if _is_plain(text):
        return TextWrapper(
            width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=split_words,
        ).fill(text)
    import wcwidth  # noqa: PLC0415  (takes as long as a small file)

    lines = wcwidth.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=split_words,
    )
    return "\n".join(lines)


def cut(text: str, width: int) -> str:
    """A text that takes no more columns than that; a cut one ends with an ellipsis."""
    if _is_plain(text):
        return text if len(text) <= width else text[: width - 1] + "…"
    import wcwidth  # noqa: PLC0415

    if wcwidth.width(text) <= width:
        return text
    return wcwidth.clip(text, 0, width - 1) + "…"


def columns(text: str) -> int:
    """How many columns a text takes."""
    if _is_plain(text):
        return len(text)
    import wcwidth  # noqa: PLC0415

    return wcwidth.width(text)


def _is_plain(text: str) -> bool:
    return max(text, default="") <= _PLAIN_TO
