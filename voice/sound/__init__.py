"""Recordings, telephone sound, keys, and what was played."""
