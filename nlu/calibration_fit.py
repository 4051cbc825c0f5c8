"""Out-of-fold decisions -> calibration and rejection (training only).

Which calibration is better is itself judged on rows it was not fitted on: in-sample, a sigmoid per label always wins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.calibration import Calibration, Doubles, Rejection, calibrated, rejection_features
from nlu.labels import OUT_OF_SCOPE

_SEED = 13
Fit = Callable[[Doubles, NDArray[np.intp]], Calibration]


@dataclass(frozen=True, slots=True)
class FittedProbabilities:
    """The numbers that go into the model, and what such numbers say of rows that they have not seen."""

    calibration: Calibration
    rejection: Rejection | None
    unseen: Doubles
    """(rows, labels): probabilities by a second cross-fit."""


def fit_probabilities(decisions: Doubles, truth: NDArray[np.intp], labels: Sequence[str]) -> FittedProbabilities:
    """The method with the better log-loss on unseen rows, fitted on all of them."""
    fits: tuple[Fit, ...] = (_temperature, _sigmoid)
    crossed = [_cross_fitted(decisions, truth, labels, fit) for fit in fits]
    best = min(range(len(fits)), key=lambda at: _log_loss(crossed[at], truth))
    calibration = fits[best](decisions, truth)
    return FittedProbabilities(calibration, _rejection(decisions, calibration, truth, labels), crossed[best])


def folds(truth: NDArray[np.intp], count: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """(seen, unseen) rows, every label spread evenly; fewer folds when a label has fewer phrases."""
    from sklearn.model_selection import StratifiedKFold

    count = max(2, min(count, int(np.bincount(truth).min())))
    return list(StratifiedKFold(count, shuffle=True, random_state=_SEED).split(np.zeros(len(truth)), truth))


def _cross_fitted(decisions: Doubles, truth: NDArray[np.intp], labels: Sequence[str], fit: Fit) -> Doubles:
    probabilities = np.empty_like(decisions)
    for seen, unseen in folds(truth, 2):
        calibration = fit(decisions[seen], truth[seen])
        rejection = _rejection(decisions[seen], calibration, truth[seen], labels)
        probabilities[unseen] = calibrated(decisions[unseen], labels, calibration, rejection)
    return probabilities


def _temperature(decisions: Doubles, truth: NDArray[np.intp]) -> Calibration:
    slopes = np.geomspace(0.5, 40.0, 120)
    labels = decisions.shape[1]
    options = [Calibration("temperature", (float(slope),) * labels, (0.0,) * labels) for slope in slopes]
    return min(options, key=lambda option: _log_loss(option.probabilities(decisions), truth))


def _sigmoid(decisions: Doubles, truth: NDArray[np.intp]) -> Calibration:
    from sklearn.linear_model import LogisticRegression

    slopes, offsets = [], []
    for column in range(decisions.shape[1]):
        fitted = LogisticRegression(C=10.0).fit(decisions[:, [column]], truth == column)
        slopes.append(float(fitted.coef_[0, 0]))
        offsets.append(float(fitted.intercept_[0]))
    return Calibration("sigmoid", tuple(slopes), tuple(offsets))


def _rejection(
    decisions: Doubles, calibration: Calibration, truth: NDArray[np.intp], labels: Sequence[str]
) -> Rejection | None:
    if OUT_OF_SCOPE not in labels:
        return None
    from sklearn.linear_model import LogisticRegression

    outside = labels.index(OUT_OF_SCOPE)
    features = rejection_features(decisions, calibration.probabilities(decisions), outside)
    fitted = LogisticRegression(C=1.0, max_iter=1000).fit(features, truth == outside)
    return Rejection(tuple(map(float, fitted.coef_[0])), float(fitted.intercept_[0]))


def _log_loss(probabilities: Doubles, truth: NDArray[np.intp]) -> float:
    return float(-np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-12)).mean())
