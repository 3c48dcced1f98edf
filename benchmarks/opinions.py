"""What other programs say of a copy: qpdf, poppler, and the pypdf reader."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

import nextgen_pdf
from nextgen_pdf import Fixed

PROGRAMS = ("qpdf", "pdftoppm", "pdftotext")
_DPI = "100"
_SEEN = 4
"""Gray levels by which cells of 8 by 8 pixels may differ: the edges of letters do."""
_SECONDS = 120


def missing() -> list[str]:
    """The programs that are not installed."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def differences(before: Path, result: Fixed) -> Iterator[str]:
    """What other programs find wrong with a copy.

    Where an appearance had to be made, or a button or icon went, poppler shows its own
    idea of it in the document, which cannot be the one of the copy.
    """
    after = Path(result.output or "")
    if (status := _run("qpdf", "--check", after)[0]) != 0:
        yield f"qpdf --check ends with status {status}"
    one = nextgen_pdf.check(after, reader="pikepdf").findings
    two = nextgen_pdf.check(after, reader="pypdf").findings
    if (a := {(f.rule, f.code) for f in one}) != (b := {(f.rule, f.code) for f in two}):
        yield f"the readers differ: {sorted(a ^ b)}"
    words = [
        Counter(_run("pdftotext", path, "-")[1].split()) for path in (before, after)
    ]
    dropped = Counter(b" ".join(d.text.encode() for d in result.dropped).split())
    if lost := words[0] - words[1] - dropped:
        yield f"poppler reads {lost.total()} words less"
    made = ("drew ", "removed a button", "removed the icon", "flattened a note")
    if not any(change.what.startswith(made) for change in result.changes):
        yield from _pictures(before, after)


def _run(program: str, *args: str | Path) -> tuple[int, bytes]:
    done = subprocess.run(
        [program, *map(str, args)],
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return done.returncode, done.stdout


def _pictures(before: Path, after: Path) -> Iterator[str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, prefix in ((before, "a"), (after, "b")):
            _run("pdftoppm", "-r", _DPI, "-gray", path, folder / prefix)
        one, two = sorted(folder.glob("a-*")), sorted(folder.glob("b-*"))
        if len(one) != len(two):
            yield f"poppler draws {len(two)} pages of {len(one)}"
            return
        pages = [
            number
            for number, pair in enumerate(zip(one, two, strict=True), 1)
            if not _alike(*pair)
        ]
        if pages:
            yield f"poppler draws another picture of page {', '.join(map(str, pages))}"


def _alike(one: Path, two: Path) -> bool:
    with Image.open(one) as a, Image.open(two) as b:
        if a.size != b.size:
            return False
        cells = ImageChops.difference(a.reduce(8), b.reduce(8))
        extremes = cells.getextrema()
        return int(str(extremes[1])) <= _SEEN
