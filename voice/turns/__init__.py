"""Endpointing: where a caller's turn begins and ends."""
