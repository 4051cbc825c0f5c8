"""Lines become sentences."""
