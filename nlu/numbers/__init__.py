"""Spoken numbers, letters and e-mail words become digits and signs."""
