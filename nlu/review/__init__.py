"""What callers said and was not understood becomes training phrases."""
