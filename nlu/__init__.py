"""From text to meaning: training phrases, normaliser, numbers, classifier, decision, training, evaluation."""
