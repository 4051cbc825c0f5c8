"""Simulated callers: they have a goal and react to what the assistant does."""
