"""A report for people: one HTML file that holds everything it shows.

It works without a network and without scripts, and its content policy forbids both. The
summary stands first and needs all verdicts, so the documents' sections wait in a
temporary file: however many there are, they are not kept in memory.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import (
    CERTAINTY,
    WORDS,
    for_people,
    moment_for_people,
    reader_note,
)
from nextgen_pdf.formats.html.pictures import Album
from nextgen_pdf.formats.html.view import Row, document, host, rules, sources, versions
from nextgen_pdf.report import Report
from nextgen_pdf.sanitize import sanitize_text
from nextgen_pdf.thumbnails import Painter

NEEDS_DIGEST = True

LONGEST = 2_000
"""Of a text out of a document, so many characters are shown."""
_MARKS = {"refused": "✕", "unchecked": "?", "caution": "!", "ready": "✓"}
_PIECE = 65_536


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """The file: the summary, then a section for each document, then the rules."""
    rows: list[Row] = []
    with TemporaryFile("w+", encoding="ascii") as kept, Painter() as painter:
        for row, section in sections(reports, run, painter):
            rows.append(row)
            kept.writelines(section)
        yield from top(rows, run)
        kept.seek(0)
        while piece := kept.read(_PIECE):
            yield piece
    yield from bottom(run)


def sections(
    reports: Iterable[Report], run: Run, painter: Painter, first: int = 1
) -> Iterator[tuple[Row, Iterator[str]]]:
    """A line of the summary, and the section, for each document.

    Args:
        reports: one for each document.
        run: what they were checked by.
        painter: draws their pages.
        first: the number of the first document.
    """
    template = _environment().get_template("document.html.jinja")
    album = Album(painter, drawable=run.drawable)
    about = {
        "versions": versions(run),
        "sources": sources(run),
        "profile": run.profile,
        "reader": reader_note(run.reader),
    }
    for number, report in enumerate(reports, first):
        view = document(number, report, run, album)
        now = datetime.now().astimezone()
        yield view.row, _ascii(template.generate(document=view, checked=now, **about))


def top(rows: list[Row], run: Run) -> Iterator[str]:
    """What stands before the sections: the summary."""
    environment = _environment()
    style = environment.get_template("style.css").render()
    return _ascii(
        environment.get_template("top.html.jinja").generate(
            rows=rows,
            counts=Counter(row.verdict for row in rows),
            profile=run.profile,
            policy=_policy(style),
            style=Markup(style),  # noqa: S704  (our own file)
            checked=datetime.now().astimezone(),
            unfinished=run.unfinished(),
        )
    )


def bottom(run: Run) -> Iterator[str]:
    """What stands after the sections: the rules."""
    return _ascii(
        _environment()
        .get_template("bottom.html.jinja")
        .generate(rules=rules(run), versions=versions(run), profile=run.profile)
    )


def _ascii(pieces: Iterable[str]) -> Iterator[str]:
    """The same HTML in ASCII: it means the same in whatever encoding it is written."""
    for piece in pieces:
        yield piece.encode("ascii", "xmlcharrefreplace").decode("ascii")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nextgen_pdf.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {
        "day": for_people,
        "host": host,
        "moment": moment_for_people,
    }
    environment.globals |= {"WORDS": WORDS, "MARKS": _MARKS, "CERTAINTY": CERTAINTY}
    return environment


def _shown(value: Any) -> Any:
    """What is written of a value: a text without what could hide or turn it."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return sanitize_text(value, LONGEST) if is_text else value


def _policy(style: str) -> str:
    """What the file may load: its own style and the pictures in it, and nothing else."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    )
