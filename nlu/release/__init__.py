"""Trains a model, measures it, passes or refuses it, and puts it to use."""
