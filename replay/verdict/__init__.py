"""Is a played call as it must be? Pure functions from a call and its expectations to one result."""
