"""`kb`: the commands for the answers."""
