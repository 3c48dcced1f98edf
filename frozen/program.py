"""What the frozen program starts with."""

from __future__ import annotations

import nextgen_pdf.__main__  # noqa: F401
