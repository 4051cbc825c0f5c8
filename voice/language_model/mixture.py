"""Mixes a large trigram with small ones of a domain, word by word in every context (Jelinek and Mercer 1980).

A context that the domain's texts have never had is probably not of the domain: there the small models count less, so
that people who speak of something else are understood as before. The factors are from docs/decisions/031-adapt.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voice.language_model.trigram import (
    LAST_WORD,
    WORD_BITS,
    Keys,
    NGrams,
    Numbers,
    Trigram,
    with_backoffs,
)

UNSEEN = 0.3
"""Factor of a small model's weight in a context that its domain has never had; twice if its last word is new, too."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A small model and its share in the mixture."""

    model: Trigram
    weight: float


def mixed(large: Trigram, parts: Sequence[Addition], domain: Trigram) -> Trigram:
    """The mixture over the union of all n-grams. `domain`: the model whose contexts count as seen."""
    models = [large, *(part.model for part in parts)]
    bigram_keys = _union([model.bigrams.keys for model in models])
    trigram_keys = _union([model.trigrams.keys for model in models])
    one = np.zeros(large.end + 1, bool)
    one[np.unique(domain.bigrams.keys >> WORD_BITS)] = True
    fade_1 = np.where(one, 1.0, UNSEEN)
    contexts = trigram_keys >> WORD_BITS
    fade_2 = np.where(domain.backoff_2.has(contexts), 1.0, UNSEEN * fade_1[contexts & LAST_WORD])
    unigrams = _mean(large.unigrams, [(part.weight, part.model.unigrams) for part in parts], np.array(1.0))
    bigrams = _mean(
        large.p_2(bigram_keys),
        [(part.weight, part.model.p_2(bigram_keys)) for part in parts],
        fade_1[bigram_keys >> WORD_BITS],
    )
    trigrams = _mean(large.p_3(trigram_keys), [(part.weight, part.model.p_3(trigram_keys)) for part in parts], fade_2)
    return with_backoffs(large.end, unigrams, NGrams(bigram_keys, bigrams), NGrams(trigram_keys, trigrams))


def _mean(large: Numbers, small: Sequence[tuple[float, Numbers]], fade: Numbers) -> Numbers:
    rest = 1 - sum(weight for weight, _ in small) * fade
    return np.asarray(rest * large + fade * sum(weight * p for weight, p in small))


def _union(keys: Sequence[Keys]) -> Keys:
    return np.unique(np.concatenate(keys))
