"""The witness of pairs of words, on samples that can be counted by hand."""

from math import log, log1p

import numpy as np
import pytest

from nlu.sentences.wording import pairs
from nlu.understanding.pair_index import ENOUGH, PairIndex

TEXTS = ["снять с учёта машину", "машину с учёта снимать", "поставить машину", "поставить на учёт", "забыл пароль"]
OWNERS = np.array([0, 0, 1, 1, 2])


@pytest.fixture(scope="module")
def index() -> PairIndex:
    return PairIndex(pairs(TEXTS, "ru"), OWNERS)


def expected(*rarities):
    return [log1p(rarity / ENOUGH) for rarity in rarities]


@pytest.mark.parametrize("text", ["забыл пароль", "пароль забыл", "забыла пароль", "пароль я забыл"])
def test_a_pair_counts_in_any_order_and_with_a_word_between(index, text):
    assert list(index.scores(pairs([text], "ru"))) == pytest.approx(expected(0, 0, log(3)))


def test_pairs_add_up_once_each_whoever_has_them(index):
    once = index.scores(pairs(["поставить машину"], "ru"))
    assert list(once) == pytest.approx(expected(0, log(3), 0))
    assert list(index.scores(pairs(["поставить машину поставить"], "ru"))) == pytest.approx(list(once))
    two = index.scores(pairs(["с учёта машину"], "ru"))  # «с учёта», «учёта машину» and «с машину»
    assert list(two) == pytest.approx(expected(3 * log(3), 0, 0))


def test_nothing_is_shared(index):
    for text in ("", "пароль", "забыл где тут пароль", "машину пароль"):
        assert not index.scores(pairs([text], "ru")).any()


def test_what_all_answers_have_says_nothing():
    index = PairIndex(pairs(["как забрать", "как забрать"], "ru"), np.array([0, 1]))
    assert not index.scores(pairs(["как забрать"], "ru")).any()
