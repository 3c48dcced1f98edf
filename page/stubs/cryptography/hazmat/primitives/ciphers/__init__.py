"""Ciphers, as pdfminer.six imports them."""

from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.ciphers.base import Cipher

__all__ = ["Cipher", "algorithms", "modes"]
