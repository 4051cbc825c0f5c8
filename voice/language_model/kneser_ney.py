"""A trigram estimated from sentences: interpolated Kneser-Ney (Kneser and Ney 1995; Chen and Goodman 1998, 4.1.6).

A sentence may count less than once, and may have holes, which no n-gram spans. Lower orders are estimated from the
number of different contexts of a word; right after the beginning of a sentence from plain counts, because there is only
one context. A word that was never seen gets its share of what the discounts leave from the larger model.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from voice.language_model.trigram import (
    BEGIN,
    LAST_TWO,
    LAST_WORD,
    NOTHING,
    WORD_BITS,
    Keys,
    NGrams,
    Numbers,
    Trigram,
)

DISCOUNT = 0.75
"""Of each count, as usual for counts of one; a count below one loses the same share."""
HOLE = -1

Sentence = tuple[Sequence[int], float]
"""Word ids, or HOLE, and how often the sentence counts."""


def estimate(sentences: Iterable[Sentence], larger: Trigram) -> Trigram:
    """The trigram of the sentences over the words of a larger model; that model itself if they say nothing."""
    counts_3, counts_2 = _counted(sentences, larger.end)
    if not len(counts_2.keys):
        return larger
    first = counts_2.keys >> WORD_BITS == BEGIN
    contexts_2 = _merged(_different(counts_3, LAST_TWO), NGrams(counts_2.keys[first], counts_2.values[first]))
    unigrams = _unigrams(_different(counts_2, LAST_WORD), larger)
    contexts, left, p = _discounted(contexts_2)
    backoff_1 = np.ones(larger.end + 1)
    backoff_1[contexts] = left
    keys = contexts_2.keys
    bigrams = NGrams(keys, p + backoff_1[keys >> WORD_BITS] * unigrams[keys & LAST_WORD])
    lower = Trigram(larger.end, unigrams, bigrams, NOTHING, backoff_1, NOTHING)
    contexts, left, p = _discounted(counts_3)
    backoff_2 = NGrams(contexts, left)
    keys = counts_3.keys
    trigrams = NGrams(keys, p + backoff_2.find(keys >> WORD_BITS, 1.0) * lower.p_2(keys & LAST_TWO))
    return Trigram(larger.end, unigrams, bigrams, trigrams, backoff_1, backoff_2)


def _counted(sentences: Iterable[Sentence], end: int) -> tuple[NGrams, NGrams]:
    """Counts of trigrams, and of bigrams."""
    ids: list[int] = []
    weights: list[float] = []
    for words, weight in sentences:
        row = [BEGIN, *words, end, HOLE]
        ids += row
        weights += [weight] * len(row)
    keys, counts = np.array(ids, np.int64), np.array(weights)
    return _sums(keys, counts, 3), _sums(keys, counts, 2)


def _sums(ids: Keys, weights: Numbers, order: int) -> NGrams:
    """The n-grams of the order with the sum of their weights. None spans a hole."""
    if len(ids) < order:
        return NOTHING
    windows = np.lib.stride_tricks.sliding_window_view(ids, order)
    whole = (windows != HOLE).all(axis=1)
    places = WORD_BITS * np.arange(order - 1, -1, -1)
    return _added((windows[whole] << places).sum(axis=1), weights[: len(windows)][whole])


def _added(keys: Keys, values: Numbers) -> NGrams:
    different, place = np.unique(keys, return_inverse=True)
    return NGrams(different, np.bincount(place, values, len(different)).astype(float))


def _different(counts: NGrams, kept: int) -> NGrams:
    """For each n-gram without its first word, how many first words it has. A rare n-gram counts less than one."""
    return _added(counts.keys & kept, np.minimum(counts.values, 1.0))


def _merged(one: NGrams, other: NGrams) -> NGrams:
    keys, values = np.concatenate([one.keys, other.keys]), np.concatenate([one.values, other.values])
    order = np.argsort(keys)
    return NGrams(keys[order], values[order])


def _unigrams(counts: NGrams, larger: Trigram) -> Numbers:
    discounts = DISCOUNT * np.minimum(counts.values, 1.0)
    total = counts.values.sum()
    unigrams = larger.unigrams * (discounts.sum() / total)
    unigrams[counts.keys] += (counts.values - discounts) / total
    return np.asarray(unigrams)


def _discounted(counts: NGrams) -> tuple[Keys, Numbers, Numbers]:
    """The contexts, what the discounts leave in each, and the discounted probability of each n-gram."""
    if not len(counts.keys):
        return NOTHING.keys, NOTHING.values, NOTHING.values
    discounts = DISCOUNT * np.minimum(counts.values, 1.0)
    contexts, first, size = np.unique(counts.keys >> WORD_BITS, return_index=True, return_counts=True)
    totals = np.add.reduceat(counts.values, first)
    left = np.add.reduceat(discounts, first) / totals
    return contexts, left, (counts.values - discounts) / np.repeat(totals, size)
