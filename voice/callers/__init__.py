"""The voices of simulated callers."""
