"""The rows that the classifier learns: written phrases, hypotheses, and copies with words missing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.examples.heard import HeardPhrase
from nlu.examples.training_phrases import Corpus
from nlu.examples.word_errors import distance
from nlu.normalizer import normalize
from nlu.training.word_dropout import Dropout, without_words


@dataclass(frozen=True, slots=True)
class HeardRows:
    """Which hypotheses are learnt, and how much each counts (docs/decisions/014-hear.md)."""

    worst: float = math.inf
    """Word errors per word of the phrase; a hypothesis with more teaches noise."""
    weight: float = 1.0
    """A written phrase has 1."""

    def learnt(self, corpus: Corpus, heard: Sequence[HeardPhrase]) -> list[HeardPhrase]:
        if math.isinf(self.worst):
            return list(heard)
        said = [normalize(text, corpus.language).split() for text in corpus.texts]
        return [
            each
            for each in heard
            if distance(said[each.source], each.text.split()) <= self.worst * len(said[each.source])
        ]


@dataclass(frozen=True, slots=True)
class TrainingRows:
    """Rows of written phrases, then of hypotheses, then of copies with words missing."""

    labels: tuple[str, ...]
    """The labels in alphabetical order."""
    texts: tuple[str, ...]
    """Normalised texts."""
    truth: NDArray[np.intp]
    """The label of each row as an index in `labels`."""
    groups: NDArray[np.intp]
    """The number of the written phrase of each row. Rows of one phrase stand on the same side of every fold."""
    weights: NDArray[np.float64]
    written: int
    """Number of written rows."""
    judged: int
    """Number of written rows and hypotheses, which callers could say. The copies are only for learning."""


def training_rows(
    corpus: Corpus, heard: Sequence[HeardPhrase], dropout: Dropout, heard_weight: float = 1.0
) -> TrainingRows:
    labels = tuple(sorted(set(corpus.intents)))
    texts = [*(normalize(text, corpus.language) for text in corpus.texts), *(phrase.text for phrase in heard)]
    intents = [*corpus.intents, *(phrase.intent for phrase in heard)]
    groups = [*range(len(corpus.phrases)), *(phrase.source for phrase in heard)]
    written, judged = len(corpus.phrases), len(texts)
    for copy in range(dropout.copies):
        for source in range(len(corpus.phrases)):
            thinned = without_words(texts[source], dropout.share, copy)
            if thinned is not None:
                texts.append(thinned)
                intents.append(intents[source])
                groups.append(source)
    return TrainingRows(
        labels=labels,
        texts=tuple(texts),
        truth=np.array([labels.index(intent) for intent in intents], dtype=np.intp),
        groups=np.array(groups, dtype=np.intp),
        weights=np.repeat([1.0, heard_weight, dropout.weight], [written, judged - written, len(texts) - judged]),
        written=written,
        judged=judged,
    )
