"""How good a model is: figures, plots, comparison of two."""
