"""N-gram counts of all phrases, taken once; every fold of a cross-validation weighs its own rows from them.

TF-IDF fitted on a fold's rows over its own columns is exactly what a TfidfVectorizer fitted on those phrases gives, in
a fraction of the time. Training only: this file and training.py are all that needs scikit-learn.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from nlu.features import FeatureSettings, Vectorizer, stems, words_and_pairs

Rows = NDArray[np.intp]


class Counts:
    """Of normalised texts: stems and their pairs beside raw characters (sparse matrices, rows are texts)."""

    def __init__(self, texts: Sequence[str], language: str, settings: FeatureSettings) -> None:
        self.language, self.settings = language, settings
        self._words = CountVectorizer(
            analyzer=lambda text: words_and_pairs(stems(text, language), settings.reach), dtype=np.float32
        )
        self._characters = CountVectorizer(
            analyzer="char_wb", ngram_range=settings.characters, lowercase=False, dtype=np.float32
        )
        self._blocks = (self._words.fit_transform(texts), self._characters.fit_transform(texts))

    def of_fold(self, seen: Rows, unseen: Rows) -> tuple[Any, Any]:
        """TF-IDF of both kinds of rows, fitted on the seen ones."""
        pairs = [_weighed(block[seen], block[unseen]) for block in self._blocks]
        return hstack([pair[0] for pair in pairs], format="csr"), hstack([pair[1] for pair in pairs], format="csr")

    def of_all(self) -> tuple[Any, Vectorizer]:
        """TF-IDF of all rows, and the vectoriser that gives the same for any text."""
        weighers = [TfidfTransformer(sublinear_tf=True).fit(block) for block in self._blocks]
        table = [weigher.transform(block) for weigher, block in zip(weighers, self._blocks, strict=True)]
        return hstack(table, format="csr"), Vectorizer(
            language=self.language,
            settings=self.settings,
            words=_in_order(self._words.vocabulary_, 0),
            characters=_in_order(self._characters.vocabulary_, len(self._words.vocabulary_)),
            idf=np.concatenate([weigher.idf_ for weigher in weighers]).astype(np.float32),
        )


def _weighed(seen: Any, unseen: Any) -> tuple[Any, Any]:
    known = np.flatnonzero(seen.getnnz(axis=0))
    seen, unseen = seen[:, known], unseen[:, known]
    weigher = TfidfTransformer(sublinear_tf=True).fit(seen)
    return weigher.transform(seen), weigher.transform(unseen)


def _in_order(vocabulary: Mapping[str, int], offset: int) -> dict[str, int]:
    """Columns as plain numbers in rising order, as the model file keeps them."""
    return {ngram: offset + column for column, ngram in enumerate(sorted(vocabulary, key=vocabulary.__getitem__))}
