"""Figures of merit of a classifier, each a pure function of arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.calibration import Doubles


@dataclass(frozen=True, slots=True)
class IntentScore:
    """How well one label is found."""

    intent: str
    precision: float
    recall: float
    f1: float
    support: int
    """Rows that really carry the label."""


def intent_scores(truth: Sequence[str], found: Sequence[str]) -> tuple[IntentScore, ...]:
    """One score per label of `truth`, in alphabetical order; 0 where a ratio has no rows."""
    scores = []
    for intent in sorted(set(truth)):
        right = sum(t == f == intent for t, f in zip(truth, found, strict=True))
        support, named = list(truth).count(intent), list(found).count(intent)
        f1 = 2 * right / (support + named)
        scores.append(IntentScore(intent, right / named if named else 0.0, right / support, f1, support))
    return tuple(scores)


def auroc(scores: Doubles, positive: NDArray[np.bool_]) -> float:
    """The chance that a positive row scores above a negative one (ties count half); NaN without both kinds."""
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
