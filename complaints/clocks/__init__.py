"""Deadlines: which rule sets one, when it ends, how long is left."""
