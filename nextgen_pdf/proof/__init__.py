"""Is a document the same as another? The proof of a copy, whoever made it.

The documents are read and drawn in a process of their own: a hostile one may break it.
"""

from __future__ import annotations

import json
import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from nextgen_pdf.errors import InputError, MissingExtraError
from nextgen_pdf.proof.comparison import Comparison, Difference, Kind, Placed
from nextgen_pdf.readers import need_pikepdf
from nextgen_pdf.shape import shaped

__all__ = ["Comparison", "Difference", "Kind", "Placed", "compare", "need_packages"]

TIMEOUT = 600.0
"""Seconds that drawing all pages may take, by default."""
MAX_MEMORY = 4_000_000_000
"""Bytes of memory that it may take, by default; documents are mapped into it."""


def compare(
    before: str | os.PathLike[str] | bytes,
    after: str | os.PathLike[str] | bytes,
    *,
    password: str | None = None,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
) -> Comparison:
    """Compare two documents: are they the same, for people and for programs?

    The comparison covers the pages (their number, boxes, appearance, and words), field
    values, links, bookmarks, destinations, tags, metadata, and page labels. A difference
    has a reason if courts refuse what is missing, such as a script.

    >>> import nextgen_pdf
    >>> brief = "samples/brief/pass-clean.pdf"
    >>> nextgen_pdf.compare(brief, brief).same
    True

    Args:
        before: the first document: its path, or its bytes.
        after: the second one.
        password: opens the documents, if they need one.
        timeout: the time limit, in seconds.
        max_memory: the memory limit, in bytes. Windows and macOS do not enforce it.

    Returns:
        The comparison. Nothing *in* the documents raises an exception.

    Raises:
        InputError: there is no such file.
        MissingExtraError: the packages that draw pages are not installed.
        MissingPikepdfError: pikepdf is not.
    """
    from nextgen_pdf.workers import Failure  # noqa: PLC0415  (slow)
    from nextgen_pdf.workers.limits import Limits  # noqa: PLC0415
    from nextgen_pdf.workers.writers import Writers  # noqa: PLC0415

    need_packages("Comparing documents", ("pypdfium2", "PIL"))
    with TemporaryDirectory() as name:
        folder = Path(name)
        one, two = _file(before, folder / "1.pdf"), _file(after, folder / "2.pdf")
        asked = str(one), str(two), password
        limits = Limits(timeout, max_memory)
        writers = Writers(_Work(), _decoded, folder=folder, jobs=1, limits=limits)
        (result,) = writers.results([asked])
    if isinstance(result, Failure):
        message = f"They could not be compared: {result.reason}"
        return Comparison(0, (Difference("document", message),))
    return result


_Asked = tuple[str, str, str | None]


class _Work:
    """What the child process does."""

    def load(self) -> None:
        """Import what compares documents."""
        import_module("nextgen_pdf.proof.gate")

    def __call__(self, asked: _Asked, /) -> bytes:
        """The comparison, as JSON."""
        from nextgen_pdf.proof.gate import prove  # noqa: PLC0415  (only there)

        before, after, password = asked
        found = prove(Path(before), Path(after), password=password)
        return json.dumps(found).encode()


def _decoded(data: bytes) -> Comparison:
    return shaped(Comparison, json.loads(data))


def _file(given: str | os.PathLike[str] | bytes, place: Path) -> Path:
    if isinstance(given, bytes):
        place.write_bytes(given)
        return place
    path = Path(given)
    if not path.is_file():
        raise InputError(f"There is no file {path}")
    return path.absolute()


def need_packages(what: str, packages: tuple[str, ...]) -> None:
    """Raise an error if pikepdf is missing, or a package that the extra fix brings."""
    need_pikepdf(what)
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtraError(what, package, "fix")
