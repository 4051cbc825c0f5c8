"""Our analysis of text is scikit-learn's, to the n-gram."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.classifier.features import FeatureSettings, Vectorizer, character_ngrams, stems, words_and_pairs

WORDS = st.lists(st.text("абвгдежз", min_size=1, max_size=9), max_size=12).map(" ".join)


@given(WORDS, st.integers(1, 3), st.integers(0, 4))
def test_character_ngrams_are_those_of_char_wb(text: str, low: int, more: int) -> None:
    lengths = (low, low + more)
    analyse = TfidfVectorizer(analyzer="char_wb", ngram_range=lengths, lowercase=False).build_analyzer()
    assert character_ngrams(text, lengths) == analyse(text)


@given(WORDS)
def test_words_and_neighbours_are_those_of_scikit_learn(text: str) -> None:
    analyse = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), lowercase=False).build_analyzer()
    assert sorted(words_and_pairs(text.split(), 1)) == sorted(analyse(text))


def test_a_pair_survives_the_words_between() -> None:
    assert "забыл пароль" in words_and_pairs(["забыл", "свой", "новый", "пароль"], 3)
    assert "забыл пароль" not in words_and_pairs(["забыл", "свой", "новый", "пароль"], 2)
    assert "пароль забыл" not in words_and_pairs(["забыл", "пароль"], 3)


def test_stems_join_the_forms_of_a_word() -> None:
    assert stems("заявления заявлением", "ru")[0] == stems("заявления заявлением", "ru")[1]
    assert stems("applications applying", "en") == ["applic", "appli"]


def test_a_text_of_unknown_words_has_no_columns() -> None:
    vectorizer = Vectorizer("ru", FeatureSettings(1, (2, 2)), {"дом": 0}, {"до": 1}, np.ones(2, np.float32))
    columns, values = vectorizer.features("кшщ")
    assert not len(columns)
    assert not len(values)


def test_repeated_ngrams_weigh_by_the_logarithm_of_their_count() -> None:
    vectorizer = Vectorizer("ru", FeatureSettings(1, (8, 8)), {"да": 0, "нет": 1}, {}, np.ones(2, np.float32))
    columns, values = vectorizer.features("да да нет")
    by_column = dict(zip(columns.tolist(), values.tolist(), strict=True))
    assert by_column[0] / by_column[1] == pytest.approx(1 + np.log(2), rel=1e-5)
