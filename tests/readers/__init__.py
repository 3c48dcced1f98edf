"""Readers: the facts that they find in documents written byte by byte."""
