"""From a transcript to its meaning: rules, classifier, the state of the dialog."""

import time

import pytest

from call.errors import IntentModelMissing
from call.events import Decision, Expect, Transcript, Understanding
from call.stages import Understander
from nlu.labels import OUT_OF_SCOPE
from nlu.understanding.understander import HotlineUnderstander


def heard(text: str, *others: str) -> Transcript:
    return Transcript(text, (), 1.0, (text, *others) if text else (), "ru")


def meaning(understander: Understander, text: str, expects: Expect = Expect.OPEN) -> Understanding:
    return understander.understand(heard(text), expects)


def further(understanding: Understanding) -> list[str]:
    return [ranked.intent for ranked in understanding.further]


def test_a_request(understander: HotlineUnderstander) -> None:
    understood = meaning(understander, "забыл пароль")
    assert understood.intent == "password_recovery"
    assert understood.confidence == understood.ranking[0].confidence
    assert len(understood.ranking) == 5
    assert not understood.further


def test_nothing_was_recognised(understander: HotlineUnderstander) -> None:
    assert meaning(understander, "") == Understanding(OUT_OF_SCOPE, 0.0, (), (), Decision.REJECT)


def test_what_nobody_answers_is_rejected(understander: HotlineUnderstander) -> None:
    understood = meaning(understander, "расскажи анекдот")
    assert (understood.intent, understood.decision) == (OUT_OF_SCOPE, Decision.REJECT)


def test_other_hypotheses_count(understander: HotlineUnderstander) -> None:
    alone = understander.understand(heard("забыл апорт"), Expect.OPEN)
    joined = understander.understand(heard("забыл апорт", "забыл пароль", "забыла пароль"), Expect.OPEN)
    assert joined.intent == "password_recovery"
    assert joined.confidence > dict((r.intent, r.confidence) for r in alone.ranking).get("password_recovery", 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "оператор",
        "соедините с оператором",
        "дайте мне живого человека пожалуйста",
        "вы ничего не понимаете соедините меня уже с оператором",
        "я хочу поговорить с оператором",
    ],
)
def test_a_person_is_asked_for(understander: HotlineUnderstander, text: str) -> None:
    for expects in (Expect.OPEN, Expect.YES_NO, Expect.DIGITS):
        understood = meaning(understander, text, expects)
        assert (understood.intent, understood.decision) == ("operator", Decision.ACCEPT)


def test_a_person_asked_for_with_a_topic(understander: HotlineUnderstander) -> None:
    understood = meaning(understander, "соедините с оператором где мое заявление")
    assert (understood.intent, further(understood)) == ("operator", ["application_status"])


@pytest.mark.parametrize("text", ["не надо оператора", "не соединяйте", "мне не нужен оператор"])
def test_a_refused_person_is_none(understander: HotlineUnderstander, text: str) -> None:
    assert meaning(understander, text).intent != "operator" or meaning(understander, text).confidence < 0.9


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("да", "affirm"),
        ("ага спасибо", "affirm"),
        ("ну да конечно", "affirm"),
        ("хорошо", "affirm"),
        ("нет", "deny"),
        ("да нет", "deny"),
        ("нет спасибо", "deny"),
        ("не помогло", "deny"),
        ("нет все верно", "affirm"),  # the last word counts
        ("нет я не это имел в виду", "deny"),
    ],
)
def test_yes_and_no_after_a_question(understander: HotlineUnderstander, text: str, intent: str) -> None:
    understood = meaning(understander, text, Expect.YES_NO)
    assert (understood.intent, understood.decision) == (intent, Decision.ACCEPT)


def test_a_no_with_a_request(understander: HotlineUnderstander) -> None:
    understood = meaning(understander, "нет забыл пароль", Expect.YES_NO)
    assert (understood.intent, further(understood)) == ("deny", ["password_recovery"])


def test_a_yes_gives_way_to_another_act(understander: HotlineUnderstander) -> None:
    assert meaning(understander, "да повторите пожалуйста еще раз", Expect.YES_NO).intent == "repeat"


def test_a_request_instead_of_a_yes(understander: HotlineUnderstander) -> None:
    assert meaning(understander, "хочу узнать статус моего заявления", Expect.YES_NO).intent == "application_status"


def test_dictated_digits(understander: HotlineUnderstander) -> None:
    text = "восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь"
    understood = meaning(understander, text, Expect.DIGITS)
    assert understood.intent == "provide_number"
    assert {slot.name: slot.value for slot in understood.slots} == {"number": "89161234567", "phone": "89161234567"}


@pytest.mark.parametrize("expects", [Expect.OPEN, Expect.YES_NO, Expect.CHOICE, Expect.DIGITS, Expect.STORY])
@pytest.mark.parametrize("text", ["о", "с", "что", "эм", "по", "ну и"])
def test_small_words_alone_are_no_request(understander: HotlineUnderstander, text: str, expects: Expect) -> None:
    understood = meaning(understander, text, expects)
    assert understood.nothing_said
    assert (understood.intent, understood.decision) == (OUT_OF_SCOPE, Decision.REJECT)


def test_small_words_may_be_an_answer_where_one_is_asked(understander: HotlineUnderstander) -> None:
    assert meaning(understander, "так", Expect.YES_NO).intent == "affirm"
    assert not meaning(understander, "о", Expect.SPELLING).nothing_said, "a letter"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("телефон плюс семь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "79161234567"),
        ("записывайте номер заявления двадцать два ноль пять", "2205"),
    ],
)
def test_a_number_announced_is_that_number(understander: HotlineUnderstander, text: str, number: str) -> None:
    understood = meaning(understander, text)
    assert (understood.intent, understood.decision) == ("provide_number", Decision.ACCEPT)
    assert understood.slots[0].value == number


@pytest.mark.parametrize("text", ["забыл пароль двадцать два ноль пять", "телефон один"])
def test_other_words_or_a_short_number_announce_nothing(understander: HotlineUnderstander, text: str) -> None:
    assert meaning(understander, text).confidence != 0.99


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "мой телефон плюс семь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь"),
        ("ru", "вот мой снилс сто двенадцать двести тридцать три четыреста сорок пять девяносто пять"),
        ("en", "the number is one two three four five six"),
        ("en", "my phone number is nine one six one two three four five six seven"),
    ],
)
def test_a_number_that_is_only_announced_asks_for_nothing(
    understander: HotlineUnderstander, language: str, text: str
) -> None:
    understood = understander.understand(Transcript(text, (), 1.0, (text,), language), Expect.OPEN)
    assert (understood.intent, understood.decision) == ("provide_number", Decision.ACCEPT)


def test_a_request_with_a_number_stays_one(understander: HotlineUnderstander) -> None:
    understood = meaning(understander, "хочу узнать статус заявления сорок пять двенадцать ноль семь")
    assert understood.intent == "application_status"


def test_two_requests_in_the_order_in_which_they_were_said(understander: HotlineUnderstander) -> None:
    understood = meaning(understander, "забыл пароль от госуслуг и где мое заявление")
    assert understood.intent == "password_recovery"
    assert further(understood) == ["application_status"]
    assert understood.decision is Decision.ACCEPT


@pytest.mark.parametrize(
    ("text", "expects", "stops"),
    [
        ("угу", Expect.OPEN, False),
        ("да да", Expect.OPEN, False),
        ("ну так понятно", Expect.OPEN, False),
        ("кхм", Expect.YES_NO, False),
        ("", Expect.YES_NO, False),
        ("да", Expect.YES_NO, True),
        ("нет", Expect.YES_NO, True),
        ("угу", Expect.YES_NO, True),
        ("нет", Expect.OPEN, True),
        ("подождите", Expect.OPEN, True),
        ("да подождите", Expect.OPEN, True),
        ("оператор", Expect.OPEN, True),
        ("второе", Expect.CHOICE, True),
    ],
)
def test_what_interrupts(understander: HotlineUnderstander, text: str, expects: Expect, stops: bool) -> None:
    assert understander.interrupts(text, "ru", expects) is stops


def test_a_language_without_a_model(understander: HotlineUnderstander) -> None:
    with pytest.raises(IntentModelMissing, match="`en`"):
        understander.understand(Transcript("hello there", (), 1.0, ("hello there",), "en"), Expect.OPEN)


def test_a_partial_costs_about_a_millisecond(understander: HotlineUnderstander) -> None:
    texts = ["скажите пожалуйста где мое заявление на загранпаспорт и сколько еще ждать"] * 200
    started = time.thread_time()
    for text in texts:
        understander.complete(text, "ru", Expect.OPEN)
    assert (time.thread_time() - started) / len(texts) < 0.002


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("перезвоните 26.11.2026", ""),
        ("подавал 2026-11-26, номер 220548", "220548"),
        ("мой телефон 45-67-89", "456789"),
        ("номер 12-11-10", "121110"),
        ("99.99.2026", "99992026"),
    ],
)
def test_a_date_that_is_typed_is_no_number(understander: HotlineUnderstander, typed: str, number: str) -> None:
    slots = {slot.name: slot.value for slot in meaning(understander, typed).slots}
    assert slots.get("number", "") == number
