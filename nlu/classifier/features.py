"""Text becomes a sparse TF-IDF vector of stems, pairs of stems and raw character n-grams.

The analysis is that of scikit-learn's TfidfVectorizer (`char_wb` characters, sublinear TF, L2 per block). It is written
in Python, so that a call needs no scikit-learn; a test holds the two equal. Stems and characters together are better
than either alone, above all in Russian. Pairs with a gap still match when a word is added or missing
(docs/decisions/009-classifier.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Columns = NDArray[np.intp]

_STEMMERS = {"ru": "russian", "en": "english"}


@dataclass(frozen=True, slots=True)
class FeatureSettings:
    """Which words and n-grams count."""

    reach: int
    """Two words make a pair if the second is at most so many words after the first; 1 gives bigrams."""
    characters: tuple[int, int]
    """Shortest and longest character n-gram, both inclusive."""


@dataclass(frozen=True, slots=True)
class Vectorizer:
    """Two vocabularies over one range of columns: words first, then characters."""

    language: str
    settings: FeatureSettings
    words: Mapping[str, int]
    characters: Mapping[str, int]
    """Character n-gram -> its column, from `len(words)` on."""
    idf: Floats
    """Inverse document frequency of each column."""

    def features(self, text: str) -> tuple[Columns, Floats]:
        """The columns and values of one normalised text."""
        words = words_and_pairs(stems(text, self.language), self.settings.reach)
        blocks = (
            self._block(words, self.words),
            self._block(character_ngrams(text, self.settings.characters), self.characters),
        )
        return np.concatenate([block[0] for block in blocks]), np.concatenate([block[1] for block in blocks])

    def _block(self, ngrams: Iterable[str], vocabulary: Mapping[str, int]) -> tuple[Columns, Floats]:
        known = [column for ngram in ngrams if (column := vocabulary.get(ngram)) is not None]
        counts = Counter(known)
        columns = np.fromiter(counts, np.intp, len(counts))
        values = self.idf[columns]
        if len(counts) < len(known):  # skipped where every n-gram occurs once, because log(1) is 0
            values *= 1.0 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        return columns, values / (np.sqrt(values @ values) or 1.0)


def stems(text: str, language: str) -> list[str]:
    """The Snowball stems of a normalised text."""
    return [_stem(word, language) for word in text.split()]


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


def words_and_pairs(words: Sequence[str], reach: int) -> list[str]:
    """Each word, and each pair `first second` of words that stand at most `reach` apart, in the order of speech."""
    pairs = [f"{first} {second}" for at, first in enumerate(words) for second in words[at + 1 : at + 1 + reach]]
    return [*words, *pairs]


def character_ngrams(text: str, lengths: tuple[int, int]) -> list[str]:
    """N-grams within words that are padded by a space on each side. A shorter word counts once, as in scikit-learn."""
    return [ngram for word in text.split() for ngram in _of_word(word, lengths)]


@lru_cache(maxsize=20_000)
def _of_word(word: str, lengths: tuple[int, int]) -> tuple[str, ...]:
    padded = f" {word} "
    found: list[str] = []
    for length in range(lengths[0], lengths[1] + 1):
        found += [padded[at : at + length] for at in range(max(1, len(padded) - length + 1))]
        if len(padded) <= length:
            break
    return tuple(found)
