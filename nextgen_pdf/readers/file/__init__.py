"""What the bytes of a file tell without a PDF library: its ends, its sections, its gaps."""
