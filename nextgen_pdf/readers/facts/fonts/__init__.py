"""Fonts without a program: which there are, and what visible text is set in them."""
