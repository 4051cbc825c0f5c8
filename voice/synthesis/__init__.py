"""Text -> sound: voices, their processes, the cache."""
