"""What is computed ahead of the calls, for the shipped hotline and for a small one."""

from dataclasses import replace

import pytest

from call.errors import SentencesNotLearnt
from call.questions import Samples
from datafiles.hotline import SHIPPED, tuned_of
from dialogs.answers.knowledge_base import KnowledgeBase
from engine.sentences import learn_sentences, made_with, question_finder, sentence_model, unlearnt, vector_file
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.tuned_layers import write_tuned
from nlu.sentences.vector_file import read_vectors
from tests.dialogs.conftest import article
from tests.dialogs.speaker import shipped_knowledge, shipped_phrases

ASKED = ("забыл пароль", "пароль от библиотеки куда то делся")


@pytest.fixture
def small() -> KnowledgeBase:
    """A hotline with few samples: it has no metric of its own."""
    return KnowledgeBase([replace(article("ru", "password_recovery"), asked=ASKED)])


def test_the_shipped_samples_were_learnt():
    assert unlearnt(SHIPPED, shipped_knowledge()) == 0


def test_a_small_hotline_learns_with_the_shipped_metric(tmp_path, small):
    assert unlearnt(tmp_path, small) == 1  # until then the shipped file serves, and knows the other one
    [(language, samples, place)] = learn_sentences(tmp_path, small, shipped_phrases())
    assert (language, place) == ("ru", vector_file(tmp_path, "ru"))
    assert samples > len(ASKED)  # the questions about parts of an answer too
    assert unlearnt(tmp_path, small) == 0
    near = question_finder(tmp_path).nearest(Samples("ru", (("a", ASKED[0]), ("b", "где паспорт"))), "пароль забыла")
    assert near[0].id == "a"


def test_learning_again_computes_nothing_and_gives_the_same(tmp_path, small, monkeypatch):
    [(_, _, place)] = learn_sentences(tmp_path, small, shipped_phrases())
    before = read_vectors(place, made_with(tmp_path))
    encoded: list[str] = []
    monkeypatch.setattr(SentenceEncoder, "encode", lambda _, texts: encoded.extend(texts))
    list(learn_sentences(tmp_path, small, shipped_phrases()))
    assert encoded == []
    assert read_vectors(place, made_with(tmp_path)).questions.vectors == pytest.approx(
        before.questions.vectors, abs=1e-3
    )
    assert read_vectors(place, made_with(tmp_path)).meanings.vectors == pytest.approx(before.meanings.vectors, abs=1e-3)


def test_other_tuned_layers_make_all_vectors_anew(tmp_path, small):
    [(_, _, place)] = learn_sentences(tmp_path, small, shipped_phrases())
    before = read_vectors(place, made_with(tmp_path))
    write_tuned(tuned_of(tmp_path), SentenceEncoder(sentence_model()).last_layers(1))  # as they came
    with pytest.raises(SentencesNotLearnt, match="kb learn"):
        unlearnt(tmp_path, small)  # its vectors are of other layers than those of new texts
    list(learn_sentences(tmp_path, small, shipped_phrases()))
    assert unlearnt(tmp_path, small) == 0
    after = read_vectors(place, made_with(tmp_path))
    assert after.meanings.of(ASKED) == pytest.approx(before.meanings.of(ASKED), abs=1e-3)
    assert after.questions.of(ASKED) == pytest.approx(after.meanings.of(ASKED), abs=0.02)
