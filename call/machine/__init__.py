"""One call as a machine: what it is made of, and the one place where the stages meet."""
