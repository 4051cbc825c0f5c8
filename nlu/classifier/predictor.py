"""The trained classifier of one language at run time: numpy over numbers that training left behind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from call.events import RankedIntent
from nlu.classifier.calibration import Calibration, Doubles, Rejection, calibrated
from nlu.classifier.decision import Thresholds
from nlu.classifier.features import Floats, Vectorizer


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Where a model comes from and how well it did when it was trained."""

    language: str
    created: str
    """UTC, ISO 8601."""
    corpus_sha256: str
    phrases: int
    normalizer: str
    sklearn: str
    accuracy: float
    macro_f1: float
    ece: float
    oos_auroc: float
    """These four cross-validated inside the corpus."""


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Everything one language needs to classify; immutable and shared by all calls."""

    info: ModelInfo
    labels: tuple[str, ...]
    vectorizer: Vectorizer
    weights: Floats
    """(columns, labels)."""
    intercepts: Floats
    calibration: Calibration
    rejection: Rejection | None
    """None when the corpus holds nothing out of scope."""
    thresholds: Thresholds

    def decisions(self, texts: Sequence[str]) -> Doubles:
        """(texts, labels): the signed distances of the linear classifier, of normalised texts."""
        rows = np.empty((len(texts), len(self.labels)))
        for row, text in enumerate(texts):
            columns, values = self.vectorizer.features(text)
            rows[row] = values @ self.weights[columns] + self.intercepts
        return rows

    def probabilities(self, texts: Sequence[str]) -> Doubles:
        """(texts, labels): calibrated, of normalised texts."""
        return calibrated(self.decisions(texts), self.labels, self.calibration, self.rejection)

    def rank(self, *hypotheses: str) -> tuple[RankedIntent, ...]:
        """All labels, likeliest first, by the uniform mean over the n-best hypotheses of one utterance, normalised.

        A mean weighted by the recogniser's scores is no better (these scores are on no common scale).
        """
        mean = self.probabilities(hypotheses).mean(axis=0)
        return tuple(RankedIntent(self.labels[at], float(mean[at])) for at in np.argsort(-mean, kind="stable"))
