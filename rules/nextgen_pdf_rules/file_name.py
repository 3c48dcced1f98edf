"""Rule ``file-name``: names that can cause errors when they are e-filed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from nextgen_pdf import Document, Finding, rule

REMEDY = (
    "Rename the file. Use letters, digits, spaces, hyphens and underscores only, and end"
    " with .pdf. The name appears in the notice of filing, so keep confidential words out of"
    " it."
)


@rule(
    "file-name",
    codes={
        "extension": "the name does not end with .pdf",
        "punctuation": "the name contains punctuation",
    },
)
def file_name(document: Document) -> Iterator[Finding]:
    """File name that can cause errors.

    ## Why

    The [Northern District of
    California](https://www.cand.uscourts.gov/cases-e-filing/cm-ecf/preparing-my-filing/best-practices-for-creating-pdfs/)
    advises against punctuation in file names, especially periods and parentheses: it can
    cause errors when e-filing. [PACER's
    FAQ](https://pacer.uscourts.gov/node?items_per_page=All&page=13) says that a name must
    end with .pdf.

    ## Fix

    * Acrobat, Word for Windows and Mac, Preview, Chrome and Edge: save under another name.
    * Free: rename the file where it is.

    ## Limits

    No court publishes a list of the characters that are allowed.
    """
    if not document.name:
        return
    # older Macs write a letter and its accent as two characters
    stem, dot, extension = normalize("NFC", document.name).rpartition(".")
    if not dot:
        stem, extension = extension, ""
    if extension.casefold() != "pdf":
        yield Finding(
            "The file name does not end with .pdf.",
            code="extension",
            remedy=REMEDY,
        )
    if marks := sorted(set(re.findall(r"[^\w\s-]", stem))):
        quoted = " ".join(f'"{mark}"' for mark in marks)
        yield Finding(
            f"The file name contains punctuation: {quoted}.",
            code="punctuation",
            remedy=REMEDY,
        )
