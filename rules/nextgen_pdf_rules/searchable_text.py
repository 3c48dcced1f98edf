"""Rule ``searchable-text``: pages that are only pictures, and blank documents."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Location, page_list, rule

REMEDY = (
    "Make the PDF from the word processor's file instead of a scan. Or run text recognition"
    " (OCR): in Acrobat, Scan & OCR, Recognize Text."
)
NO_LETTERS = (
    "Make the PDF again from the original document, with Save as PDF. Without the original,"
    " treat the PDF like a scan: run OCR with `ocrmypdf --force-ocr in.pdf out.pdf`. Acrobat"
    " may refuse pages that already have text: export them as TIFF, make a PDF of those, and"
    " then run OCR."
)
BLANK = (
    "Open the PDF and look at it: it may be the wrong file, or the sheets were scanned face"
    " down. Make the PDF again from the original, and check the copy."
)


@rule(
    "searchable-text",
    codes={
        "no-text": "pages without text that can be searched",
        "no-letters": "text whose fonts do not say which letters they show",
        "blank": "every page is blank",
    },
)
def searchable_text(document: Document) -> Iterator[Finding]:
    """Text that cannot be searched.

    ## Why

    No court's system refuses pages without text, but some courts' rules ask for it. The [Second
    Circuit](https://ww3.ca2.uscourts.gov/clerk/case_filing/electronic_filing/how_to_use_cmecf/working_with_pdfs.html)
    returns documents that cannot be searched, and the [District of
    Oregon](https://ord.uscourts.gov/index.php/filing-and-forms/cm-ecf/user-manual/187-section-5-electronic-filing-protocols/2079-creating-and-filing-documents)
    requires text in every PDF. Text whose fonts only number their shapes looks right, but
    searches find nothing in it, and it copies as gibberish. A PDF whose pages are all blank
    has nothing to search either.

    ## Fix

    * Acrobat: Scan & OCR, Recognize Text, In This File. It may refuse pages that already
      have text.
    * Word for Windows and Mac: save as PDF instead of printing and scanning.
    * Preview, Chrome and Edge: they cannot add text; use another program.
    * Free: OCRmyPDF, `ocrmypdf in.pdf out.pdf`; with `--force-ocr` for text that copies as
      gibberish.

    Flatten a form before you run OCR: flattening to pictures takes the text away.

    ## Limits

    Whether the text is right is not checked, nor is a page on which some text can be
    searched. Blank pages are reported only when there is nothing else: single ones, such
    as slip sheets between exhibits, are normal. A page that is painted white, or scanned
    from an empty sheet, counts as a page without text.
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
    unknown = document.pages_without_letters.found
    if unknown:
        where = page_list(unknown)
        yield Finding(
            f"The text on {where} cannot be searched or copied: its fonts do not say which"
            " letters they show.",
            Location(unknown[0], unknown),
            code="no-letters",
            remedy=NO_LETTERS,
            alike=len(unknown),
        )
    document.pages_without_text.finish()
    document.pages_without_letters.finish()
    blank = tuple(document.blank_pages)
    if blank and len(blank) == len(document.pages):
        yield Finding(
            "Every page of this PDF is blank.",
            Location(blank[0], blank),
            code="blank",
            remedy=BLANK,
        )
