"""Values in the caller's words: their types, what makes one valid, and how one is corrected."""
