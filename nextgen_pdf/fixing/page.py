"""What came of fixing documents, as a page for a browser: one file, with pictures.

Where a page differs for a reason it is shown as it was and as it is, side by side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from nextgen_pdf.fixing.result import Fixed, Status
from nextgen_pdf.sanitize import sanitize_text
from nextgen_pdf.thumbnails import Painter

PICTURED = 12
"""So many pages of a document are shown."""
_STYLE = Path(__file__).parent.parent / "formats/html/templates/style.css"
_LONGEST = 5_000
TITLES: dict[Status, tuple[str, str]] = {
    "fixed": ("Fixed", "ready"),
    "clean": ("Nothing to fix", "ready"),
    "unmended": ("Cannot be fixed", "refused"),
    "unproved": ("Not fixed", "unchecked"),
    "failed": ("Not fixed", "unchecked"),
    "refused": ("Not fixed", "unchecked"),
}
_OWN_STYLE = Path(__file__).parent / "page.css"


def render(results: Iterable[Fixed]) -> Iterator[str]:
    """The page, in pieces."""
    style = "".join(each.read_text(encoding="utf-8") for each in (_STYLE, _OWN_STYLE))
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>Corrected copies</title>\n<style>{style}</style>\n"
        '</head>\n<body>\n<header class="page"><p class="brand">nextgen-pdf</p>'
        "<h1>Corrected copies</h1></header>\n<main>\n"
    )
    with Painter() as painter:
        for fixed in results:
            yield from _document(fixed, painter)
    yield (
        '</main>\n<footer class="page"><p>Open the copy and look at it before you file'
        " it. The court decides what it accepts.</p></footer>\n</body>\n</html>\n"
    )


def _shown(text: str) -> str:
    return escape(sanitize_text(text, _LONGEST))


def _document(fixed: Fixed, painter: Painter) -> Iterator[str]:
    title, tone = TITLES[fixed.status]
    name = _shown(fixed.path) or "(no name)"
    yield f'<section class="fixed {tone}">\n<h2>{name}</h2>\n'
    yield f'<p><span class="tag">{title}</span></p>\n'
    if fixed.reason:
        yield f"<p>{_shown(fixed.reason)}</p>\n"
    if fixed.output:
        yield f"<p>The copy: <code>{_shown(fixed.output)}</code></p>\n"
    yield from details(fixed, painter, (fixed.path, fixed.output), 3)
    yield "</section>\n"


def details(
    fixed: Fixed, painter: Painter, files: tuple[str, str | None], level: int
) -> Iterator[str]:
    """What was done, and the proof; nothing, if there is no copy.

    Args:
        fixed: what came of it.
        painter: draws the pages.
        files: the document and its copy.
        level: of the headings.
    """
    if fixed.status != "fixed":
        return
    if fixed.proof is not None:
        pages = f"{fixed.proof.page_count:,} page" + "s" * (fixed.proof.page_count != 1)
        drawn = f"{fixed.proof.drawn:,}"
        yield (
            f"<p>Nothing else differs: {pages} compared, {drawn} also as"
            " pictures; the rest are drawn from identical data.</p>\n"
        )
    changes = [
        f"{change.what}{f' ({change.times} times)' if change.times > 1 else ''}"
        for change in fixed.changes
    ]
    yield from _list(f"h{level}", "Changed", changes)
    if fixed.dropped:
        yield f"<h{level}>Left out of the copy, word for word</h{level}>\n"
        for dropped in fixed.dropped:
            yield f"<p>Page {dropped.page}, {_shown(dropped.what)}:</p>\n"
            yield f"<blockquote>{_shown(dropped.text)}</blockquote>\n"
    saved = [file.path or file.name for file in fixed.attachments]
    title = "Attached files were saved; upload them as separate attachments"
    yield from _list(f"h{level}", title, saved)
    yield from _pages(fixed, painter, files, level)


def _list(heading: str, title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        shown = "".join(f"<li>{_shown(line)}</li>" for line in lines)
        yield f"<{heading}>{title}</{heading}>\n<ul>{shown}</ul>\n"


def _pages(
    fixed: Fixed, painter: Painter, files: tuple[str, str | None], level: int
) -> Iterator[str]:
    """The pages that look different, before and after."""
    looks = [
        difference
        for difference in (fixed.proof.differences if fixed.proof else ())
        if difference.kind in ("look", "boxes") and difference.page is not None
    ]
    before, after = files
    if not looks or after is None:
        return
    yield f"<h{level}>Pages that look different</h{level}>\n"
    shown = [
        (path, _digest(path), when)
        for path, when in ((before, "before"), (after, "after"))
    ]
    for look in looks[:PICTURED]:
        yield f"<h{level + 1}>{_shown(look.message)}</h{level + 1}>\n"
        yield f"<p>Why: {_shown(look.reason or '')}.</p>\n"
        yield '<div class="pair">\n'
        for path, digest, when in shown:
            yield _picture(painter, path, digest, look.page or 1, when)
        yield "</div>\n"
    if len(looks) > PICTURED:
        yield f"<p>And {len(looks) - PICTURED} more pages.</p>\n"


def _digest(path: str) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _picture(painter: Painter, path: str, digest: str, page: int, when: str) -> str:
    drawn = painter.draw(path, digest, page)
    caption = f"Page {page}, {when}"
    if drawn is None:
        return (
            f"<figure><figcaption>{caption}: could not be drawn</figcaption></figure>\n"
        )
    source = f"data:image/jpeg;base64,{escape(drawn.image)}"
    size = f'width="{drawn.width}" height="{drawn.height}"'
    return (
        f'<figure><img src="{source}" {size} alt="{caption}">'
        f"<figcaption>{caption}</figcaption></figure>\n"
    )
