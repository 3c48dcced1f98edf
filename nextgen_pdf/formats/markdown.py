"""A table in Markdown, for a GitHub job summary, an issue or a pull request.

What comes out of a document stays text: it makes no link, markup, HTML or mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from nextgen_pdf.findings import Finding
from nextgen_pdf.formats import Run
from nextgen_pdf.formats._wording import (
    SHOWN,
    WORDS,
    certainty,
    count_waived,
    grouped,
    kinds,
    not_checked,
    summary,
    tells_where,
    where,
)
from nextgen_pdf.report import Report, Verdict
from nextgen_pdf.sanitize import sanitize_text

NEEDS_DIGEST = False

LONGEST = 2_000
"""Of a text, so many characters are shown."""
MOST = 1_000_000
"""Bytes of the table: GitHub shows nothing at all of a summary over 1 MiB."""
# Punctuation that means something to GitHub, and what would make an address a link.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_HEAD = "| PDF | Verdict | Found | Fix |\n| --- | --- | --- | --- |\n"


def render(reports: Iterable[Report], run: Run) -> Iterator[str]:
    """A row for each document and each thing found in it; then a line that counts."""
    court = run.profile.court
    rules = f"{run.profile.title}, {court.name}" if court else run.profile.title
    yield f"Rules: {_text(rules)}\n\n{_HEAD}"
    tally: Counter[Verdict] = Counter()
    waived = left_out = 0
    room = MOST
    for report in reports:
        tally[report.verdict] += 1
        waived += count_waived(report)
        if run.quiet and report.verdict == "ready":
            continue
        rows = "".join(_rows(report))
        room -= len(rows.encode())
        if room < 0:
            left_out += 1
        else:
            yield rows
    if left_out:
        yield f"\nNot shown, for the table would be too long: {left_out:,} PDFs.\n"
    if counted := summary(tally, waived):
        yield f"\n{counted}"
    if unfinished := run.unfinished():
        yield f"\n**{_text(unfinished)}**\n"


def _rows(report: Report) -> Iterator[str]:
    first = [_name(report.path), f"**{WORDS[report.verdict]}**"]
    cells = [
        (f"**{certainty(group[0]).capitalize()}:** {_found(group)}", group[0].remedy)
        for group in grouped(report)
    ]
    cells += [
        (f"**Not checked:** {_text(', '.join(rules))}; {_text(reason)}.", "")
        for reason, rules in not_checked(report).items()
    ]
    for found, remedy in cells or [("", "")]:
        yield f"| {' | '.join((*first, found, _text(remedy)))} |\n"
        first = ["", ""]


def _found(group: list[Finding]) -> str:
    """What one remedy fixes, and where it is."""
    said = []
    for kind in kinds(group):
        messages = list(dict.fromkeys(finding.message for finding in kind))
        said += [_text(message) for message in messages[:SHOWN]]
        if len(messages) > SHOWN:
            said.append(f"And {len(messages) - SHOWN} more like these.")
        if not all(tells_where(finding) for finding in kind):
            said.append(f"Where: {_text(where(kind))}.")
    if (reason := group[0].waived) is not None:
        said.append(f"Waived: {_text(reason)}")
    codes = ", ".join(dict.fromkeys(finding.code for finding in group))
    return f"{'<br>'.join(said)}<br>Rule: {_text(f'{group[0].rule} ({codes})')}"


def _text(text: str) -> str:
    """A text that shows as it is, also in a cell of a table."""
    shown = _ACTIVE.sub(r"\\\g<0>", sanitize_text(text, LONGEST))
    # GitHub looks for people and issues after it has taken the backslashes out.
    return re.sub("[@#]", r"\g<0><!-- -->", shown).replace("|", "&#124;")


def _name(path: str) -> str:
    """The name of a file, as code where that can be: in a table, no code has a bar."""
    shown = sanitize_text(path, 500) or "(no name)"
    if "|" in shown or "`" in shown:
        return _text(shown)
    return f"`{shown}`"
