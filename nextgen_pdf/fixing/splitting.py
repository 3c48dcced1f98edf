"""Splits a document into parts under a size limit: what the caller calls."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from nextgen_pdf.checker import Checker
from nextgen_pdf.errors import InputError, UsageError
from nextgen_pdf.fixing import MAX_MEMORY, PACKAGES, TIMEOUT, fix
from nextgen_pdf.fixing.request import Cut, Splitting, was_split
from nextgen_pdf.fixing.result import Part, Split
from nextgen_pdf.proof import need_packages


def split(
    path: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    max_size: float | None = None,
    court: str | None = None,
    password: str | None = None,
    also: Iterable[str] = (),
    force: bool = False,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
) -> Split:
    """Split a document into parts, each under a size limit.

    Every page is in one part, unchanged. Bookmarks, links, destinations, tags, and page
    labels stay within each part. Anything that leads to another part is left out, and
    the result says so.

    Args:
        path: the document. It is never changed.
        folder: where to write the parts, which are named ``NAME-part-1-of-3.pdf``.
        max_size: the size limit of a part, in megabytes; by default the court's.
        court: the code of a court.
        password: opens the document.
        also: ``shrink`` or ``shrink-pictures=200dpi``, to be done first.
        force: replace existing files.
        timeout: the time limit, in seconds.
        max_memory: the memory limit, in bytes.

    Returns:
        The result. Either all parts are written, or none.

    Raises:
        UsageError: no such file or court, no limit, or a part that already exists.
    """
    need_packages("Splitting documents", PACKAGES)
    source, target = Path(path), Path(folder)
    if not source.is_file():
        raise InputError(f"There is no file {source}")
    checker = Checker.installed(court=court, digest=False)
    limit = _limit(checker, max_size)
    with ExitStack() as stack:
        try:
            target.mkdir(parents=True, exist_ok=True)
            work = stack.enter_context(
                TemporaryDirectory(prefix=".nextgen-pdf-", dir=target)
            )
        except OSError as error:
            raise InputError(f"{folder} cannot be written: {error.strerror}") from None
        wishes = tuple(also)
        if wishes:
            smaller = Path(work) / "smaller.pdf"
            first = fix(source, output=smaller, password=password, also=wishes)
            if first.status not in ("fixed", "clean"):
                return Split(str(path), first.status, first.reason, first.refusal)
            source = smaller if first.output else source
        cut = Cut(
            str(path),
            source.absolute(),
            Path(work).absolute(),
            limit,
            checker,
            password,
        )
        found = _run(cut, timeout, max_memory)
        return found._replace(
            parts=_moved(found.parts, target, Path(path).stem, force=force)
        )


def _limit(checker: Checker, max_size: float | None) -> int:
    """Bytes that a part may have."""
    if max_size is None:
        settings = (
            checker.profile.rules.get(rule.id)
            for rule in checker.rulebook
            if rule.max_size is not None
        )
        # the numbers among the limits of a rule that takes a size are sizes
        sizes = [
            float(value)
            for setting in settings
            for value in (setting.limits.values() if setting else ())
            if isinstance(value, int | float) and value > 0
        ]
        if not sizes:
            raise UsageError(
                "No size limit is known: add --max-size, or a --court that has one"
            )
        max_size = min(sizes)
    return int(max_size * 1_000_000)


def _run(cut: Cut, timeout: float, max_memory: int) -> Split:
    from nextgen_pdf.workers import Failure  # noqa: PLC0415  (slow)
    from nextgen_pdf.workers.limits import Limits  # noqa: PLC0415
    from nextgen_pdf.workers.writers import Writers  # noqa: PLC0415

    writers = Writers(
        Splitting(),
        was_split,
        folder=cut.folder,
        jobs=1,
        limits=Limits(timeout, max_memory),
    )
    (result,) = writers.results([cut])
    if isinstance(result, Failure):
        return Split(cut.path, "failed", f"Splitting it failed: {result.reason}.")
    return result


def _moved(
    parts: tuple[Part, ...], folder: Path, stem: str, *, force: bool
) -> tuple[Part, ...]:
    """The parts at their places; none of them is written if one is there already."""
    names = [
        folder / f"{stem}-part-{at}-of-{len(parts)}.pdf"
        for at in range(1, len(parts) + 1)
    ]
    for name in names:
        if name.exists() and not force:
            raise UsageError(f"{name} exists; add --force to replace it")
    for part, name in zip(parts, names, strict=True):
        Path(part.path).replace(name)
    return tuple(
        part._replace(path=str(name)) for part, name in zip(parts, names, strict=True)
    )
