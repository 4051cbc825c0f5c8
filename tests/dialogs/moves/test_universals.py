"""Silence, keys, repetition, languages, rudeness, goodbye."""

from dataclasses import replace
from datetime import datetime

import pytest

from call.acts import Say, Transfer
from call.events import Key, Outcome, Silence
from call.start import CallStart
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, names, silent, turn

HELPED_ALL = "helped_steps_documents_terms"
MONDAY = datetime.fromisoformat("2026-11-23T11:00+03:00")


def test_silences_in_a_row_end_at_goodbye(dialog: HotlineDialog) -> None:
    dialog.start()
    assert silent(dialog) == ["still_here", "open_question"]
    assert silent(dialog) == ["menu"]
    assert silent(dialog) == ["goodbye_silent", "HangUp:silence"]
    assert dialog.outcome is Outcome.ABANDONED
    assert silent(dialog) == []


def test_speech_resets_the_silences_and_noise_without_words_does_not(dialog: HotlineDialog) -> None:
    silent(dialog)
    assert hear(dialog, "", "-") == ["menu"]
    hear(dialog, "алло", "greeting")
    assert silent(dialog)[0] == "still_here"


def test_noise_alone_ends_the_call_the_third_time(dialog: HotlineDialog) -> None:
    assert hear(dialog, "о", "") == ["not_heard", "open_question"]
    assert hear(dialog, "с", "") == ["menu"]
    assert hear(dialog, "в", "") == ["goodbye_noise", "HangUp:unheard"]
    assert dialog.outcome is Outcome.ABANDONED


@pytest.mark.parametrize(("text", "label"), [("где заявление", "processing_time"), ("алло", "greeting")])
def test_noise_after_words_is_handed_over_the_third_time(dialog: HotlineDialog, text: str, label: str) -> None:
    hear(dialog, text, label)
    assert [hear(dialog, "о", "") for _ in range(3)][-1] == ["Transfer", "transfer_unheard", "HangUp:transferred"]
    assert dialog.outcome is Outcome.TRANSFERRED


@pytest.mark.parametrize("text", ["что", "оператор", "где заявление"])
def test_babble_is_noise_whatever_its_words(dialog: HotlineDialog, text: str) -> None:
    babble = replace(turn(text, ""), babble=True)
    assert names(dialog.hear(babble)) == ["not_heard", "open_question"]
    assert not dialog.state.sensed


def test_a_pressed_key_shows_that_somebody_is_there(dialog: HotlineDialog) -> None:
    dialog.press(Key(0, "*"))
    assert [hear(dialog, "о", "") for _ in range(3)][-1] == ["Transfer", "transfer_unheard", "HangUp:transferred"]


def test_noise_and_silence_count_together(dialog: HotlineDialog) -> None:
    assert silent(dialog) == ["still_here", "open_question"]
    assert names(dialog.silent(Silence(0, noise=True))) == ["menu"]
    assert silent(dialog) == ["goodbye_noise", "HangUp:unheard"]


def test_a_word_of_sense_ends_the_row(dialog: HotlineDialog) -> None:
    for _ in range(3):
        assert hear(dialog, "о", "")[0] == "not_heard"
        assert hear(dialog, "меню", "menu_help") == ["menu"]


def test_what_is_repeated_then_slower_then_handed_over(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "processing_time")
    answer = ["processing_time.answer", HELPED_ALL]
    assert hear(dialog, "что", "") == answer
    assert hear(dialog, "не слышно", "technical_error") == ["slower", *answer]
    assert dialog.state.rate < 1.0
    assert hear(dialog, "а", "") == ["Transfer", "transfer_unheard", "HangUp:transferred"]


@pytest.mark.parametrize(("text", "label"), [("алло", "greeting"), ("да", "affirm")])
def test_an_open_question_is_not_asked_for_ever(dialog: HotlineDialog, text: str, label: str) -> None:
    first, second, third = (hear(dialog, text, label) for _ in range(3))
    assert first == second
    assert third == ["Transfer", "transfer_unheard", "HangUp:transferred"]


def test_a_caller_who_falls_silent_after_a_yes_is_not_handed_over(dialog: HotlineDialog) -> None:
    hear(dialog, "да", "affirm")
    assert [silent(dialog) for _ in range(3)][-1] == ["goodbye_silent", "HangUp:silence"]


def test_greetings_with_a_request_between_them_are_no_row(dialog: HotlineDialog) -> None:
    for _ in range(4):
        assert hear(dialog, "алло", "greeting")[0] == "hello"
        hear(dialog, "где заявление", "processing_time")


def test_where_nobody_can_take_the_call_noise_gets_the_way_back(knowledge: KnowledgeBase, phrases: PhraseBook) -> None:
    dialog = dialog_of(knowledge, phrases, start=CallStart(MONDAY, operators=0))
    hear(dialog, "что", "")
    hear(dialog, "о", "")
    assert hear(dialog, "о", "") == ["goodbye_unheard", "HangUp:unheard"]
    assert dialog.outcome is Outcome.ABANDONED


def test_the_menu_by_keys(dialog: HotlineDialog) -> None:
    assert hear(dialog, "меню", "menu_help") == ["menu"]
    entries = names(dialog.press(Key(0, "1")))
    assert entries[:3] == ["clarify", "option_1", "account_registration.title"]
    assert names(dialog.press(Key(0, "#"))) == ["menu"]
    assert names(dialog.press(Key(0, "9"))) == ["say_option", "menu"]
    assert names(dialog.press(Key(0, "*"))) == ["menu"]
    assert names(dialog.press(Key(0, "0"))) == ["topic"]
    assert names(dialog.press(Key(0, "0"))) == ["Transfer", "transfer_brief", "HangUp:transferred"]


def test_abuse_gets_one_calm_warning_then_a_person(dialog: HotlineDialog) -> None:
    assert hear(dialog, "вы там все идиоты", "-") == ["abuse_warning", "open_question"]
    acts = dialog.hear(turn("дебилы буду жаловаться", "complaint"))
    assert names(acts) == ["Transfer", "transfer_abuse", "HangUp:transferred"]
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.topic == "complaint"
    assert dialog.outcome is Outcome.TRANSFERRED


def test_a_rude_request_is_warned_and_answered(dialog: HotlineDialog) -> None:
    heard = hear(dialog, "где моё заявление идиоты", "processing_time")
    assert heard == ["abuse_warning", "processing_time.answer", HELPED_ALL]


def test_another_language_at_any_time(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "processing_time")
    acts = dialog.hear(turn("давайте по английски", "-"))
    assert dialog.language == "en"
    assert [act.text for act in acts if isinstance(act, Say)][1] == "processing_time answer (en)."
    dialog.hear(turn("in russian please", "switch_language", language="en"))
    assert dialog.language == "ru"


def test_back_returns_to_the_question_before(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "processing_time")
    hear(dialog, "спасибо", "thanks")
    assert hear(dialog, "вернитесь назад", "-") == ["going_back", "processing_time.answer", HELPED_ALL]
    assert hear(dialog, "назад", "-") == ["going_back", "open_question"]
    assert hear(dialog, "назад", "-") == ["open_question"]


@pytest.mark.parametrize("text", ["что", "что вы сказали", "простите я не расслышал"])
def test_a_caller_who_did_not_catch_it_hears_it_again(dialog: HotlineDialog, text: str) -> None:
    hear(dialog, "где заявление", "processing_time")
    assert hear(dialog, text, "required_documents?") == ["processing_time.answer", HELPED_ALL]


def test_a_guessed_yes_is_no_yes(dialog: HotlineDialog) -> None:
    hear(dialog, "про статус вроде", "processing_time?")
    assert hear(dialog, "мда уж", "affirm/deny") == ["say_yes_or_no", "processing_time.confirm"]


def test_the_guess_in_a_rude_phrase_tells_the_department(dialog: HotlineDialog) -> None:
    assert hear(dialog, "где моё заявление идиоты", "processing_time?")[0] == "abuse_warning"
    acts = dialog.hear(turn("где моё заявление идиоты", "processing_time?"))
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.department == "information"
    assert acts[0].handover.problem == "где моё заявление идиоты"


def test_a_doubtful_goodbye_does_not_end_the_call(dialog: HotlineDialog) -> None:
    assert hear(dialog, "давай", "goodbye?") == ["welcome", "more"]


def test_only_a_number_that_is_kept_is_said_to_be(dialog: HotlineDialog) -> None:
    assert hear(dialog, "четыре пять один два ноль семь", "provide_number", digits="451207")[0] == "number_noted"
    assert "number_noted" not in hear(dialog, "мой паспорт 4508 123456", "provide_number")
