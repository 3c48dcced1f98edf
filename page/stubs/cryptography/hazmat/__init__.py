"""Nothing; see the package."""
