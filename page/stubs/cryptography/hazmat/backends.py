"""The name that pdfminer.six imports."""

from __future__ import annotations

default_backend = None
