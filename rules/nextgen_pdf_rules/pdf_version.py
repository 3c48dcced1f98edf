"""Rule ``pdf-version``: a version that the court's software may not know."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Location, rule

KNOWN = frozenset({"1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
REMEDY = (
    "Save the document again as PDF 1.7 or PDF/A, or print it to PDF under a new name."
)


@rule(
    "pdf-version",
    codes={
        "none": "no version at all",
        "unknown": "a version that does not exist",
        "pdf-2": "PDF 2.0, which older software does not know",
        "disagreement": "the header and the catalog name different versions",
    },
    mended_by={"none": "version", "unknown": "version", "pdf-2": "version"},
)
def pdf_version(document: Document) -> Iterator[Finding]:
    """Unusual PDF version.

    ## Why

    No court says which versions it accepts, but PDF 1.3 to 1.7 are what programs write and
    courts receive. Lists such as that of the [Bankruptcy Court for the Central District of
    California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    name no version. PDF 2.0 (ISO
    32000-2, from 2017) is newer than much software, and a version that does not exist is a
    sign of a damaged or forged file.

    ## Fix

    * Acrobat: File, Save As Other, Optimized PDF, and choose Acrobat 10 or later; or
      Archivable PDF (PDF/A).
    * Word for Windows and Mac: save as PDF again; it writes PDF 1.7.
    * Preview, Chrome and Edge: Print, Save as PDF.
    * Free: `qpdf --force-version=1.7 in.pdf out.pdf` changes only the number.

    ## Limits

    Whether the content fits the version that it claims is not checked.
    """
    version = document.version
    header, catalog = version.header, version.catalog
    if header is None:
        yield Finding(
            "This PDF does not say which PDF version it uses.",
            code="none",
            remedy=REMEDY,
        )
        return
    for named, place in ((header, "header"), (catalog, "catalog")):
        if named is not None and named not in KNOWN and named != "2.0":
            yield Finding(
                f"This PDF claims a version that does not exist: {named} (in the {place}).",
                Location(path="/Root/Version" if named is catalog else None),
                code="unknown",
                remedy=REMEDY,
            )
            return
    if version.effective == "2.0":
        yield Finding(
            "This file is PDF version 2.0, which older court software may not read.",
            code="pdf-2",
            remedy=REMEDY,
        )
    elif version.effective != header:
        yield Finding(
            f"This PDF starts as version {header} and later says it is {catalog}.",
            Location(path="/Root/Version"),
            code="disagreement",
            remedy="You do not need to do anything: programs do this when they add to a file.",
        )
