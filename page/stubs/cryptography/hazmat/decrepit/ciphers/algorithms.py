"""RC4."""


class ARC4:
    """RC4 with a key."""

    block = 1

    def __init__(self, key: bytes) -> None:
        if len(key) * 8 not in {40, 56, 64, 80, 128, 160, 192, 256}:
            raise ValueError(f"Invalid key size ({len(key) * 8}) for RC4.")
        self.key = key
