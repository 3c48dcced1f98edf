"""Where pypdf, the second opinion, sees a document otherwise, and why."""

from __future__ import annotations

SEEN_OTHERWISE: dict[str, str] = {}
