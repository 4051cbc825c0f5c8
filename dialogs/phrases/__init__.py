"""What the assistant says besides answers, and the cues that it listens for."""
