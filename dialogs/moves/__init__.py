"""What the dialog does at an event. Each move is one pure function."""
