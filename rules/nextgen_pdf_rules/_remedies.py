"""Remedies that several rules share."""

from __future__ import annotations

LEFT_OVER = (
    "Print this file to PDF once more, under a new name, and check the copy. Chrome and"
    " Edge leave unused pieces in their first copy; a copy of that copy is free of them."
    " Acrobat's Save As removes them in one step, and so does `qpdf in.pdf out.pdf`. The"
    " words on the page do not change."
)
DESIGNED = (
    "Open the form in Acrobat or Acrobat Reader, fill it out, and print it to PDF there."
    ' Other programs may print only the words "Please wait", and you lose the form.'
)
PRINT_TWICE = " In Chrome and Edge, check the copy: you may have to print it once more."
"""For what they copy with an annotation and no longer use."""
