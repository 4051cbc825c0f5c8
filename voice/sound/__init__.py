"""Recordings, telephone sound, DTMF keys, and what was played."""
