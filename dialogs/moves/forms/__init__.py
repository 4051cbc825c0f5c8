"""Moves of the forms: begin one, fill it in, check it, answer questions about it, carry it out."""
