"""Tunes the last layers of the sentence model, so that questions for one answer come together."""
