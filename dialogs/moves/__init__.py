"""What the dialog does at an event: one function a move, pure."""
