"""Text becomes sound: voices, their processes, the cache."""
