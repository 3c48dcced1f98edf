"""Rule ``forms``: fields that can still be filled in, signed, or pressed."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Field, Finding, Location, rule
from nextgen_pdf_rules._remedies import DESIGNED

KINDS = {
    "field": ("a box that can still be filled in", "boxes that can still be filled in"),
    "button": ("a button that can be pressed", "buttons that can be pressed"),
    "widget": ("a form box without a form", "form boxes without a form"),
    "read-only": (
        "a locked form box that has not been made part of the page",
        "locked form boxes that have not been made part of the page",
    ),
    "signature": ("an empty signature box", "empty signature boxes"),
    "signed": ("a digital signature", "digital signatures"),
}
CODES = {kind: one for kind, (one, _) in KINDS.items()} | {
    "xfa": "a form made with Adobe's form designer",
    "needs-rendering": "pages that are created only when the file is opened",
    "empty-form": "an empty form, which flattening leaves behind",
}
NAMED = 5
"""So many fields are named in a message."""
FLATTEN = (
    "Fill out the form, print it to PDF under a new name, and file the copy. The answers"
    " become part of the page. Check that all of them are still there."
)
SIGNED = (
    "Courts accept /s/ and a name, or an image of a signature. If the digital signature"
    " itself is not needed, print the document to PDF under a new name; that removes it."
)
REMEDIES = {
    "signature": SIGNED,
    "signed": SIGNED,
    "empty-form": "You do not need to do anything: there is nothing to fill out.",
}


@rule(
    "forms",
    codes=CODES,
    mended_by=dict.fromkeys(CODES, "fields")
    | {"signed": "decision", "needs-rendering": "decision"},
)
def forms(document: Document) -> Iterator[Finding]:
    """Fillable forms.

    ## Why

    The courts' systems require form answers to be flattened (made part of the page), so
    that nobody can change them and every device shows them. "Contains editable forms" is on
    the list of the [Bankruptcy Court for the Central District of
    California](https://www.cacb.uscourts.gov/manual/pdf-documents-and-cmecf-rev-712022)
    (July 1, 2022); since release 1.8 the upload page itself says so, as the [Eastern
    District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    shows. The [Eastern District of
    Oklahoma](https://www.oked.uscourts.gov/pdf-content-criteria) accepts live forms.

    ## Fix

    * Acrobat: Print, printer Adobe PDF; or Preflight, Flatten annotations and form fields.
    * Word for Windows and Mac: a form made in Word is flat once it is saved as PDF.
    * Preview: File, Print, then PDF, Save as PDF. Do not fill it out in Safari.
    * Chrome and Edge: Print, Save as PDF.
    * Free: print in Chrome. `qpdf --flatten-annotations=all` loses every answer, note and
      text box whose look is not stored in the file.
      A form made with Adobe's designer (XFA) may only show "Please wait": use Acrobat.

    ## Limits

    A read-only field is still a field. Whether a signature is valid is not checked.
    """
    form = document.form
    if form is None:
        return
    if form.xfa:
        message = (
            "This form was made with Adobe's form designer (XFA) and is still live."
        )
        yield Finding(message, form.location, "xfa", DESIGNED)
    elif form.needs_rendering:
        message = "The pages of this form are created only when it is opened."
        yield Finding(message, form.location, "needs-rendering", DESIGNED)
    designed = form.xfa or form.needs_rendering
    kinds: dict[str, list[Field]] = {}
    for field in form.fields.found:
        kinds.setdefault(field.kind, []).append(field)
    for kind in KINDS:
        if kind in kinds:
            yield finding(kind, kinds[kind], DESIGNED if designed else FLATTEN)
    form.fields.finish()
    if not (kinds or designed) and form.location.path:
        yield Finding(
            "An empty form is left in this PDF.",
            form.location,
            code="empty-form",
            remedy=REMEDIES["empty-form"],
        )


def finding(kind: str, fields: list[Field], remedy: str) -> Finding:
    """One finding for all fields of a kind, with their names and pages."""
    names = list(dict.fromkeys(f'"{field.name}"' for field in fields if field.name))
    named = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
    count = sum(field.alike for field in fields)
    one, many = KINDS[kind]
    what = f"{count} {many}" if count > 1 else one
    return Finding(
        f"This PDF has {what}{': ' + named if named else ''}.",
        Location.joined(field.location for field in fields),
        code=kind,
        remedy=REMEDIES.get(kind, remedy),
        alike=count,
    )
