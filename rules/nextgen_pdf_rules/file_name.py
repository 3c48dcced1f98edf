"""Rule ``file-name``: names that can cause errors when they are e-filed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from nextgen_pdf import Document, Finding, rule

REMEDY = (
    "Rename the file: letters, digits, spaces, hyphens and underscores, then .pdf. The name"
    " is shown in the notice of filing, so nothing confidential belongs in it."
)


@rule(
    "file-name",
    codes={
        "extension": "the name does not end with .pdf",
        "punctuation": "the name has punctuation in it",
    },
)
def file_name(document: Document) -> Iterator[Finding]:
    """The file's name can cause errors.

    ## Why

    The [Northern District of
    California](https://www.cand.uscourts.gov/cases-e-filing/cm-ecf/preparing-my-filing/best-practices-for-creating-pdfs/)
    advises against punctuation in the names of files, above all periods and parentheses:
    it can cause errors when e-filing. That a name must end with .pdf is said in the [FAQ of
    PACER](https://pacer.uscourts.gov/node?items_per_page=All&page=13).

    ## Fix

    * Acrobat, Word for Windows and Mac, Preview, Chrome and Edge: save under another name.
    * Free: rename the file where it is.

    ## Limits

    No court publishes which characters are allowed.
    """
    if not document.name:
        return
    # older Macs write a letter and its accent as two characters
    stem, dot, extension = normalize("NFC", document.name).rpartition(".")
    if not dot:
        stem, extension = extension, ""
    if extension.casefold() != "pdf":
        yield Finding(
            "The name of this file does not end with .pdf.",
            code="extension",
            remedy=REMEDY,
        )
    if marks := sorted(set(re.findall(r"[^\w\s-]", stem))):
        quoted = " ".join(f'"{mark}"' for mark in marks)
        yield Finding(
            f"The name of this file has punctuation in it: {quoted}.",
            code="punctuation",
            remedy=REMEDY,
        )
