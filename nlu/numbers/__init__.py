"""Makes digits and signs from spoken numbers, letters and e-mail words."""
