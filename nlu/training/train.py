"""Makes a model from training phrases. It uses scikit-learn; the model itself does not need it.

The calibration, the rejection, the thresholds and the reported figures must not be fitted on seen phrases. So they
come from the out-of-fold decisions of a stratified cross-validation. The figures have a second cross-fit, so that no
figure comes from a row that its calibration has seen.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nlu.classifier.calibration import Doubles
from nlu.classifier.decision import fit_thresholds, stated_costs
from nlu.classifier.features import FeatureSettings, Vectorizer
from nlu.classifier.metrics import auroc, expected_calibration_error, intent_scores
from nlu.classifier.predictor import IntentModel, ModelInfo
from nlu.examples.heard import HeardPhrase
from nlu.examples.training_phrases import Corpus
from nlu.labels import OUT_OF_SCOPE
from nlu.normalizer import NORMALIZER_VERSION
from nlu.training.calibration_fit import fit_probabilities, folds
from nlu.training.training_rows import HeardRows, TrainingRows, training_rows
from nlu.training.word_dropout import Dropout

if TYPE_CHECKING:
    from nlu.training.counts import Counts  # needs scikit-learn, which is slow to import

_FOLDS = 5
_SEED = 13
_TOLERANCE = 0.1
"""Tolerance of the solver. Its default (1e-4) takes more than twice as long and no measured figure changes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings chosen by cross-validation; the measured table is in docs/decisions/009-classifier.md."""

    features: FeatureSettings
    penalty: float
    """C of LinearSVC."""
    dropout: Dropout
    heard: HeardRows = field(default_factory=HeardRows)


_DROPOUT = Dropout(copies=1, share=0.25, weight=0.5)
SETTINGS = {
    "ru": Settings(FeatureSettings(reach=1, characters=(2, 5)), penalty=0.5, dropout=_DROPOUT),
    "en": Settings(
        FeatureSettings(reach=2, characters=(2, 4)),
        penalty=0.5,
        dropout=_DROPOUT,
        heard=HeardRows(worst=0.5, weight=0.5),  # the English voices are harder to understand than the Russian one
    ),
}


def fit(corpus: Corpus, heard: Sequence[HeardPhrase] = (), settings: Settings | None = None) -> IntentModel:
    """A model of the corpus, which needs two labels and two phrases of each.

    The hypotheses of a phrase, and copies of it without some words, are learnt too, always in the same fold as the
    phrase. The figures are those of the written phrases.
    """
    import sklearn

    from nlu.training.counts import Counts

    settings = settings or SETTINGS[corpus.language]
    rows = training_rows(corpus, settings.heard.learnt(corpus, heard), settings.dropout, settings.heard.weight)
    labels, truth = rows.labels, rows.truth[: rows.judged]
    counts = Counts(rows.texts, corpus.language, settings.features, rows.written)
    unseen = out_of_fold(counts, rows, settings)
    fitted = fit_probabilities(unseen, truth, labels)
    vectorizer, weights, intercepts = _fit_linear(counts, rows, settings)
    return IntentModel(
        info=_info(corpus, heard, labels, truth[: rows.written], fitted.unseen[: rows.written], sklearn.__version__),
        labels=labels,
        vectorizer=vectorizer,
        weights=weights,
        intercepts=intercepts,
        calibration=fitted.calibration,
        rejection=fitted.rejection,
        thresholds=fit_thresholds(fitted.unseen, truth, labels, stated_costs()),
    )


def out_of_fold(counts: "Counts", rows: TrainingRows, settings: Settings) -> Doubles:
    """(judged rows, labels): decisions for each row by a classifier that has not seen its phrase.

    One fold after the other: liblinear has one random generator for all threads, and with two of them the thresholds of
    equal corpora lay up to .06 apart.
    """
    decisions = np.empty((rows.judged, len(rows.labels)))
    for seen, others in folds(rows.truth, _FOLDS, rows.groups):
        unseen = others[others < rows.judged]
        learnt, judged = counts.of_fold(seen, unseen)
        classifier = _classifier(settings).fit(learnt, rows.truth[seen], rows.weights[seen])
        decisions[unseen] = _both_sides(classifier.decision_function(judged))
    return decisions


def _info(
    corpus: Corpus,
    heard: Sequence[HeardPhrase],
    labels: Sequence[str],
    truth: NDArray[np.intp],
    unseen: Doubles,
    sklearn: str,
) -> ModelInfo:
    found = unseen.argmax(axis=1)
    scores = intent_scores(corpus.intents, [labels[column] for column in found])
    outside = unseen[:, labels.index(OUT_OF_SCOPE)] if OUT_OF_SCOPE in labels else np.zeros(len(truth))
    strange = np.array([intent == OUT_OF_SCOPE for intent in corpus.intents])
    return ModelInfo(
        language=corpus.language,
        created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        corpus_sha256=_hash(corpus, heard),
        phrases=len(corpus.phrases),
        normalizer=NORMALIZER_VERSION,
        sklearn=sklearn,
        accuracy=float((found == truth)[~strange].mean()),
        macro_f1=float(np.mean([score.f1 for score in scores])),
        ece=expected_calibration_error(unseen.max(axis=1), found == truth),
        oos_auroc=auroc(outside, strange) if strange.any() else 0.5,
    )


def _hash(corpus: Corpus, heard: Sequence[HeardPhrase]) -> str:
    """SHA-256 of everything that was learnt; without hypotheses that of the corpus."""
    if not heard:
        return corpus.sha256
    lines = "".join(f"{phrase.source}\t{phrase.intent}\t{phrase.text}\n" for phrase in heard)
    return hashlib.sha256(f"{corpus.sha256}\n{lines}".encode()).hexdigest()


def _classifier(settings: Settings) -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(C=settings.penalty, tol=_TOLERANCE, random_state=_SEED)


def _fit_linear(
    counts: "Counts", rows: TrainingRows, settings: Settings
) -> tuple[Vectorizer, NDArray[np.float32], NDArray[np.float32]]:
    table, vectorizer = counts.of_all()
    classifier = _classifier(settings).fit(table, rows.truth, rows.weights)
    weights, intercepts = classifier.coef_.T, classifier.intercept_
    if weights.shape[1] == 1:  # scikit-learn keeps one row for two labels
        weights, intercepts = np.hstack([-weights, weights]), np.array([-intercepts[0], intercepts[0]])
    return vectorizer, np.ascontiguousarray(weights, dtype=np.float32), intercepts.astype(np.float32)


def _both_sides(decisions: Doubles) -> Doubles:
    return np.column_stack([-decisions, decisions]) if decisions.ndim == 1 else decisions
