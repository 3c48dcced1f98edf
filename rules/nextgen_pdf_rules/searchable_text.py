"""Rule ``searchable-text``: pages that are only pictures, and blank documents."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Location, page_list, rule

REMEDY = (
    "Make the PDF from the word processor's file instead of a scan. Or let a program read"
    " the text (OCR): in Acrobat, Scan & OCR, Recognize Text."
)
BLANK = (
    "Open the PDF and look at it: the wrong file may have been saved, or the sheets scanned"
    " face down. Make the PDF again from the original, and check the copy."
)


@rule(
    "searchable-text",
    codes={
        "no-text": "pages without text that can be searched",
        "blank": "every page is blank",
    },
)
def searchable_text(document: Document) -> Iterator[Finding]:
    """Pages have no text that can be searched.

    ## Why

    No court's system refuses pages without text, but some courts' rules do: the [Second
    Circuit](https://ww3.ca2.uscourts.gov/clerk/case_filing/electronic_filing/how_to_use_cmecf/working_with_pdfs.html)
    returns documents that cannot be searched, and the [District of
    Oregon](https://ord.uscourts.gov/index.php/filing-and-forms/cm-ecf/user-manual/187-section-5-electronic-filing-protocols/2079-creating-and-filing-documents)
    requires text in every PDF. A PDF whose every page is blank has nothing to search either.

    ## Fix

    * Acrobat: Scan & OCR, Recognize Text, In This File.
    * Word for Windows and Mac: save as PDF instead of printing and scanning.
    * Preview: it cannot add text; use another program.
    * Chrome and Edge: they cannot add text; use another program.
    * Free: OCRmyPDF, `ocrmypdf in.pdf out.pdf`.

    Flatten a form only after that: flattening to pictures takes the text away.

    ## Limits

    Whether the text is right is not judged. Blank pages are reported only when there is
    nothing else: single ones, such as slip sheets between exhibits, are normal. A page
    that is painted white, or scanned from an empty sheet, counts as a page without text.
    """
    pages = document.pages_without_text.found
    if pages:
        one = "has" if len(pages) == 1 else "have"
        yield Finding(
            f"{page_list(pages).capitalize()} {one} no text that can be searched.",
            Location(pages[0], pages),
            code="no-text",
            remedy=REMEDY,
            alike=len(pages),
        )
    document.pages_without_text.finish()
    blank = tuple(document.blank_pages)
    if blank and len(blank) == len(document.pages):
        yield Finding(
            "Every page of this PDF is blank.",
            Location(blank[0], blank),
            code="blank",
            remedy=BLANK,
        )
