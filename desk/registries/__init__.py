"""Registries that the dialog asks while the caller waits: applications, known incidents, interrupted calls."""
