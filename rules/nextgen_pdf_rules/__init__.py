"""The rules for CM/ECF NextGen, each in a module of its own, and their profiles."""
