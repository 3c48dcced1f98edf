"""How blocks follow each other."""


class CBC:
    """Each block is mixed with the one before."""

    def __init__(self, initialization_vector: bytes) -> None:
        if len(initialization_vector) != 16:
            raise ValueError("Invalid IV size for CBC.")
        self.vector = initialization_vector


class ECB:
    """Each block stands alone."""

    vector = None
