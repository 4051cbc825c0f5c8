"""Training: a model is made from phrases."""
