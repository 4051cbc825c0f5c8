"""What the classifier learns from, row by row: phrases as written, as heard, and with words missing."""

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
    """Written phrases first, then heard ones, then thinned ones."""

    labels: tuple[str, ...]
    """In alphabetical order."""
    texts: tuple[str, ...]
    """Normalised."""
    truth: NDArray[np.intp]
    """The label of each row, by its place in `labels`."""
    groups: NDArray[np.intp]
    """The written phrase that a row comes from: it must stand on the same side of every fold."""
    weights: NDArray[np.float64]
    written: int
    """Rows as the corpus has them."""
    judged: int
    """Written and heard rows: what callers could say. The thinned ones only teach."""


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
