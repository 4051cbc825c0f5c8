"""Evaluation of a model: metrics, plots, the comparison of two models."""
