"""Decision values become calibrated probabilities, with a separate out-of-scope probability.

Temperature: softmax(slope * d), one slope (Guo et al. 2017). Sigmoid: 1 / (1 + exp(-(slope * d + offset))) per label,
normalised (Platt 1999). Both are fitted on out-of-fold decisions; the better log-loss wins. The rejection is a logistic
regression over features of all decisions, because the top probability alone finds too few out-of-scope calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.labels import OUT_OF_SCOPE

Doubles = NDArray[np.float64]

METHODS = ("temperature", "sigmoid")
REJECTION_FEATURES = 6
_SHARPNESS = 4.0
"""Scale of the energy. It is needed because the decisions of a linear SVM lie close together."""
_USUAL_SLOPE = 5.0
"""A typical fitted slope. It is fixed here, so that the rejection does not change with the calibration."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted numbers, one slope and offset per label."""

    method: str
    """The method, one of `METHODS`."""
    slopes: tuple[float, ...]
    offsets: tuple[float, ...]

    def probabilities(self, decisions: Doubles) -> Doubles:
        """(rows, labels) decisions -> (rows, labels) probabilities that sum to 1."""
        scores = decisions * np.asarray(self.slopes) + np.asarray(self.offsets)
        if self.method == "temperature":
            return _softmax(scores)
        scores = 1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0)))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Rejection:
    """A logistic regression over `rejection_features` that tells whether a row is out of scope."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Doubles) -> Doubles:
        scores = features @ np.asarray(self.weights) + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0))))


def rejection_features(decisions: Doubles, out_of_scope: int) -> Doubles:
    """(rows, 6): the features that show whether a row is out of scope.

    Of the column `out_of_scope`: its decision and log-odds. Of the other columns: the top decision, the margin to the
    second, the energy (logsumexp, Liu et al. 2020) and the top probability.
    """
    probabilities = _softmax(_USUAL_SLOPE * decisions)
    others, inside = decisions.copy(), probabilities.copy()
    others[:, out_of_scope], inside[:, out_of_scope] = -np.inf, 0.0
    best = np.partition(others, -2, axis=1)
    first, second = best[:, -1], best[:, -2]
    own = np.clip(probabilities[:, out_of_scope], 1e-6, 1 - 1e-6)
    energy = np.log(np.exp(_SHARPNESS * (others - first[:, None])).sum(axis=1)) / _SHARPNESS + first
    return np.stack(
        [decisions[:, out_of_scope], np.log(own / (1 - own)), first, first - second, energy, inside.max(axis=1)], axis=1
    )


def with_rejection(probabilities: Doubles, rejected: Doubles, out_of_scope: int) -> Doubles:
    """`probabilities` with that of out-of-scope set to `rejected`. The other labels keep their shares of the rest."""
    shared = probabilities.copy()
    shared[:, out_of_scope] = 0.0
    shared *= ((1.0 - rejected) / np.maximum(shared.sum(axis=1), 1e-12))[:, None]
    shared[:, out_of_scope] = rejected
    return shared


def calibrated(
    decisions: Doubles, labels: Sequence[str], calibration: Calibration, rejection: Rejection | None
) -> Doubles:
    """Probabilities of decision rows. The out-of-scope label has the probability of the rejection, if there is one."""
    probabilities = calibration.probabilities(decisions)
    if rejection is None:
        return probabilities
    outside = labels.index(OUT_OF_SCOPE)
    rejected = rejection.probability(rejection_features(decisions, outside))
    return with_rejection(probabilities, rejected, outside)


def _softmax(scores: Doubles) -> Doubles:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
