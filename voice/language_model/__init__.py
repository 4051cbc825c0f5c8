"""Adapts the language model inside a Vosk model to texts of a domain; the acoustic model stays as it is."""
