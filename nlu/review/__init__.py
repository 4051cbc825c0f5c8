"""Review: callers' phrases that were not understood become training phrases."""
