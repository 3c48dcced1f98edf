"""Rule ``encryption``: any security handler, whatever it allows."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Security, rule
from nextgen_pdf_rules._remedies import LEFT_OVER

MESSAGES = {
    "no-password": "This PDF is locked (encrypted), although it opens without a password.",
    "password": "This PDF is locked with a password (encrypted).",
    "handler": "This PDF is locked by a certificate or a rights service (encrypted).",
    "wrapper": "This PDF is a cover around a locked file (encrypted).",
    "left-over": "An earlier version of this PDF, still in the file, was locked (encrypted).",
}
REMEDY = (
    "Ask whoever sent the file for an unlocked copy. If the file is yours, remove the"
    " security in the program that added it, and save it under a new name. Unlocking a file"
    " can invalidate a digital signature."
)
PRINT = "The file allows printing: print it to PDF in Chrome, Edge or Preview."
NO_PRINT = "The file does not allow printing: ask its author for an unlocked copy."
BLURRED = "The file allows only blurred printing: ask its author for an unlocked copy."
PERHAPS = (
    "If the file allows printing, print it to PDF under a new name. If not, ask its author"
    " for an unlocked copy."
)
OWN = (
    " If the file is yours, remove the security in the program that added it. Either way, any"
    " digital signature can become invalid."
)


@rule(
    "encryption",
    codes={
        "no-password": "opens without a password, but restricts what may be done",
        "password": "needs a password to open",
        "handler": "locked by something other than a password",
        "wrapper": "is not locked itself, but carries a locked document",
        "left-over": "only an earlier version of the file was locked",
    },
    mended_by={
        "no-password": "encryption",
        "password": "decision",
        "handler": "decision",
        "left-over": "rewriting",
    },
)
def encryption(document: Document) -> Iterator[Finding]:
    """Encryption.

    ## Why

    The courts' systems do not accept files with any kind of security, whatever it allows.
    "Encrypted or password-protected" is on every published list, such as that of the
    [Bankruptcy Court for the Central District of
    California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    (July 1, 2022). The [District of New
    Jersey](http://www.njd.uscourts.gov/court-info/faq/cm_ecf?page=3) tells filers to use no
    Adobe security at all.

    ## Fix

    * Acrobat: File, Properties, Security, choose No Security, and save. It asks for the
      owner password.
    * Word for Windows: File, Info, Protect Document; Word for Mac: Review, Protect
      Document; then save as PDF again, without the password option.
    * Preview: File, Edit Permissions. This asks for the owner password.
    * Chrome and Edge: Print, Save as PDF, unless the file does not allow printing.
    * Free: for a file of your own, `qpdf --decrypt in.pdf out.pdf`, with `--password=`.

    Do not break a password that you were not given.

    ## Limits

    If a password is needed and not given, no other rule can look inside the file.
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
        f"{MESSAGES[code]} Encryption: {security.handler}, {security.method}.",
        security.location,
        code=code,
        remedy=remedy(code, security),
    )


def remedy(code: str, security: Security) -> str:
    """What to do: where the file opens, it depends on what it allows."""
    if code != "no-password":
        return LEFT_OVER if code == "left-over" else REMEDY
    allowed = security.permissions
    if allowed is None:
        return PERHAPS + OWN
    if "print" not in allowed:
        return NO_PRINT + OWN
    return (PRINT if "print-well" in allowed else BLURRED) + OWN


def wrapped(document: Document) -> Iterator[Finding]:
    """The locked documents that an open one carries to be shown in its place."""
    for file in document.embedded_files:
        if file.locked and file.current:
            yield Finding(
                f'{MESSAGES["wrapper"]} Its name is "{file.name}".',
                file.location,
                code="wrapper",
                remedy=REMEDY,
                alike=file.alike,
            )
