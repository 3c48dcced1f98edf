"""The exception that is asked for."""


class UnsupportedAlgorithm(Exception):  # noqa: N818  (its name there)
    """Never raised here."""
