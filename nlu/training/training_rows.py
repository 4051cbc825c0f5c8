"""The rows that the classifier learns: written phrases, hypotheses, and copies with words missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.examples.heard import HeardPhrase
from nlu.examples.training_phrases import Corpus
from nlu.normalizer import normalize
from nlu.training.word_dropout import Dropout, without_words


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


def training_rows(corpus: Corpus, heard: Sequence[HeardPhrase], dropout: Dropout) -> TrainingRows:
    labels = tuple(sorted(set(corpus.intents)))
    texts = [*(normalize(text, corpus.language) for text in corpus.texts), *(phrase.text for phrase in heard)]
    intents = [*corpus.intents, *(phrase.intent for phrase in heard)]
    groups = [*range(len(corpus.phrases)), *(phrase.source for phrase in heard)]
    judged = len(texts)
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
        weights=np.where(np.arange(len(texts)) < judged, 1.0, dropout.weight),
        written=len(corpus.phrases),
        judged=judged,
    )
