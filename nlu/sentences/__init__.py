"""Sentences as vectors: what is meant alike lies near, whatever the words and in whatever language."""
