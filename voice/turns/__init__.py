"""Where a caller's turn begins and ends."""
