"""Remedies that several rules share."""

from __future__ import annotations

LEFT_OVER = (
    "Print this file to PDF once more, under a new name, and check the copy. Chrome and"
    " Edge leave unused pieces in their first copy; a copy of that copy is free of them."
    " So is what Acrobat's Save As or `qpdf in.pdf out.pdf` writes. The words on the page"
    " are not affected."
)
DESIGNED = (
    "Open the form in Acrobat or Acrobat Reader, fill it in, and print it there to PDF."
    ' Other programs may print only the words "Please wait", and the form is lost.'
)
PRINT_TWICE = " In Chrome and Edge this can take two prints: check the copy, and print it once more."
"""For what they copy with an annotation and no longer use."""
