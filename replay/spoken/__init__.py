"""Simulated callers by voice: the same calls as in writing, and what hearing costs."""
