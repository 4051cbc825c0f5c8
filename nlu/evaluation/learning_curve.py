"""Where ten more phrases help most: F1 of each label by the number of its phrases that were learnt.

There are three grouped folds. Of the two that are learnt, a quarter, a half, three quarters and all are used. Every
label is thinned alike, and the smaller parts lie inside the larger ones. F1 is taken as linear in the logarithm of the
number of phrases, because few-shot curves gain about as much with each doubling. It is fitted by least squares over all
folds; its slope at today's number of phrases gives the gain of ten more. All labels grow together, so the gain includes
what a label wins from better-learnt neighbours. The error is the standard error of the slope. A gain below twice its
error is noise.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.classifier.metrics import intent_scores
from nlu.examples.groups import groups_of
from nlu.examples.training_phrases import Corpus
from nlu.labels import OUT_OF_SCOPE
from nlu.normalizer import normalize
from nlu.training.calibration_fit import folds

Rows = NDArray[np.intp]

_SHARES = (0.25, 0.5, 0.75, 1.0)
_FOLDS = 3
_SEED = 13
_MORE = 10


@dataclass(frozen=True, slots=True)
class IntentGain:
    """The gain of ten more phrases of one label, estimated from its curve."""

    intent: str
    phrases: int
    """Number of its phrases in the corpus today."""
    f1: tuple[float, ...]
    """Mean F1 over the folds, one for each of `LearningCurve.shares`."""
    gain: float
    """Points of F1 (percent) that ten more phrases add."""
    error: float
    """Standard error of the gain."""

    @property
    def clear(self) -> bool:
        """Is the gain more than noise?"""
        return self.gain > 2 * self.error


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """The curve of the whole corpus and of each label."""

    shares: tuple[float, ...]
    """The shares of the learnt folds."""
    phrases: tuple[int, ...]
    """Mean number of phrases for each share."""
    accuracy: tuple[float, ...]
    """Share of the held-out rows in scope whose top label is right."""
    intents: tuple[IntentGain, ...]
    """The gains, the greatest first."""

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        points = ", ".join(f"{n}: {a:.3f}" for n, a in zip(self.phrases, self.accuracy, strict=True))
        yield f"  learning curve, accuracy by phrases learnt: {points}"
        yield "  ten more phrases help most (points of F1, cross-validated inside the corpus):"
        for gain in self.intents:
            doubt = "" if gain.clear else "  within noise"
            yield f"  {gain.intent:24} {gain.gain:+.2f} +- {gain.error:.2f}  has {gain.phrases}{doubt}"


def learning_curve(corpus: Corpus) -> LearningCurve:
    """Train twelve classifiers. It takes half a minute on two cores for ten thousand phrases."""
    from sklearn.svm import LinearSVC

    from nlu.training.counts import Counts
    from nlu.training.train import SETTINGS

    settings = SETTINGS[corpus.language]
    texts = [normalize(text, corpus.language) for text in corpus.texts]
    labels = sorted(set(corpus.intents))
    truth = np.array([labels.index(intent) for intent in corpus.intents], dtype=np.intp)
    groups, counts = groups_of(texts), Counts(texts, corpus.language, settings.features, len(texts))
    points: list[_Point] = []
    for learnt, unseen in folds(truth, _FOLDS, groups):
        for share in _SHARES:
            part = thinned(learnt, truth, groups, share)
            seen, judged = counts.of_fold(part, unseen)
            found = LinearSVC(C=settings.penalty, random_state=_SEED).fit(seen, truth[part]).predict(judged)
            points.append(_point(share, part, truth[part], truth[unseen], found, labels))
    return _curve(points, truth, labels)


def thinned(rows: Rows, truth: Rows, groups: Rows, share: float) -> Rows:
    """The rows of that share of the groups of every label. A smaller share is a part of every larger one."""
    random, kept = np.random.default_rng(_SEED), []
    for label in np.unique(truth[rows]):
        own = rows[truth[rows] == label]
        names = random.permutation(np.unique(groups[own]))
        kept.append(own[np.isin(groups[own], names[: max(2, round(share * len(names)))])])
    return np.sort(np.concatenate(kept))


@dataclass(frozen=True, slots=True)
class _Point:
    share: float
    phrases: int
    accuracy: float
    learnt: Rows
    """Number of learnt phrases of each label."""
    f1: tuple[float, ...]


def _point(
    share: float,
    part: Rows,
    learnt: Rows,
    truth: Rows,
    found: Rows,
    labels: Sequence[str],
) -> _Point:
    named = {score.intent: score.f1 for score in intent_scores([labels[t] for t in truth], [labels[f] for f in found])}
    within = np.array([labels[t] != OUT_OF_SCOPE for t in truth])
    return _Point(
        share=share,
        phrases=len(part),
        accuracy=float((truth == found)[within].mean()),
        learnt=np.bincount(learnt, minlength=len(labels)),
        f1=tuple(named.get(label, math.nan) for label in labels),
    )


def _curve(points: Sequence[_Point], truth: Rows, labels: Sequence[str]) -> LearningCurve:
    by_share = [[point for point in points if point.share == share] for share in _SHARES]
    today = np.bincount(truth, minlength=len(labels))
    gains = []
    for at, label in enumerate(labels):
        slope, error = _slope([math.log(point.learnt[at]) for point in points], [point.f1[at] for point in points])
        more = 100 * math.log((today[at] + _MORE) / today[at])
        means = tuple(float(np.nanmean([point.f1[at] for point in same])) for same in by_share)
        gains.append(IntentGain(label, int(today[at]), means, slope * more, error * more))
    return LearningCurve(
        shares=_SHARES,
        phrases=tuple(round(float(np.mean([point.phrases for point in same]))) for same in by_share),
        accuracy=tuple(float(np.mean([point.accuracy for point in same])) for same in by_share),
        intents=tuple(sorted(gains, key=lambda gain: -gain.gain)),
    )


def _slope(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """The slope of the least-squares line through the points, and its standard error."""
    across, up = np.array(x) - np.mean(x), np.array(y) - np.mean(y)
    spread = float(across @ across) or 1.0
    slope = float(across @ up) / spread
    rest = up - slope * across
    return slope, math.sqrt(float(rest @ rest) / max(1, len(x) - 2) / spread)
