"""Values found in the caller's words: dates, codes, telephone numbers, names of things."""
