"""A backoff trigram model as arrays: for each context its explicit words, and a factor for all others.

p(w | g h) is explicit, or backoff(g h) * p(w | h); p(w | h) is explicit, or backoff(h) * p(w). Words are the ids of the
recogniser's symbol table. Keys pack the words of an n-gram into one integer, `WORD_BITS` a word, and are sorted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
Numbers = NDArray[np.float64]

WORD_BITS = 20
"""Room for a million words; three of them fit into 63 bits."""
LAST_WORD, LAST_TWO = (1 << WORD_BITS) - 1, (1 << 2 * WORD_BITS) - 1
"""Masks of a key."""
BEGIN = 0
"""The context word before a sentence. As a word it is the empty symbol, which is never predicted."""


@dataclass(frozen=True, slots=True)
class NGrams:
    """Sorted keys with a number each."""

    keys: Keys
    values: Numbers

    def find(self, wanted: Keys, otherwise: float) -> Numbers:
        """The numbers of the wanted keys; `otherwise` for keys that are not here."""
        if not len(self.keys):
            return np.full(len(wanted), otherwise)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, self.values[at], otherwise)

    def has(self, wanted: Keys) -> NDArray[np.bool_]:
        return np.asarray(~np.isnan(self.find(wanted, np.nan)))


NOTHING = NGrams(np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True)
class Trigram:
    """Probabilities, not their logarithms. The end of a sentence is the word `end`."""

    end: int
    """One more than the largest id of a word."""
    unigrams: Numbers
    """By word id up to `end`; 0 for symbols that are no words."""
    bigrams: NGrams
    trigrams: NGrams
    backoff_1: Numbers
    """By context word up to `end`; 1 for words that have no bigrams."""
    backoff_2: NGrams
    """By key of two context words."""

    def p_2(self, keys: Keys) -> Numbers:
        """p(w | h) for keys of h and w."""
        backed_off = self.backoff_1[keys >> WORD_BITS] * self.unigrams[keys & LAST_WORD]
        explicit = self.bigrams.find(keys, np.nan)
        return np.where(np.isnan(explicit), backed_off, explicit)

    def p_3(self, keys: Keys) -> Numbers:
        """p(w | g h) for keys of g, h and w."""
        backed_off = self.backoff_2.find(keys >> WORD_BITS, 1.0) * self.p_2(keys & LAST_TWO)
        explicit = self.trigrams.find(keys, np.nan)
        return np.where(np.isnan(explicit), backed_off, explicit)


def with_backoffs(end: int, unigrams: Numbers, bigrams: NGrams, trigrams: NGrams) -> Trigram:
    """The model whose backoffs make every context sum to one."""
    backoff_1 = np.ones(end + 1)
    contexts, factors = _backoffs(bigrams, unigrams[bigrams.keys & LAST_WORD])
    backoff_1[contexts] = factors
    shorter = Trigram(end, unigrams, bigrams, NOTHING, backoff_1, NOTHING).p_2(trigrams.keys & LAST_TWO)
    return Trigram(end, unigrams, bigrams, trigrams, backoff_1, NGrams(*_backoffs(trigrams, shorter)))


_SMALLEST = 1e-7
"""Mass that is left to words that are not explicit, if rounding leaves less."""


def _backoffs(explicit: NGrams, lower: Numbers) -> tuple[Keys, Numbers]:
    """The contexts of the n-grams and the factor of each, from p and the lower order's p of the same words."""
    if not len(explicit.keys):
        return NOTHING.keys, NOTHING.values
    contexts, first = np.unique(explicit.keys >> WORD_BITS, return_index=True)
    left = 1 - np.add.reduceat(explicit.values, first)
    below = 1 - np.add.reduceat(lower, first)
    return contexts, np.maximum(left, _SMALLEST) / np.maximum(below, _SMALLEST)
