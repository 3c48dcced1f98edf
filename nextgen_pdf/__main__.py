"""``python -m nextgen_pdf`` is ``nextgen-pdf``."""

from __future__ import annotations

from nextgen_pdf.cli import main

main(prog_name="nextgen-pdf")
