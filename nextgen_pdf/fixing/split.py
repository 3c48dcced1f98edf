"""Splits a document into parts under a size limit. Runs in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Pdf

from nextgen_pdf.errors import UnreadableError
from nextgen_pdf.fixing import opening
from nextgen_pdf.fixing.parts import Costs
from nextgen_pdf.fixing.pruning import Pruning
from nextgen_pdf.fixing.refused import RefusedError
from nextgen_pdf.fixing.request import Cut
from nextgen_pdf.fixing.result import Part, Split
from nextgen_pdf.mendable import mending
from nextgen_pdf.proof.digests import PaintedPages
from nextgen_pdf.proof.objects import ERRORS, get, keys, text


class _Range(NamedTuple):
    """A part: its file, and its pages, counted from 0, without the last."""

    path: Path
    first: int
    end: int
    lost: dict[str, int]


_SMALL = 100_000
"""Up to so many bytes, a size is given in kilobytes."""


class _TooLargeError(Exception):
    """A page alone is over the limit. The text says which."""


def split_one(cut: Cut) -> Split:
    """Split a document. What is in it never raises."""
    report = cut.checker.check(cut.source, name=cut.path, password=cut.password)
    errors = [
        finding
        for finding in report.findings
        if finding.severity == "error"
        and finding.waived is None
        and mending(finding, cut.checker.rulebook) != "shrink"
    ]
    if errors:
        reason = f"This must be fixed first: {errors[0].message}"
        return Split(cut.path, "unmended", reason)
    if report.verdict == "unchecked":
        return Split(cut.path, "failed", "It could not be checked.")
    if cut.source.stat().st_size <= cut.limit:
        return Split(cut.path, "clean", "It is not over the limit.")
    try:
        return _split(cut)
    except RefusedError as error:
        return Split(cut.path, "refused", str(error), refusal=error.refusal)
    except _TooLargeError as error:
        return Split(cut.path, "unmended", str(error))
    except OSError as error:
        reason = f"The parts could not be written: {error.strerror}."
        return Split(cut.path, "failed", reason)
    except (*ERRORS, UnreadableError) as error:
        reason = f"Splitting it failed ({type(error).__name__})."
        return Split(cut.path, "failed", reason)


def _split(cut: Cut) -> Split:
    with _opened(cut) as pdf:
        painted = PaintedPages(pdf)
        ranges = list(_ranges(cut, pdf))
        for each in ranges:
            if not _is_same(pdf, painted, each):
                reason = f"Pages {each.first + 1}-{each.end} would not be the same."
                return Split(cut.path, "unproved", reason)
    parts = tuple(
        Part(
            path=str(each.path),
            first=each.first + 1,
            last=each.end,
            size_bytes=each.path.stat().st_size,
            lost=tuple(f"{what} ({count})" for what, count in each.lost.items()),
        )
        for each in ranges
    )
    return Split(cut.path, "fixed", parts=parts)


def _opened(cut: Cut) -> Pdf:
    return opening.opened(cut.source, cut.password, unrestricted=False)


def _ranges(cut: Cut, pdf: Pdf) -> Iterator[_Range]:
    """The parts, written."""
    costs = Costs(pdf)
    count = len(pdf.pages)
    first = 0
    while first < count:
        path = cut.folder / f"{first + 1}.pdf"
        end = costs.part(first, cut.limit)
        while True:
            lost = _write(cut, path, first, end)
            size = path.stat().st_size
            if size <= cut.limit:
                break
            if end - first == 1:
                raise _TooLargeError(
                    f"Page {end} alone is {_figure(size)}, over the limit of"
                    f" {_figure(cut.limit)}. If it is a scan or has pictures, add"
                    " --also shrink-pictures=200dpi."
                )
            end -= max(1, int((end - first) * (1 - cut.limit / size)))
            end = max(end, first + 1)
        yield _Range(path, first, end, lost)
        first = end


def _figure(size: float) -> str:
    return f"{size / 1e6:.1f} MB" if size > _SMALL else f"{size / 1e3:.1f} KB"


def _write(cut: Cut, path: Path, first: int, end: int) -> dict[str, int]:
    """Write a part; tells what it lacks beside the other pages."""
    with _opened(cut) as pdf:
        pruning = Pruning(pdf, first, end)
        pruning.prune()
        pdf.save(
            path,
            encryption=False,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    with pikepdf.open(path) as part:
        pages = sum(_is_page(each) for each in part.objects)
    if pages > end - first:
        # Something that nobody knows leads to pages of other parts. It may be a tag.
        return _write_bare(cut, path, first, end, pruning.lost)
    return dict(pruning.lost)


def _write_bare(
    cut: Cut, path: Path, first: int, end: int, lost: dict[str, int]
) -> dict[str, int]:
    with _opened(cut) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if get(pdf.Root, key) is not None:
                del pdf.Root[key]
        Pruning(pdf, first, end).prune()
        pdf.save(
            path,
            encryption=False,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return {**lost, "tags of all pages": 1}


def _is_page(thing: Any) -> bool:
    return text(get(thing, "/Type")) == "/Page"


def _is_same(pdf: Pdf, painted: PaintedPages, part: _Range) -> bool:
    """Whether the pages of a part are painted as in the document, and it is named so."""
    with pikepdf.open(part.path) as other:
        if len(other.pages) != part.end - part.first:
            return False
        own = PaintedPages(other)
        for at in range(part.first, part.end):
            digest = painted.digest(at + 1)
            if digest is None or digest != own.digest(at - part.first + 1):
                return False
        one, two = get(pdf.trailer, "/Info"), get(other.trailer, "/Info")
        return all(text(get(one, key)) == text(get(two, key)) for key in keys(one))
