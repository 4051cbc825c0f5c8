"""The wording of texts as counts: stems of words, and pieces of words, which also meet in slips and other endings.

Features are hashed (Weinberger et al. 2009), so that there is no vocabulary to keep or to learn anew.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import snowballstemmer
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer

from nlu.normalizer import normalize

STEMMERS = {"ru": "russian", "en": "english"}
OF_STEMS, OF_PIECES = 2**16, 2**19
"""Columns of each kind; stems come first."""
FEATURES = OF_STEMS + OF_PIECES
PIECES = (3, 4)
"""Characters of the shortest and the longest pieces of words."""


def wordings(texts: Sequence[str], language: str) -> csr_matrix:
    """Counts of the features of texts as they were said, shape (texts, FEATURES)."""
    normal = [normalize(text, language) for text in texts]
    if not normal:
        return csr_matrix((0, FEATURES), dtype=np.float32)
    return csr_matrix(hstack([each.transform(normal) for each in _vectorizers(language)]), dtype=np.float32)


@cache
def _vectorizers(language: str) -> tuple[HashingVectorizer, HashingVectorizer]:
    stem = cache(snowballstemmer.stemmer(STEMMERS[language]).stemWord)
    raw = {"norm": None, "alternate_sign": False, "dtype": np.float32}
    return (
        HashingVectorizer(analyzer=lambda text: [stem(word) for word in text.split()], n_features=OF_STEMS, **raw),
        HashingVectorizer(analyzer="char_wb", ngram_range=PIECES, n_features=OF_PIECES, **raw),
    )
