"""What happens to a caller's voice before it is heard: rooms, handsets and lines, by name."""
