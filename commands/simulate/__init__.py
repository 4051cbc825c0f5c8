"""`simulate`: simulated callers in writing and by voice."""
