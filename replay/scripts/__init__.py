"""Calls as they must go: scripts of calls in writing, and what must be true of a recorded call."""
