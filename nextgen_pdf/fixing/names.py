"""Names of files that are to be written."""

from __future__ import annotations

import re
from pathlib import Path

_LONGEST = 120


def safe(name: str) -> str:
    """A name that is safe for a file, whatever the document calls it."""
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "_", last).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    clean = f"{(stem or suffix)[:_LONGEST]}{dot}{suffix[:20]}" if dot else clean
    return clean[: _LONGEST + 21].lstrip(".") or "attachment"


def free(path: Path) -> Path:
    """The path, or one like it at which there is no file yet."""
    at, number = path, 2
    while at.exists():
        at = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return at
