"""The classifier: a phrase becomes a ranking of intents with calibrated probabilities. Also its files and versions."""
