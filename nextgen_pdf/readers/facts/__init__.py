"""What objects mean: one module for each group of facts."""
