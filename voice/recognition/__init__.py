"""Recognition: sound becomes words."""
