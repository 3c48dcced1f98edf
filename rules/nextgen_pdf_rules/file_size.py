"""Rule ``file-size``: files over the court's limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._size_limits import in_words, of_ones_own, sources

MB = 1_000_000
MIB = 1_048_576
LOWEST = 4
"""No court is known to have a lower limit, in megabytes."""
REMEDY = (
    "Split the document into parts, each with a caption, and file them together; or make it"
    " smaller: save it as PDF from the word processor instead of scanning it, and scan in"
    " black and white at 200 to 300 dpi."
)
LOOK_UP = "Look up the limit on the court's Court Information page in CM/ECF."


@rule(
    "file-size",
    codes={
        "over": "over the court's limit, whichever way a megabyte is counted",
        "just-over": "over the limit if a megabyte is 1,000,000 bytes",
        "disputed": "over one of the limits that sources give for the court",
        "no-limit-known": "no limit is known for the court",
        "over-for-some": "over the limits of some courts",
    },
    describe_limits=in_words,
    max_size=of_ones_own,
    mended_by=dict.fromkeys(("over", "just-over", "disputed"), "shrink"),
)
def file_size(
    document: Document,
    *,
    megabytes: float = 0.0,
    basis: str = "",
    other_megabytes: float = 0.0,
    other_basis: str = "",
    look_up: str = "",
    court_limits: Iterable[Mapping[str, Any]] = (),
) -> Iterator[Finding]:
    """File over the court's size limit.

    ## Why

    Every court sets its own limit for each PDF, says [PACER](https://pacer.uscourts.gov/help/faqs/what-should-i-do-first-get-ready-nextgen-cmecf-being-implemented-my-court?page=6).
    Limits change often, so each is shown with its source and date. Courts count a megabyte
    as 1,000,000 or 1,048,576 bytes: a file over the larger count is an error, one over the
    smaller count a caution.

    ## Fix

    * Acrobat: File, Save As Other, Reduced Size PDF or Optimized PDF.
    * Word for Windows: save as PDF, Minimum size; Word for Mac: compress pictures first.
    * Preview: File, Export, Quartz Filter Reduce File Size; then look at the pictures.
    * Chrome and Edge: print some of the pages at a time, Save as PDF.
    * Free: Ghostscript, `gs -o out.pdf -sDEVICE=pdfwrite -dPDFSETTINGS=/ebook in.pdf`. It
      reduces pictures to 150 dpi; look at them.

    ## Limits

    Only the file itself counts, not all documents of a filing together. The limits
    `megabytes` and `other_megabytes` are in megabytes; the texts say where they come from.
    """
    size = document.size_bytes
    shown = f"{size / MB:,.1f} MB"
    limits = sorted(limit for limit in (megabytes, other_megabytes) if limit)
    if not limits:
        yield from without_limit(size, shown, look_up, court_limits)
        return
    of_both = sources((megabytes, basis), (other_megabytes, other_basis))
    if size > limits[-1] * MIB:
        yield Finding(
            f"This file is {shown}; the court's limit is {limits[-1]:g} MB.{of_both}",
            code="over",
            remedy=REMEDY,
        )
    elif size > limits[0] * MB and len(limits) > 1:
        yield Finding(
            f"This file is {shown}, and sources disagree about the court's limit.{of_both}",
            code="disputed",
            remedy=f"{LOOK_UP} If the lower one is right: {REMEDY}",
        )
    elif size > limits[0] * MB:
        yield Finding(
            f"This file is {size:,} bytes, just over the court's {limits[0]:g} MB.{of_both}"
            " Some courts count larger megabytes.",
            code="just-over",
            remedy=REMEDY,
        )


def without_limit(
    size: int, shown: str, look_up: str, court_limits: Iterable[Mapping[str, Any]]
) -> Iterator[Finding]:
    """What to say when no limit is known, or no court was named."""
    if look_up:
        yield Finding(
            f"This file is {shown}; this court's size limit is not known. {look_up}",
            code="no-limit-known",
            remedy=LOOK_UP,
        )
    elif size > LOWEST * MB:
        known = [each["megabytes"] for each in court_limits if "megabytes" in each]
        if over := sum(size > limit * MB for limit in known):
            yield Finding(
                f"This file is {shown}, over the limit of {over} of {len(known)} courts.",
                code="over-for-some",
                remedy="Name your court with --court to check against its own limit.",
            )
