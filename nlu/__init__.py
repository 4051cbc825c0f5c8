"""Text -> meaning: training phrases, normaliser, numbers, classifier, decision, training, evaluation."""
