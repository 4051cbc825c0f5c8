"""`kb`: the answers."""
