"""Commands on recorded calls."""
