"""Upkeep of the corpus: checks, what was accepted, what changed, neighbours under other labels, moves."""
