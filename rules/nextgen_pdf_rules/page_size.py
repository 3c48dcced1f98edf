"""Rule ``page-size``: pages that are not Letter."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Location, Page, page_list, rule

LARGEST = 14_400
"""The most units that a page may measure (ISO 32000-1, annex C.2)."""
NAMES = {
    (595, 842): "A4", (612, 1008): "Legal", (792, 1224): "Tabloid", (842, 1191): "A3",
    (420, 595): "A5", (522, 756): "Executive", (612, 936): "Folio", (396, 612): "Half Letter",
}  # fmt: skip
REMEDY = (
    'Print it on Letter paper (8.5 × 11 in) with "Fit". Use the printer Adobe PDF or Microsoft'
    " Print to PDF, or Preview. Save as PDF in Chrome and Edge keeps the size."
)
REMEDIES = {"no-size": "Print the document to PDF under a new name, and file the copy."}


@rule(
    "page-size",
    codes={
        "not-letter": "pages of another size than Letter",
        "cropped": "pages of which less than a Letter page is shown",
        "no-size": "pages without a usable size, which viewers show as Letter",
        "too-large": "pages larger than any viewer can show",
        "large-sheet": "pages that are part of a sheet larger than any viewer can show",
    },
    mended_by={"not-letter": "letter", "cropped": "letter"},
)
def page_size(
    document: Document,
    *,
    width: float = 612.0,
    height: float = 792.0,
    tolerance: float = 9.0,
) -> Iterator[Finding]:
    """Pages are not of Letter size.

    ## Why

    No nationwide list names a page size, but filings are read, stamped and printed on
    Letter paper. Courts ask for it locally, such as the [Bankruptcy Court for the Eastern
    District of Texas](https://www.txeb.uscourts.gov/recommendations-electronically-filed-documents).
    On two huge pages the court's header became unreadably small, the [District of
    Utah](http://utd-cmecf.blogspot.com/2008/01) wrote in 2008.

    ## Fix

    * Acrobat: Print, printer Adobe PDF, paper Letter, Fit.
    * Word for Windows and Mac: Layout, Size, Letter; then save as PDF again.
    * Preview: File, Print, Paper Size US Letter, Scale to Fit, PDF, Save as PDF.
    * Chrome and Edge: not with Save as PDF, which keeps the size. On Windows choose the
      printer Microsoft Print to PDF, Paper size Letter, Scale Fit to paper.
    * Free: Ghostscript, `gs -o out.pdf -sDEVICE=pdfwrite -sPAPERSIZE=letter -dFIXEDMEDIA
      -dPDFFitPage in.pdf`.

    ## Limits

    Letter is taken in either orientation, and with the tolerance that scanners need
    (`tolerance`, like `width` and `height` in points, 1/72 inch).
    """
    pages: dict[tuple[str, str], list[int]] = {}
    for page in document.pages:
        if judged := judge(page, width, height, tolerance):
            pages.setdefault(judged, []).append(page.number)
    for (code, what), numbers in pages.items():
        where = page_list(numbers).capitalize()
        yield Finding(
            f"{where}: {what}.",
            Location(page=numbers[0], pages=tuple(numbers)),
            code=code,
            remedy=REMEDIES.get(code, REMEDY),
        )


def judge(
    page: Page, width: float, height: float, tolerance: float
) -> tuple[str, str] | None:
    """The code for a page and what to say of it; ``None`` when all is well."""
    size = page.size
    if size is None or page.media_box is None:
        return "no-size", "no usable size is given, so viewers take Letter"
    left, bottom, right, top = page.media_box
    sheet = max(right - left, top - bottom)
    if max(size) > LARGEST * page.user_unit:
        return "too-large", f"{inches(size)}, more than a viewer can show"
    if sheet > LARGEST:
        return (
            "large-sheet",
            f"part of a sheet of {sheet:,.0f} points; viewers stop at {LARGEST:,}",
        )
    wanted = sorted((width, height))
    short, long = sorted(size)
    off = abs(short - wanted[0]) > tolerance or abs(long - wanted[1]) > tolerance
    if not off:
        return None
    if (
        page.crop_box
        and short <= wanted[0] + tolerance
        and long <= wanted[1] + tolerance
    ):
        sides = (right - left, top - bottom)
        media = sorted(side * page.user_unit for side in sides)
        if media[0] >= wanted[0] - tolerance and media[1] >= wanted[1] - tolerance:
            return "cropped", f"only {inches(size)} of the page is shown"
    return "not-letter", f"{inches(size)} instead of Letter"


def inches(size: tuple[float, float]) -> str:
    """A size as people write it: ``"8.27 × 11.69 in (A4)"``."""
    for known, name in NAMES.items():
        if all(abs(a - b) <= 2 for a, b in zip(sorted(size), known, strict=True)):  # noqa: PLR2004
            named = f" ({name})"
            break
    else:
        named = ""
    return f"{size[0] / 72:.2f} × {size[1] / 72:.2f} in{named}"
