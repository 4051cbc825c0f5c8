"""Secrets and personal numbers in a caller's words: found once, where the words enter the call."""
