"""What the page shows of a document where the extra html is not installed: plain text."""

from __future__ import annotations

from html import escape
from typing import Any

from nextgen_pdf.formats import Run, json
from nextgen_pdf.formats._wording import WORDS, advice, grouped
from nextgen_pdf.report import Report
from nextgen_pdf.sanitize import sanitize_text

_NAME = 300
_SECTION = """\
<article class="document" id="{id}" aria-labelledby="{id}-name">
<header class="verdict {verdict}"><div>
<h2 id="{id}-name"><span class="word">{word}</span><span class="unseen">: </span>\
<span class="name">{name}</span></h2>
<p>{advice}</p>
</div></header>
<pre class="plain">{text}</pre>
<p class="back"><a href="#results">Back to the results</a></p>
</article>
"""


def told(report: Report, run: Run, number: int) -> dict[str, Any]:
    """A document, for the page: as ``telling.told``, without pictures.

    Args:
        report: on it.
        run: what it was checked by.
        number: of the document on the page, counted from 1.
    """
    from nextgen_pdf.formats import text  # noqa: PLC0415  (the page as a file has none)

    short = in_short(report, run)
    groups = [group[0] for group in grouped(report) if group[0].waived is None]
    severities = [finding.severity for finding in groups]
    name = sanitize_text(report.path, _NAME) or "(no name)"
    row = (
        f"document-{number}",
        name,
        report.verdict,
        severities.count("error"),
        severities.count("warning"),
    )
    parts = {
        "id": row[0],
        "name": name,
        "verdict": report.verdict,
        "word": short["word"],
        "advice": short["advice"],
        "text": "".join(text.render([report], run)),
    }
    section = _SECTION.format_map({key: escape(part) for key, part in parts.items()})
    return short | {"row": row, "section": section}


def in_short(report: Report, run: Run) -> dict[str, Any]:
    """The verdict in words, and the report for programs."""
    return {
        "word": WORDS[report.verdict].capitalize(),
        "advice": advice(report.verdict, grouped(report))
        or "Nothing found that the courts refuse.",
        "document": "".join(json.render([report], run)),
    }
