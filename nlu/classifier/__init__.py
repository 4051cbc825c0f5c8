"""One phrase becomes a ranking of intents with calibrated probabilities; the model and its versions."""
