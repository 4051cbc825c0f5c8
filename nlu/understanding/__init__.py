"""Understanding of a transcript: ranking, slots, decision, several requests in one phrase."""
