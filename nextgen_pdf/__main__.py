"""``python -m nextgen_pdf`` is ``nextgen-pdf``; so is a frozen program."""

from __future__ import annotations

from nextgen_pdf import children

if not children.served():
    from nextgen_pdf.cli import main

    main(prog_name="nextgen-pdf")
