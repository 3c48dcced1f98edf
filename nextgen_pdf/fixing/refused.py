"""A document that must not be fixed, or not so."""

from __future__ import annotations

from nextgen_pdf.fixing.result import REFUSALS, Refusal


class RefusedError(Exception):
    """There will be no copy. The text is the reason, a sentence or two.

    Args:
        refusal: which reason.
        more: what to do about it, or what exactly.
    """

    def __init__(self, refusal: Refusal, more: str = "") -> None:
        said = REFUSALS[refusal]
        super().__init__(f"{said}. {more}".strip() if more else f"{said}.")
        self.refusal: Refusal = refusal
