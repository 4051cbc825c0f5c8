"""What a transcript means: ranking, slots, decision, several requests in one breath."""
