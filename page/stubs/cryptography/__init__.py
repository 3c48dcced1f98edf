"""Stands for cryptography, which has no build for browsers: what PDF libraries ask of it.

The work is done by ``ciphers.js``.
"""

__version__ = "0"
