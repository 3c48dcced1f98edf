"""Rule ``review-marks``: redaction marks that are not applied, and comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Location, Mark, rule

WORDS = {
    "redaction": ("redaction mark", "redaction marks"),
    "note": ("note", "notes"),
    "text-box": ("text box", "text boxes"),
    "highlight": ("highlight", "highlights"),
    "underline": ("underline", "underlines"),
    "strikeout": ("strikeout", "strikeouts"),
    "insertion": ("insertion mark", "insertion marks"),
    "drawing": ("drawing", "drawings"),
    "stamp": ("stamp", "stamps"),
}
APPLY = (
    "Apply the redactions in the program that marked them, and save under a new name. In"
    " Acrobat: Redact a PDF, Apply. Then check the copy: search it for the redacted words."
    " Printing to PDF does not reliably remove them."
)
TAKE_OFF = (
    "Delete the comments that are not meant for the court. If some are, such as an exhibit"
    " stamp, print the document to PDF under a new name: they become part of the page."
)


@rule(
    "review-marks",
    codes={
        "redaction-mark": "redaction marks that have not been applied",
        "comment": "comments and other markup",
    },
)
def review_marks(document: Document) -> Iterator[Finding]:
    """Comments and redaction marks.

    ## Why

    Anyone who opens the file can still read text that was only marked for redaction, and
    comments on the draft. No court's list names redaction marks, but the
    [judiciary's
    newsletter](http://www.uscourts.gov/News/TheThirdBranch/08-08-01/Out_of_Sight_But_Not_Gone.aspx)
    (August 2008) warns that text that is only covered is not redacted, and so does the
    [Northern District of Georgia](http://www.gand.uscourts.gov/redaction).

    Comments can also be changed or deleted by anyone. The [Bankruptcy Court for the District of
    Nevada](https://www.nvb.uscourts.gov/electronic-case-filing/resources-documentation/procedures/pdf-document-preparation)
    tells filers to flatten PDFs, which merges comments into the page. No court is known to
    refuse a PDF for either, so both are only worth a look.

    ## Fix

    * Acrobat: Redact a PDF, Apply; for comments, the Comments panel, Delete.
    * Word for Windows and Mac: delete the words and the comments (Review, Delete), then
      save as PDF again.
    * Preview: its Redact tool removes words at once, but it does not apply other programs'
      marks. To delete a comment, click it and press Delete.
    * Chrome and Edge: they cannot apply redactions. Print, Save as PDF makes comments part
      of the page.
    * Free: redact in the word processor's file, and make the PDF again.

    ## Limits

    Black boxes drawn over text are not recognized, nor is white text. Whether a stamp or a
    text box is meant for the court is not known: exhibit stickers often are. Sounds and
    attached files have rules of their own.
    """
    redactions: list[Mark] = []
    comments: list[Mark] = []
    for mark in document.marks.found:
        (redactions if mark.kind == "redaction" else comments).append(mark)
    if redactions:
        count = sum(mark.alike for mark in redactions)
        where = Location.joined(mark.location for mark in redactions)
        yield Finding(
            f"This PDF has {_counted('redaction', count)} not yet applied."
            " The words underneath can still be read.",
            where,
            code="redaction-mark",
            remedy=APPLY,
            alike=count,
        )
    if comments:
        counts: Counter[str] = Counter()
        for mark in comments:
            counts[mark.kind] += mark.alike
        where = Location.joined(mark.location for mark in comments)
        named = ", ".join(
            _counted(kind, counts[kind]) for kind in WORDS if counts[kind]
        )
        yield Finding(
            f"This PDF still has comments or other markup: {named}.",
            where,
            code="comment",
            remedy=TAKE_OFF,
            alike=counts.total(),
        )
    document.marks.finish()


def _counted(kind: str, count: int) -> str:
    one, many = WORDS[kind]
    return f"{count} {one if count == 1 else many}"
