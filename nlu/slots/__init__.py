"""Finds values in the caller's words: dates, times, sums, codes, numbers, names of things."""
