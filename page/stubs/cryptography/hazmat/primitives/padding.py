"""How the last block is filled."""


class PKCS7:
    """Each byte that is added says how many there are."""

    def __init__(self, block_size: int) -> None:
        self._size = block_size // 8

    def padder(self):
        """Adds them."""
        return _Padding(self._added)

    def unpadder(self):
        """Takes them off."""
        return _Padding(self._taken)

    def _added(self, data: bytes) -> bytes:
        count = self._size - len(data) % self._size
        return data + bytes([count]) * count

    def _taken(self, data: bytes) -> bytes:
        count = data[-1] if data else 0
        if not (
            0 < count <= self._size
            and len(data) % self._size == 0
            and data.endswith(bytes([count]) * count)
        ):
            raise ValueError("Invalid padding bytes.")
        return data[:-count]


class _Padding:
    def __init__(self, change) -> None:
        self._change = change
        self._data = b""

    def update(self, data: bytes) -> bytes:
        """Takes data, and gives it at the end."""
        self._data += data
        return b""

    def finalize(self) -> bytes:
        """The result."""
        return self._change(self._data)
