"""Which article, or which part of it, the words ask for."""
