"""Rule ``page-size``: pages that are not Letter."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nextgen_pdf import Document, Finding, Location, Page, page_list, rule
from nextgen_pdf_rules._paper import LARGEST, inches, unscaled

REMEDY = (
    "Print it on Letter paper (8.5 × 11 in), set to Fit, with Adobe PDF, Microsoft Print to"
    " PDF or Preview. Save as PDF in Chrome and Edge does not change the size."
)
REMEDIES = {
    "no-size": "Print the document to PDF under a new name, and file the copy.",
    "unscaled-picture": REMEDY
    + " Or insert the picture in Word, and save that as PDF.",
}


@rule(
    "page-size",
    codes={
        "not-letter": "pages that are not Letter size",
        "unscaled-picture": "a photo or scan that was not scaled to the paper",
        "cropped": "pages that show less than a Letter page",
        "no-size": "pages without a usable size, which viewers show as Letter",
        "too-large": "pages larger than any viewer can show",
        "large-sheet": "pages that are part of a sheet larger than any viewer can show",
    },
    mended_by=dict.fromkeys(("not-letter", "unscaled-picture", "cropped"), "letter"),
)
def page_size(
    document: Document,
    *,
    width: float = 612.0,
    height: float = 792.0,
    tolerance: float = 9.0,
) -> Iterator[Finding]:
    """Pages that are not Letter size.

    ## Why

    No nationwide list names a page size, but filings are read, stamped and printed on
    Letter paper. Courts ask for it locally, such as the [Bankruptcy Court for the Eastern
    District of Texas](https://www.txeb.uscourts.gov/recommendations-electronically-filed-documents).
    The [District of Utah](http://utd-cmecf.blogspot.com/2008/01) wrote in 2008 that its
    header became too small to read on two huge pages.

    ## Fix

    * Acrobat: Print, printer Adobe PDF, paper Letter, Fit.
    * Word for Windows and Mac: Layout, Size, Letter; then save as PDF again.
    * Preview: File, Print, Paper Size US Letter, Scale to Fit, PDF, Save as PDF.
    * Chrome and Edge: not with Save as PDF, which keeps the size. On Windows choose the
      printer Microsoft Print to PDF, Paper size Letter, Scale Fit to paper.
    * Free: Ghostscript, `gs -o out.pdf -sDEVICE=pdfwrite -sPAPERSIZE=letter -dFIXEDMEDIA
      -dPDFFitPage in.pdf`.

    ## Limits

    Portrait and landscape are both fine, and so is a scanner's small error (`tolerance`,
    which like `width` and `height` is in points, 1/72 inch).
    """
    judged = {
        page.number: found
        for page in document.pages
        if (found := judge(page, width, height, tolerance))
    }
    if off := {n for n, (code, _) in judged.items() if code == "not-letter"}:
        judged |= unscaled_pictures(document, off)
    pages: dict[tuple[str, str], list[int]] = {}
    for number, found in judged.items():
        pages.setdefault(found, []).append(number)
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
        return "no-size", "no usable size, so viewers assume Letter"
    left, bottom, right, top = page.media_box
    sheet = max(right - left, top - bottom)
    if max(size) > LARGEST * page.user_unit:
        return "too-large", f"{inches(size)}, larger than any viewer can show"
    if sheet > LARGEST:
        part = f"part of a sheet of {sheet:,.0f} points"
        return "large-sheet", f"{part}; viewers stop at {LARGEST:,}"
    wanted = sorted((width, height))
    short, long = sorted(size)
    if max(abs(short - wanted[0]), abs(long - wanted[1])) <= tolerance:
        return None
    fits = short <= wanted[0] + tolerance and long <= wanted[1] + tolerance
    if page.crop_box and fits:
        media = sorted(s * page.user_unit for s in (right - left, top - bottom))
        if media[0] >= wanted[0] - tolerance and media[1] >= wanted[1] - tolerance:
            return "cropped", f"only {inches(size)} of the page is shown"
    return "not-letter", f"{inches(size)} instead of Letter"


def unscaled_pictures(
    document: Document, off: Collection[int]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """What to say of those pages that are a picture at the resolution of a screen."""
    for number, wide, high in document.page_pictures:
        size = document.pages[number - 1].size
        looks = unscaled(size, wide, high) if size and number in off else None
        if size and looks:
            said = f"{inches(size)}. This looks like {looks}"
            yield number, ("unscaled-picture", said)
