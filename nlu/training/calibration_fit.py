"""Fits calibration and rejection to out-of-fold decisions (training only).

The calibrations are compared on rows on which they were not fitted: in-sample, a sigmoid per label always wins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from nlu.classifier.calibration import Calibration, Doubles, Rejection, calibrated, rejection_features
from nlu.labels import OUT_OF_SCOPE

_SEED = 13
Fit = Callable[[Doubles, NDArray[np.intp]], Calibration]


@dataclass(frozen=True, slots=True)
class FittedProbabilities:
    """The fitted numbers for the model, and the probabilities of unseen rows."""

    calibration: Calibration
    rejection: Rejection | None
    unseen: Doubles
    """(rows, labels): probabilities from a second cross-fit."""


def fit_probabilities(decisions: Doubles, truth: NDArray[np.intp], labels: Sequence[str]) -> FittedProbabilities:
    """The method with the better log-loss on unseen rows, fitted on all rows."""
    fits: tuple[Fit, ...] = (partial(_temperature, outside=_outside(labels)), _sigmoid)
    crossed = [_cross_fitted(decisions, truth, labels, fit) for fit in fits]
    best = min(range(len(fits)), key=lambda at: log_loss(crossed[at], truth))
    calibration = fits[best](decisions, truth)
    return FittedProbabilities(calibration, _rejection(decisions, truth, labels), crossed[best])


def folds(
    truth: NDArray[np.intp], count: int, groups: NDArray[np.intp] | None = None
) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Pairs of (seen, unseen) rows with every label spread evenly. If a label has fewer groups, there are fewer folds.

    Rows of one group (numbered from 0; by default each row is a group) never stand on both sides.
    """
    rows = np.arange(len(truth))
    groups = rows if groups is None else groups
    first = np.full(groups.max() + 1, len(truth))
    np.minimum.at(first, groups, rows)
    label_of = truth[first[np.unique(groups)]]
    count = max(2, min(count, int(np.bincount(label_of)[np.unique(label_of)].min())))
    fold_of, random, dealt = np.zeros(len(first), np.intp), np.random.default_rng(_SEED), 0
    for label in np.unique(label_of):
        members = random.permutation(np.unique(groups)[label_of == label])
        fold_of[members] = (np.arange(len(members)) + dealt) % count
        dealt += len(members)  # the next label begins at the next fold, so that all folds have the same size
    fold = fold_of[groups]
    return [(rows[fold != each], rows[fold == each]) for each in range(count)]


def _cross_fitted(decisions: Doubles, truth: NDArray[np.intp], labels: Sequence[str], fit: Fit) -> Doubles:
    probabilities = np.empty_like(decisions)
    for seen, unseen in folds(truth, 2):
        calibration = fit(decisions[seen], truth[seen])
        rejection = _rejection(decisions[seen], truth[seen], labels)
        probabilities[unseen] = calibrated(decisions[unseen], labels, calibration, rejection)
    return probabilities


def _temperature(decisions: Doubles, truth: NDArray[np.intp], outside: int | None) -> Calibration:
    """The temperature for which request it is. Out-of-scope rows and column are left to the rejection.

    The corpus has out-of-scope phrases that resemble requests. With them, their errors made every other phrase look
    less certain than it is (docs/decisions/011-decisions-and-thresholds.md).
    """
    slopes = np.geomspace(0.5, 40.0, 120)
    labels = decisions.shape[1]
    if outside is not None and labels > 2:
        within = truth != outside
        decisions = np.delete(decisions[within], outside, axis=1)
        truth = truth[within] - (truth[within] > outside)
    losses = [log_loss(Calibration("temperature", (s,), (0.0,)).probabilities(decisions), truth) for s in slopes]
    return Calibration("temperature", (float(slopes[np.argmin(losses)]),) * labels, (0.0,) * labels)


def _sigmoid(decisions: Doubles, truth: NDArray[np.intp]) -> Calibration:
    from sklearn.linear_model import LogisticRegression

    slopes, offsets = [], []
    for column in range(decisions.shape[1]):
        fitted = LogisticRegression(C=10.0).fit(decisions[:, [column]], truth == column)
        slopes.append(float(fitted.coef_[0, 0]))
        offsets.append(float(fitted.intercept_[0]))
    return Calibration("sigmoid", tuple(slopes), tuple(offsets))


def _rejection(decisions: Doubles, truth: NDArray[np.intp], labels: Sequence[str]) -> Rejection | None:
    outside = _outside(labels)
    if outside is None:
        return None
    from sklearn.linear_model import LogisticRegression

    features = rejection_features(decisions, outside)
    fitted = LogisticRegression(C=1.0, max_iter=1000).fit(features, truth == outside)
    return Rejection(tuple(map(float, fitted.coef_[0])), float(fitted.intercept_[0]))


def _outside(labels: Sequence[str]) -> int | None:
    return labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else None


def log_loss(probabilities: Doubles, truth: NDArray[np.intp]) -> float:
    """Mean log-loss in nats. `truth` is the right column of each row."""
    return float(-np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-12)).mean())
