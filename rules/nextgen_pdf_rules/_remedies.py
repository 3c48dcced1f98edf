"""Remedies that several rules share."""

from __future__ import annotations

LEFT_OVER = (
    "Save the document as a new PDF (File, Save As) or print it to PDF, and check the new"
    " file: what is not used is left out. The words on the page are not affected."
)
