"""Rule ``fonts``: visible text in fonts that the document does not carry."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Font, page_list, rule

REMEDY = (
    "Make the PDF again from the original document, with its fonts embedded. In Word for"
    " Windows, check PDF/A compliant under Options; on a Mac, choose Best for electronic"
    " distribution. Without the original: Acrobat's Preflight, Embed missing fonts. Printing"
    " in Chrome or Edge does not add fonts."
)
REMEDIES = {
    "standard-14": (
        "You do not need to do anything, unless the court asks for embedded fonts. Courts"
        " stamp their own headers in such fonts. To embed them, make the PDF again from the"
        " original document; printing in Chrome or Edge does not add fonts."
    ),
}
"""What to do, where it differs from ``REMEDY``."""
AFTER = {
    "not-embedded": "Other computers may show different letters.",
    "standard-14": "Most programs come with this font, so the text will rarely change.",
    "broken-program": "Letters may be missing or wrong.",
}


@rule(
    "fonts",
    codes={
        "not-embedded": "the font is not in the file",
        "standard-14": "the font is not in the file, but programs come with it",
        "broken-program": "the font in the file is damaged",
    },
    mended_by={"standard-14": "fonts"},
)
def fonts(document: Document) -> Iterator[Finding]:
    """Fonts that are not in the document.

    ## Why

    A computer without the font picks another one: lines can shift, and symbols can change.
    No court list names missing fonts, and many accepted filings have some, so this is a
    caution. Fonts that every program comes with (Helvetica, Times, Courier, Symbol and
    ZapfDingbats) are only worth a look: courts stamp their own headers in them. The
    [Bankruptcy Court for the Eastern District of
    Texas](https://www.txeb.uscourts.gov/recommendations-electronically-filed-documents)
    asks for fonts that are embedded or on its short list; PDF/A requires them.

    ## Fix

    * Acrobat: Print Production, Preflight, fixup Embed missing fonts.
    * Word for Windows: Save As PDF, Options, check PDF/A compliant.
    * Word for Mac: Save As PDF, Best for electronic distribution and accessibility. This
      sends the document to a Microsoft service; for confidential documents, print instead.
    * Preview: File, Print, then PDF, Save as PDF, on a Mac that has the font.
    * Chrome and Edge: they do not add fonts.
    * Free: Ghostscript, which leaves standard fonts out unless told otherwise: `gs -o out.pdf
      -sDEVICE=pdfwrite -c "<< /NeverEmbed [] >> setdistillerparams" -f in.pdf`.

    ## Limits

    Only visible text counts: invisible text behind a scan needs no font. Whether a font in
    the file has every letter that the text uses is not checked.
    """
    for font in document.fonts:
        yield Finding(
            f"{message(font)} {AFTER[font.state]}",
            font.location,
            code=font.state,
            remedy=REMEDIES.get(font.state, REMEDY),
        )


def message(font: Font) -> str:
    """What to say of a font: its name, the pages and the first words."""
    pages = page_list(font.location.pages)
    name = font.name or "without a name"
    words = f' It begins: "{font.words}".' if font.words else ""
    fault = "which is not included in the file"
    if font.state == "broken-program":
        fault = "whose copy in the file is damaged"
    return f"Text on {pages} uses the font {name}, {fault}.{words}"
