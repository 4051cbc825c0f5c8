"""What a turn means around a form: a value, its offer, an addition to it, a no to it."""
