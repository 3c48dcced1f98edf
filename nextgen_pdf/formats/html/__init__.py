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
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import CERTAINTY, WORDS
from nextgen_pdf.formats.html.pictures import Album
from nextgen_pdf.formats.html.view import Row, document, rules, versions
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
    for piece in _pieces(reports, run):
        # in ASCII, so that it means the same in whatever encoding it is written
        yield piece.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _pieces(reports: Iterable[Report], run: Run) -> Iterator[str]:
    environment = _environment()
    of_document = environment.get_template("document.html.jinja")
    rows: list[Row] = []
    with TemporaryFile("w+", encoding="utf-8") as sections, Painter() as painter:
        album = Album(painter, drawable=run.drawable)
        about = {"versions": versions(run), "profile": run.profile}
        for number, report in enumerate(reports, 1):
            view = document(number, report, run, album)
            rows.append(view.row)
            now = datetime.now().astimezone()
            sections.writelines(
                of_document.generate(document=view, checked=now, **about)
            )
        yield from environment.get_template("top.html.jinja").generate(
            rows=rows,
            counts=Counter(row.verdict for row in rows),
            profile=run.profile,
            policy=_policy(_style(environment)),
            style=Markup(_style(environment)),  # noqa: S704  (our own file)
            checked=datetime.now().astimezone(),
            unfinished=run.unfinished(),
        )
        sections.seek(0)
        while piece := sections.read(_PIECE):
            yield piece
    yield from environment.get_template("bottom.html.jinja").generate(
        rules=rules(run), versions=versions(run), profile=run.profile
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nextgen_pdf.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals |= {"WORDS": WORDS, "MARKS": _MARKS, "CERTAINTY": CERTAINTY}
    return environment


def _shown(value: Any) -> Any:
    """What is written of a value: a text without what could hide or turn it."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return sanitize_text(value, LONGEST) if is_text else value


def _style(environment: Environment) -> str:
    return environment.get_template("style.css").render()


def _policy(style: str) -> str:
    """What the file may load: its own style and the pictures in it, and nothing else."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    )
