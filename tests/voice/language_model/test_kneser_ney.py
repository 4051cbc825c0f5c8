"""The estimate, against figures worked out by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from voice.language_model.kneser_ney import DISCOUNT, HOLE, estimate
from voice.language_model.mixture import UNSEEN, Addition, mixed
from voice.language_model.trigram import BEGIN, NOTHING, WORD_BITS, NGrams, Trigram, with_backoffs

A, B, C, END = 1, 2, 3, 4


def larger() -> Trigram:
    """Four words alike, `a` is followed by `b` half of the time."""
    unigrams = np.array([0.0, 0.25, 0.25, 0.25, 0.25])
    return with_backoffs(END, unigrams, NGrams(np.array([A << WORD_BITS | B]), np.array([0.5])), NOTHING)


def p(model: Trigram, *words: int) -> float:
    key = np.array([0], np.int64)
    for word in words:
        key = key << WORD_BITS | word
    return float((model.p_2 if len(words) == 2 else model.p_3)(key)[0])


def sums(model: Trigram, *context: int) -> float:
    return sum(p(model, *context, word) for word in (A, B, C, END))


def test_a_word_after_the_beginning_has_its_plain_share() -> None:
    model = estimate([([A, B], 1.0), ([A, C], 1.0), ([B], 1.0)], larger())
    left = 2 * DISCOUNT / 3
    # bigrams: begin-a, a-b, b-end, a-c, c-end, begin-b: `a` has one context, `b` two, `c` one, the end two
    unigram_a = (1 - DISCOUNT) / 6 + 4 * DISCOUNT / 6 * 0.25
    assert model.unigrams[A] == pytest.approx(unigram_a)
    assert p(model, BEGIN, A) == pytest.approx((2 - DISCOUNT) / 3 + left * unigram_a)


def test_every_context_sums_to_one() -> None:
    model = estimate([([A, B, A, C], 1.0), ([B, B], 0.25), ([C], 3.0)], larger())
    assert model.unigrams.sum() == pytest.approx(1)
    for context in ((BEGIN,), (A,), (B,), (BEGIN, A), (A, B), (C, C)):
        assert sums(model, *context) == pytest.approx(1), context


def test_nothing_spans_a_hole() -> None:
    model = estimate([([A, HOLE, B], 1.0), ([C, C], 1.0)], larger())
    assert not model.bigrams.has(np.array([A << WORD_BITS | B]))[0]
    assert model.bigrams.has(np.array([BEGIN << WORD_BITS | A]))[0]


@pytest.mark.parametrize("sentences", [[], [([HOLE], 1.0)], [([HOLE, HOLE, HOLE], 1.0)]])
def test_sentences_that_say_nothing_change_nothing(sentences: list[tuple[Sequence[int], float]]) -> None:
    assert estimate(sentences, larger()).unigrams == pytest.approx(larger().unigrams)


def test_a_mixture_lies_between_and_trusts_only_known_contexts() -> None:
    stock = larger()
    domain = estimate([([A, C], 1.0)] * 9, stock)
    both = mixed(stock, [Addition(domain, 0.6)], domain)
    assert p(both, A, C) == pytest.approx(0.4 * p(stock, A, C) + 0.6 * p(domain, A, C))
    assert p(both, A, B) == pytest.approx(0.4 * p(stock, A, B) + 0.6 * p(domain, A, B))
    assert p(both, B, C) == pytest.approx(both.unigrams[C] * both.backoff_1[B])
    for context in ((BEGIN,), (A,), (B,), (BEGIN, A), (A, C)):
        assert sums(both, *context) == pytest.approx(1), context
    elsewhere = mixed(stock, [Addition(domain, 0.6)], estimate([([B], 1.0)], stock))
    share = 0.6 * UNSEEN
    assert p(elsewhere, A, C) == pytest.approx((1 - share) * p(stock, A, C) + share * p(domain, A, C))
