"""Metrics of a classifier, each a pure function of arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.classifier.calibration import Doubles


@dataclass(frozen=True, slots=True)
class IntentScore:
    """Precision, recall and F1 of one label."""

    intent: str
    precision: float
    recall: float
    f1: float
    support: int
    """Rows whose true label this is."""


def intent_scores(truth: Sequence[str], found: Sequence[str]) -> tuple[IntentScore, ...]:
    """One score for each label of `truth`, in alphabetical order. A ratio without rows is 0."""
    scores = []
    for intent in sorted(set(truth)):
        right = sum(t == f == intent for t, f in zip(truth, found, strict=True))
        support, named = list(truth).count(intent), list(found).count(intent)
        f1 = 2 * right / (support + named)
        scores.append(IntentScore(intent, right / named if named else 0.0, right / support, f1, support))
    return tuple(scores)


def auroc(scores: Doubles, positive: NDArray[np.bool_]) -> float:
    """The probability that a positive row scores above a negative one (ties count half); NaN without both kinds."""
    ones, zeros = scores[positive], np.sort(scores[~positive])
    if not len(ones) or not len(zeros):
        return float("nan")
    below = np.searchsorted(zeros, ones, "left") + np.searchsorted(zeros, ones, "right")
    return float(below.mean() / 2 / len(zeros))


def expected_calibration_error(confidences: Doubles, right: NDArray[np.bool_], bins: int = 15) -> float:
    """Mean gap between confidence and accuracy over equally wide bins, weighted by their rows (Naeini et al. 2015)."""
    if not len(confidences):
        return 0.0
    bin_of = np.minimum((confidences * bins).astype(int), bins - 1)
    gaps = np.bincount(bin_of, weights=confidences - right, minlength=bins)
    return float(np.abs(gaps).sum() / len(confidences))


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Rows with about the same confidence, and their accuracy."""

    low: float
    high: float
    rows: int
    confidence: float
    """Mean confidence of the rows."""
    accuracy: float


def reliability(confidences: Doubles, right: NDArray[np.bool_], bins: int = 15) -> tuple[ReliabilityBin, ...]:
    """The bins that hold rows, the lowest first. They are the bins of the calibration error."""
    bin_of = np.minimum((confidences * bins).astype(int), bins - 1)
    found = []
    for each in np.unique(bin_of):
        within = bin_of == each
        means = float(confidences[within].mean()), float(right[within].mean())
        found.append(ReliabilityBin(float(each / bins), float((each + 1) / bins), int(within.sum()), *means))
    return tuple(found)


def calibration_error_by_chance(confidences: Doubles, draws: int = 200) -> float:
    """The mean calibration error that perfectly calibrated confidences would show on so many rows.

    It is not 0: by chance a bin of few rows is right more or less often than its confidence says.
    """
    random = np.random.default_rng(13)
    errors = [
        expected_calibration_error(confidences, random.random(len(confidences)) < confidences) for _ in range(draws)
    ]
    return float(np.mean(errors))
