"""What the assistant says besides answers, and the cues by which words are recognised."""
