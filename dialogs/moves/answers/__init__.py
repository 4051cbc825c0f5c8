"""Moves that answer a request, and what is asked beside the answer."""
