"""What a recorded call was: every exchange with the assistant, and the sound of both sides."""
