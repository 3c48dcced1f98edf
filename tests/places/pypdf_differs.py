"""Where pypdf, the second opinion, sees a document otherwise than the reader on qpdf.

None of it can be mended here: pypdf does not say what it repaired or left out.
"""

from __future__ import annotations

_WHY = {
    "pypdf takes the entries of all trailers as those of the newest": "old-trailer",
    "pypdf does not compare /Size with what is there": "size-too-small",
    "pypdf's numbers have no bound: the page is too large, not damaged": (
        "beyond-all-numbers"
    ),
}

SEEN_OTHERWISE = {case: why for why, cases in _WHY.items() for case in cases.split()}
"""Why, by the id of the case."""
