"""AES."""


class AES:
    """AES with a key."""

    block = 16

    def __init__(self, key: bytes) -> None:
        if len(key) not in {16, 24, 32}:
            raise ValueError(f"Invalid key size ({len(key) * 8}) for AES.")
        self.key = key
