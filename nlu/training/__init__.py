"""From phrases to a model."""
