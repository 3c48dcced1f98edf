"""Makes a corrected copy of a document."""

from __future__ import annotations
