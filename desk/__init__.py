"""What outlives a call: the journal, request numbers, interrupted calls; and the registries that a call can ask."""
