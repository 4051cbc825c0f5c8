"""The trained classifier of one language at run time. It needs only numpy and the numbers in the model file."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from call.events import RankedIntent
from nlu.classifier.calibration import Calibration, Doubles, Rejection, calibrated
from nlu.classifier.decision import Thresholds
from nlu.classifier.features import Floats, Vectorizer


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The origin of a model, and its metrics when it was trained."""

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
    """This and the three metrics above are cross-validated inside the corpus."""


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Everything that is needed to classify one language. Immutable, shared by all calls."""

    info: ModelInfo
    labels: tuple[str, ...]
    vectorizer: Vectorizer
    weights: Floats
    """Weights of shape (columns, labels)."""
    intercepts: Floats
    calibration: Calibration
    rejection: Rejection | None
    """None if the corpus has no out-of-scope examples."""
    thresholds: Thresholds

    def decisions(self, texts: Sequence[str]) -> Doubles:
        """(texts, labels): the signed distances of the linear classifier for normalised texts."""
        rows = np.empty((len(texts), len(self.labels)))
        for row, text in enumerate(texts):
            columns, values = self.vectorizer.features(text)
            rows[row] = values @ self.weights[columns] + self.intercepts
        return rows

    def probabilities(self, texts: Sequence[str]) -> Doubles:
        """(texts, labels): calibrated probabilities for normalised texts."""
        return calibrated(self.decisions(texts), self.labels, self.calibration, self.rejection)

    def rank(self, *hypotheses: str) -> tuple[RankedIntent, ...]:
        """All labels, likeliest first, by the uniform mean over the normalised n-best hypotheses of one utterance.

        A mean weighted by the recogniser's scores is no better, because these scores have no common scale.
        """
        mean = self.probabilities(hypotheses).mean(axis=0)
        return tuple(RankedIntent(self.labels[at], float(mean[at])) for at in np.argsort(-mean, kind="stable"))
