"""Stands for Pillow, of which only the version is asked: the browser makes the JPEGs."""

from __future__ import annotations

__version__ = "none"
