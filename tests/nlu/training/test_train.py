"""Training leaves numbers behind that give what scikit-learn gives."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from nlu.classifier.features import stems, words_and_pairs
from nlu.classifier.model_file import load, make_current, save
from nlu.classifier.predictor import IntentModel
from nlu.examples.heard import HeardPhrase
from nlu.examples.training_phrases import Corpus
from nlu.normalizer import normalize
from nlu.training.calibration_fit import folds
from nlu.training.train import SETTINGS, fit
from nlu.training.training_rows import HeardRows, training_rows
from nlu.training.word_dropout import Dropout
from tests.nlu.tiny import tiny_corpus

UNSEEN = [
    "скажите где мое заявление сейчас",
    "пароль не помню",
    "какие бумаги нужны",
    "паспорт паспорт паспорт",
    "совсем незнакомые слова",
    "я",
    "",
]


def counting(ngrams: Callable[[str], Iterable[str]], texts: Sequence[str], written: int) -> list[str]:
    """The n-grams of the written texts, and those that stand in three rows or more."""
    rows = Counter(ngram for text in texts for ngram in set(ngrams(text)))
    said = {ngram for text in texts[:written] for ngram in ngrams(text)}
    return sorted(ngram for ngram, count in rows.items() if ngram in said or count >= 3)


def test_the_predictor_equals_the_scikit_learn_pipeline(tiny_model: IntentModel, tmp_path: Path) -> None:
    corpus, settings = tiny_corpus(), SETTINGS["ru"]
    rows = training_rows(corpus, (), settings.dropout)
    reach = settings.features.reach
    words = TfidfVectorizer(analyzer=lambda text: words_and_pairs(stems(text, "ru"), reach), sublinear_tf=True)
    characters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=settings.features.characters, lowercase=False, sublinear_tf=True
    )
    for vectorizer in (words, characters):
        vectorizer.set_params(vocabulary=counting(vectorizer.build_analyzer(), rows.texts, rows.written))
    table = hstack([words.fit_transform(rows.texts), characters.fit_transform(rows.texts)])
    intents = [rows.labels[label] for label in rows.truth]
    pipeline = LinearSVC(C=settings.penalty, tol=0.1, random_state=13).fit(table, intents, rows.weights)
    questions = [normalize(text, "ru") for text in [*corpus.texts, *UNSEEN]]
    expected = pipeline.decision_function(hstack([words.transform(questions), characters.transform(questions)]))
    make_current(tmp_path, "ru", save(tiny_model, tmp_path))
    for model in (tiny_model, load(tmp_path, "ru")):  # as trained, and in half precision
        found = model.decisions(questions)
        assert tuple(pipeline.classes_) == model.labels
        assert np.abs(found - expected).max() < 1e-3
        assert (found.argmax(axis=1) == expected.argmax(axis=1)).all()


def test_no_probability_is_lost(tiny_model: IntentModel) -> None:
    probabilities = tiny_model.probabilities(UNSEEN)
    assert probabilities.sum(axis=1) == pytest.approx(1.0)
    assert (probabilities >= 0).all()


def test_training_twice_gives_the_same_model(tiny_model: IntentModel) -> None:
    again = fit(tiny_corpus())
    assert np.array_equal(again.weights, tiny_model.weights)
    assert (again.calibration, again.thresholds) == (tiny_model.calibration, tiny_model.thresholds)


def test_what_was_heard_of_a_phrase_teaches_its_label(tiny_model: IntentModel) -> None:
    corpus = tiny_corpus()
    source = next(row for row, phrase in enumerate(corpus.phrases) if phrase.intent == "operator")
    misheard = "опера тора митрий"
    model = fit(corpus, [HeardPhrase(misheard, "operator", source)] * 2)
    before, after = ({each.intent: each.confidence for each in m.rank(misheard)} for m in (tiny_model, model))
    assert after["operator"] > before["operator"]
    assert model.rank(misheard)[0].intent == "operator"
    assert model.info.phrases == len(corpus.phrases), "the figures are those of the written phrases"
    assert model.info.corpus_sha256 != tiny_model.info.corpus_sha256, "other data, another hash"


def test_nothing_made_of_a_phrase_ever_teaches_who_judges_it() -> None:
    corpus = tiny_corpus()
    heard = [HeardPhrase("не расслышать", phrase.intent, at) for at, phrase in enumerate(corpus.phrases) if at % 3 == 0]
    rows = training_rows(corpus, heard, Dropout(copies=2, share=0.25, weight=0.25))
    assert rows.written < rows.judged < len(rows.texts)
    assert [rows.labels[label] for label in rows.truth] == [corpus.intents[source] for source in rows.groups]
    for seen, unseen in folds(rows.truth, 5, rows.groups):
        assert not set(rows.groups[seen]) & set(rows.groups[unseen])


def test_a_hypothesis_that_lost_half_of_its_words_is_not_learnt_where_a_limit_is_set() -> None:
    corpus = tiny_corpus()
    source = next(at for at, phrase in enumerate(corpus.phrases) if len(phrase.text.split()) == 4)
    words = corpus.phrases[source].text.split()
    heard = [HeardPhrase(" ".join([*words[:kept], "сом"]), corpus.phrases[source].intent, source) for kept in (3, 2, 1)]
    assert HeardRows(worst=0.5).learnt(corpus, heard) == heard[:2]
    assert HeardRows().learnt(corpus, heard) == heard


def test_heard_rows_and_copies_have_weights_of_their_own() -> None:
    corpus = tiny_corpus()
    heard = [HeardPhrase("не расслышать", corpus.phrases[0].intent, 0)]
    rows = training_rows(corpus, heard, Dropout(copies=1, share=0.25, weight=0.25), heard_weight=0.5)
    assert set(rows.weights[: rows.written]) == {1.0}
    assert set(rows.weights[rows.written : rows.judged]) == {0.5}
    assert set(rows.weights[rows.judged :]) == {0.25}


def test_two_labels_and_nothing_out_of_scope() -> None:
    phrases = [phrase for phrase in tiny_corpus().phrases if phrase.intent in {"affirm", "password_recovery"}]
    model = fit(Corpus("ru", tuple(phrases)))
    assert model.rejection is None
    assert model.rank("забыл пароль")[0].intent == "password_recovery"
    assert model.rank("да конечно")[0].intent == "affirm"


def test_hypotheses_are_averaged_evenly(tiny_model: IntentModel) -> None:
    hypotheses = ["забыл пароль", "где мое заявление"]
    mean = tiny_model.probabilities(hypotheses).mean(axis=0)
    for ranked in tiny_model.rank(*hypotheses):
        assert ranked.confidence == pytest.approx(mean[tiny_model.labels.index(ranked.intent)])


def test_a_model_ranks_what_it_is_given_and_normalises_nothing(tiny_model: IntentModel) -> None:
    assert tiny_model.rank("ЗАБЫЛ ПАРОЛЬ!") != tiny_model.rank("забыл пароль")
