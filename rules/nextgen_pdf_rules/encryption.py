"""Rule ``encryption``: any security handler, whatever it allows."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import LEFT_OVER

MESSAGES = {
    "no-password": "This PDF opens without a password, but it is still locked (encrypted).",
    "password": "This PDF is locked with a password (encrypted).",
    "handler": "This PDF is locked by a certificate or a rights service (encrypted).",
    "wrapper": "This PDF is a cover around a locked file (encrypted).",
    "left-over": "An earlier state of this PDF, still in the file, was locked (encrypted).",
}
REMEDY = (
    "Ask whoever sent the file for an unlocked copy. If it is yours, remove the security in"
    " the program that added it, and save it under a new name. Unlocking can end the"
    " validity of a digital signature."
)
UNLOCK = (
    "Print it to PDF under a new name, or ask the sender for an unlocked copy. Some files,"
    " such as many bank statements, do not allow printing; no program prints those, and the"
    " copy must come from the sender. If the file is yours, remove the security in the"
    " program that added it. Any of this can end the validity of a digital signature."
)
REMEDIES = {"no-password": UNLOCK, "left-over": LEFT_OVER}
"""What to do, where it differs from ``REMEDY``."""


@rule(
    "encryption",
    codes={
        "no-password": "opens without a password, but restricts what may be done",
        "password": "needs a password to be opened",
        "handler": "locked by something else than a password",
        "wrapper": "is itself open, and carries a locked document",
        "left-over": "only an earlier state of the file was locked",
    },
    mended_by={
        "no-password": "encryption",
        "password": "decision",
        "handler": "decision",
        "left-over": "rewriting",
    },
)
def encryption(document: Document) -> Iterator[Finding]:
    """The document is locked, with or without a password.

    ## Why

    The courts' systems take no file with any kind of protection, whatever it allows.
    "Encrypted or password-protected" is on every published list, such as that of the
    [Bankruptcy Court for the Central District of
    California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    (1 July 2022). The [District of New
    Jersey](http://www.njd.uscourts.gov/court-info/faq/cm_ecf?page=3) asks filers to use no
    Adobe security at all.

    ## Fix

    * Acrobat: File, Properties, Security, choose No Security, and save. This asks for the
      owner password.
    * Word for Windows: File, Info, Protect Document; Word for Mac: Review, Protect
      Document; then save as PDF again, without the password option.
    * Preview: File, Export, and clear the permissions.
    * Chrome and Edge: open the file, Print, Save as PDF. A file that does not allow
      printing is not printed.
    * Free: `qpdf --decrypt in.pdf out.pdf` for a file of your own, with `--password=`.

    Do not break a password that you were not given.

    ## Limits

    With a password that is needed and not given, no other rule can look into the file.
    """
    security = document.security
    if security is None:
        yield from wrapped(document)
        return
    code = "no-password" if security.empty_password else "password"
    if security.handler != "Standard":
        code = "handler"
    if not security.current:
        code = "left-over"
    yield Finding(
        f"{MESSAGES[code]} Handler {security.handler}, {security.method}.",
        security.location,
        code=code,
        remedy=REMEDIES.get(code, REMEDY),
    )


def wrapped(document: Document) -> Iterator[Finding]:
    """The locked documents that an open one carries, to be shown in its place."""
    for file in document.embedded_files:
        if file.locked and file.current:
            yield Finding(
                f'{MESSAGES["wrapper"]} Its name is "{file.name}".',
                file.location,
                code="wrapper",
                remedy=REMEDY,
                alike=file.alike,
            )
