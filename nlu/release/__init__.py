"""Trains, measures, passes or refuses, and puts a model to use."""
