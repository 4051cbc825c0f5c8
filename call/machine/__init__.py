"""One call as a state machine without input or output of its own, and its parts."""
