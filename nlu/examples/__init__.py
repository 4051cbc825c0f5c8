"""Training phrases: files, formats, templates, hypotheses of the recogniser, the gold set."""
