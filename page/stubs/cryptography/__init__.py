"""Stands for cryptography, which pdfminer.six imports and the page never uses.

pypdf finds no version in it, and goes without; what is locked with AES is not checked.
"""
