"""The names that pdfminer.six imports."""

from __future__ import annotations

Cipher = algorithms = modes = None
