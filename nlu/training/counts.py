"""N-gram counts of all phrases, taken once. Every fold of a cross-validation computes its TF-IDF from them.

TF-IDF fitted on a fold's rows over its own columns equals that of a TfidfVectorizer fitted on those phrases, in a
fraction of the time. Only training uses it, because it needs scikit-learn.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from nlu.classifier.features import FeatureSettings, Vectorizer, character_ngrams, stems, words_and_pairs

Rows = NDArray[np.intp]
_SEEN = 3


class Counts:
    """Counts of stems with their pairs, and of raw characters, in normalised texts (sparse matrices, rows are texts).

    The first `written` texts are the written ones. An n-gram that none of them has must stand in `_SEEN` other rows to
    count: what a recogniser writes once teaches little and makes the model file a third larger.
    """

    def __init__(self, texts: Sequence[str], language: str, settings: FeatureSettings, written: int) -> None:
        self.language, self.settings = language, settings
        words = _counted(texts, lambda text: words_and_pairs(stems(text, language), settings.reach))
        counted = (words, _characters(texts, settings.characters))
        kept = [_kept(block, written) for block, _ in counted]
        self._blocks = tuple(block[:, columns] for (block, _), columns in zip(counted, kept, strict=True))
        self._ngrams = [list(names[columns]) for (_, names), columns in zip(counted, kept, strict=True)]

    def of_fold(self, seen: Rows, unseen: Rows) -> tuple[Any, Any]:
        """TF-IDF of the seen and unseen rows, fitted on the seen ones."""
        pairs = [_weighed(block[seen], block[unseen]) for block in self._blocks]
        return hstack([pair[0] for pair in pairs], format="csr"), hstack([pair[1] for pair in pairs], format="csr")

    def of_all(self) -> tuple[Any, Vectorizer]:
        """TF-IDF of all rows, and the vectoriser that computes it for any text."""
        weighers = [TfidfTransformer(sublinear_tf=True).fit(block) for block in self._blocks]
        table = [weigher.transform(block) for weigher, block in zip(weighers, self._blocks, strict=True)]
        return hstack(table, format="csr"), Vectorizer(
            language=self.language,
            settings=self.settings,
            words=_numbered(self._ngrams[0], 0),
            characters=_numbered(self._ngrams[1], len(self._ngrams[0])),
            idf=np.concatenate([weigher.idf_ for weigher in weighers]).astype(np.float32),
        )


def _counted(texts: Iterable[str], analyzer: Callable[[str], list[str]]) -> tuple[Any, Any]:
    """The counts (rows are texts) and the name of each column, in rising order."""
    vectorizer = CountVectorizer(analyzer=analyzer, dtype=np.float32)
    return vectorizer.fit_transform(texts), vectorizer.get_feature_names_out()


def _characters(texts: Sequence[str], lengths: tuple[int, int]) -> tuple[Any, Any]:
    """Counts of character n-grams. They lie within words, so each different word is analysed once."""
    words, each = _counted(texts, str.split)
    ngrams, names = _counted(each, lambda word: character_ngrams(word, lengths))
    return csr_matrix(words @ ngrams), names


def _weighed(seen: Any, unseen: Any) -> tuple[Any, Any]:
    known = np.flatnonzero(seen.getnnz(axis=0))
    seen, unseen = seen[:, known], unseen[:, known]
    weigher = TfidfTransformer(sublinear_tf=True).fit(seen)
    return weigher.transform(seen), weigher.transform(unseen)


def _kept(block: Any, written: int) -> Rows:
    """The columns that are kept, in order."""
    return np.flatnonzero((block[:written].getnnz(axis=0) > 0) | (block.getnnz(axis=0) >= _SEEN))


def _numbered(ngrams: Sequence[str], offset: int) -> dict[str, int]:
    """N-gram -> column number, in rising order as in the model file."""
    return {str(ngram): offset + column for column, ngram in enumerate(ngrams)}
