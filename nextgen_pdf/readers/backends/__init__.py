"""The PDF libraries, each behind the same small protocol."""
