"""Puts the page together: one HTML file that holds its style and its script."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

FRONT = Path(__file__).parent / "front"
STYLE = Path(__file__).parent.parent / "formats" / "html" / "templates" / "style.css"

PROOF_STYLE = Path(__file__).parent.parent / "fixing" / "page.css"


def page(
    engine: str,
    policy: str,
    privacy: str,
    about: str,
    style: str = "",
    assets: str = "",
) -> str:
    """The page.

    Args:
        engine: the script that does the work; see ``front/page.js``.
        policy: what the page may do; ``{script}`` stands for its own script.
        privacy: HTML that says what becomes of files.
        about: HTML that says what reads them.
        style: what is beside that of all pages.
        assets: HTML that the engine needs.
    """
    script = f'"use strict";\n{engine}{_text("page.js")}'
    style = STYLE.read_text("utf-8") + _text("page.css") + style
    parts = {
        "POLICY": (
            f"default-src 'none'; img-src data:; {policy.format(script=_hash(script))};"
            f" style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
        ),
        "STYLE": style,
        "PRIVACY": privacy,
        "ABOUT": about,
        "SCRIPT": script,
        "ASSETS": assets,
    }
    whole = _text("page.html")
    for name, text in parts.items():
        whole = whole.replace(f"<!--{name}-->", text)
    return whole


def served() -> str:
    """The page as the command serves it."""
    return page(
        engine=_text("served.js") + _text("copies.js"),
        policy="connect-src 'self'; script-src {script}",
        privacy=_text("privacy.html"),
        about=_text("about.html"),
        style=_text("copies.css") + PROOF_STYLE.read_text("utf-8"),
    )


def _text(name: str) -> str:
    return (FRONT / name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
