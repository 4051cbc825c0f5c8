"""The witness of words, on samples that can be counted by hand, and against scikit-learn's TF-IDF."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.preprocessing import normalize

from nlu.sentences.wording import wordings
from nlu.understanding.word_index import WordIndex

TEXTS = ["забыл пароль", "пароль не подходит", "где заявление", "заявление на паспорт где оно", "паспорт потерян"]
OWNERS = np.array([0, 0, 1, 1, 2])


@pytest.fixture(scope="module")
def index() -> WordIndex:
    return WordIndex(wordings(TEXTS, "ru"), OWNERS, wordings(["", "а штраф", "а муж заберёт"], "ru"))


def test_a_sample_is_wholly_like_itself_and_known_to_its_answer(index):
    for at, text in enumerate(TEXTS):
        cosines, known = index.scores(wordings([text], "ru"))
        assert cosines[at] == pytest.approx(1, abs=1e-5)
        assert cosines.argmax() == at
        assert known[OWNERS[at]] == pytest.approx(1, abs=1e-5)
        assert all(0 <= each < 1 for answer, each in enumerate(known) if answer != OWNERS[at])


def test_what_is_known_may_stand_in_several_samples(index):
    _, known = index.scores(wordings(["забыл подходит"], "ru"))
    assert known[0] == pytest.approx(1, abs=1e-5)


def test_words_that_no_sample_has_weaken_the_others(index):
    (cosines, known), (alone, known_alone) = (index.scores(wordings([text], "ru")) for text in ("пароль жжж", "пароль"))
    assert 0 < cosines[1] < alone[1]
    assert 0 < known[0] < known_alone[0]
    assert not index.scores(wordings(["жжж"], "ru"))[1].any()
    assert not index.scores(wordings([""], "ru"))[0].any()


def test_what_comes_after_an_answer_is_known_to_it_by_its_stems(index):
    assert list(index.known_further(wordings(["муж"], "ru"))) == pytest.approx([0, 0, 1])
    assert list(index.known_further(wordings(["штрафы"], "ru"))) == pytest.approx([0, 1, 0])
    half = index.known_further(wordings(["муж жжж"], "ru"))
    assert list(half) == pytest.approx([0, 0, 0.5])  # both are in no sample, so that they are as rare
    assert not index.known_further(wordings([""], "ru")).any()


def test_weights_are_those_of_tfidf(index):
    """The peer cuts words into the same pieces, but has no stems: words that are their own stems."""
    texts = ["кот дом", "кот лес", "лес дом дом", "лес"]
    peer = make_union(
        TfidfVectorizer(token_pattern=r"\S+", sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True),
    )
    rows = normalize(peer.fit_transform(texts))
    own = WordIndex(wordings(texts, "ru"), np.arange(len(texts)), wordings([""] * len(texts), "ru"))
    for text in ("кот дом дом", "лес"):
        expected = (normalize(peer.transform([text])) @ rows.T).toarray()[0]
        assert own.scores(wordings([text], "ru"))[0] == pytest.approx(expected, abs=1e-4)
