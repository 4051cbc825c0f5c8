"""One strong word alone does not accept; several that agree do."""

from dataclasses import replace

import pytest

from call.events import Decision, Expect, RankedIntent, Transcript, Understanding
from nlu.classifier.decision import NO_DOUBT, WordDoubt
from nlu.classifier.predictor import IntentModel
from nlu.labels import OUT_OF_SCOPE
from nlu.understanding.evidence import bare_guess, doubted, without_strongest
from nlu.understanding.understander import HotlineUnderstander

DOUBT = WordDoubt(strongest_word=0.2, margin=1.0, heard=0.9)


def doubt(strongest_word: float) -> WordDoubt:
    return replace(NO_DOUBT, strongest_word=strongest_word)


def confidences(ranking: tuple[RankedIntent, ...]) -> dict[str, float]:
    return {each.intent: each.confidence for each in ranking}


def understood(model: IntentModel, text: str, doubt: WordDoubt, confidence: float = 1.0) -> Understanding:
    understander = HotlineUnderstander({"ru": model}, doubt)
    return understander.understand(Transcript(text, (), confidence, (text,), "ru"), Expect.OPEN)


def learnt(model: IntentModel, word: str, intent: str) -> float:
    return float(model.decisions([word])[0, model.labels.index(intent)])


def test_the_strongest_word_is_the_one_that_the_label_needs_most(tiny_model: IntentModel) -> None:
    rest = without_strongest("password_recovery", "какой пароль у собаки", "ru", tiny_model)
    assert rest == pytest.approx(confidences(tiny_model.rank("какой у собаки")))


@pytest.mark.parametrize("text", ["пароль", "а пароль то", "пароль пожалуйста", "здравствуйте пароль"])
def test_a_single_word_of_sense_leaves_nothing(tiny_model: IntentModel, text: str) -> None:
    assert without_strongest("password_recovery", text, "ru", tiny_model) == {OUT_OF_SCOPE: 1.0}


def test_the_ranking_stays_a_distribution_in_order(tiny_model: IntentModel) -> None:
    before, text = tiny_model.rank("какие документы нужны собаке"), "какие документы нужны собаке"
    after = doubted(before, text, "ru", tiny_model, doubt(0.3))
    assert sum(confidences(after).values()) == pytest.approx(1.0)
    assert [each.confidence for each in after] == sorted((each.confidence for each in after), reverse=True)
    assert doubted(before, text, "ru", tiny_model, NO_DOUBT) == before


def test_one_strong_word_loses_more_than_words_that_agree(tiny_model: IntentModel) -> None:
    alone, agreed = "пароль лошади", "забыл пароль восстановить пароль кабинета"
    for text, least, most in ((alone, 0.15, 1.0), (agreed, 0.0, 0.05)):
        before, after = (understood(tiny_model, text, doubt(share)) for share in (0.0, 0.2))
        assert before.intent == after.intent == "password_recovery"
        assert least <= before.confidence - after.confidence <= most


def test_a_phrase_that_rests_on_one_word_is_not_accepted(tiny_model: IntentModel) -> None:
    text = "пароль лошади"
    assert understood(tiny_model, text, NO_DOUBT).decision is Decision.ACCEPT
    assert understood(tiny_model, text, doubt(0.3)).decision is not Decision.ACCEPT


def test_a_single_word_is_accepted_if_it_was_learnt_and_heard(tiny_model: IntentModel) -> None:
    word = "пароль"
    assert learnt(tiny_model, word, "password_recovery") >= 1.0, "it stands for its category in the phrases"
    known = replace(DOUBT, strongest_word=0.0)
    assert understood(tiny_model, word, known).decision is Decision.ACCEPT
    assert understood(tiny_model, word, known, confidence=0.8).decision is Decision.CONFIRM
    strict = replace(known, margin=learnt(tiny_model, word, "password_recovery") + 0.1)
    assert understood(tiny_model, word, strict).decision is Decision.CONFIRM


def test_several_words_are_no_bare_guess(tiny_model: IntentModel) -> None:
    assert not bare_guess("password_recovery", "забыл пароль", 0.1, "ru", tiny_model, replace(DOUBT, margin=9.0))


def test_what_is_not_accepted_keeps_its_ranking(tiny_model: IntentModel) -> None:
    """The other words must not raise another label: «не знаю номера» stays what it was."""
    model = replace(tiny_model, thresholds=replace(tiny_model.thresholds, accept=1.0))
    for text in ("забыл пароль", "какие документы нужны"):
        assert understood(model, text, DOUBT) == understood(model, text, NO_DOUBT)


def test_acts_are_not_doubted(tiny_model: IntentModel) -> None:
    assert understood(tiny_model, "повторите", DOUBT) == understood(tiny_model, "повторите", NO_DOUBT)
