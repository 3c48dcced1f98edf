"""A cipher and its two directions."""

import page_ciphers
from pyodide.ffi import to_js

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4


class Cipher:
    """An algorithm with its key, in a mode."""

    def __init__(self, algorithm, mode, backend=None) -> None:
        self._algorithm = algorithm
        self._mode = mode

    def encryptor(self):
        """One direction."""
        return _Direction(self._algorithm, self._mode, decrypting=False)

    def decryptor(self):
        """The other direction."""
        return _Direction(self._algorithm, self._mode, decrypting=True)


class _Direction:
    def __init__(self, algorithm, mode, *, decrypting: bool) -> None:
        self._algorithm = algorithm
        self._mode = mode
        self._decrypting = decrypting

    def update(self, data: bytes) -> bytes:
        """The result. All data must come at once: PDF libraries give it so."""
        data = bytes(data)
        if len(data) % self._algorithm.block:
            raise ValueError(
                "The length of the provided data is not a multiple of the block length."
            )
        key = to_js(bytes(self._algorithm.key))
        if isinstance(self._algorithm, ARC4):
            return page_ciphers.rc4(key, to_js(data)).to_bytes()
        vector = self._mode.vector
        before = None if vector is None else to_js(bytes(vector))
        return page_ciphers.aes(key, before, to_js(data), self._decrypting).to_bytes()

    def finalize(self) -> bytes:
        """Nothing is left."""
        return b""
