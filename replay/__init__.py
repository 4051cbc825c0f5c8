"""Recorded calls as tests: run them, print them, compare them."""
