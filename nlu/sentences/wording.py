"""The wording of texts as counts: stems of words, and pieces of words, which also meet in slips and other endings.

Beside them, pairs of stems that stand near each other: «куда писать» and «снять с учёта» say more than their words.

Features are hashed (Weinberger et al. 2009), so that there is no vocabulary to keep or to learn anew.
"""

from collections.abc import Callable, Sequence
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
OF_PAIRS = 2**20
PIECES = (3, 4)
"""Characters of the shortest and the longest pieces of words."""
APART = 2
"""Places between the two words of a pair at most: one other word may stand between them."""


def wordings(texts: Sequence[str], language: str) -> csr_matrix:
    """Counts of the features of texts as they were said, shape (texts, FEATURES)."""
    normal = [normalize(text, language) for text in texts]
    if not normal:
        return csr_matrix((0, FEATURES), dtype=np.float32)
    return csr_matrix(hstack([each.transform(normal) for each in _vectorizers(language)]), dtype=np.float32)


def pairs(texts: Sequence[str], language: str) -> csr_matrix:
    """Counts of pairs of different stems near each other, in any order, shape (texts, OF_PAIRS)."""
    normal = [normalize(text, language) for text in texts]
    return _pair_vectorizer(language).transform(normal) if normal else csr_matrix((0, OF_PAIRS), dtype=np.float32)


_RAW = {"norm": None, "alternate_sign": False, "dtype": np.float32}


@cache
def _vectorizers(language: str) -> tuple[HashingVectorizer, HashingVectorizer]:
    return (
        HashingVectorizer(analyzer=lambda text: _stems(text, language), n_features=OF_STEMS, **_RAW),
        HashingVectorizer(analyzer="char_wb", ngram_range=PIECES, n_features=OF_PIECES, **_RAW),
    )


@cache
def _pair_vectorizer(language: str) -> HashingVectorizer:
    return HashingVectorizer(analyzer=lambda text: _pairs(_stems(text, language)), n_features=OF_PAIRS, **_RAW)


def _pairs(stems: Sequence[str]) -> list[str]:
    near = (two for apart in range(1, APART + 1) for two in zip(stems, stems[apart:], strict=False))
    return [" ".join(sorted(two)) for two in near if two[0] != two[1]]


def _stems(text: str, language: str) -> list[str]:
    stem = _stemmer(language)
    return [stem(word) for word in text.split()]


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    return cache(snowballstemmer.stemmer(STEMMERS[language]).stemWord)
