"""Silence, keys, repetition, languages, rudeness, goodbye."""

import pytest

from call.acts import Say, Transfer
from call.events import Key, Outcome
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import hear, names, silent, turn

HELPED_ALL = "helped_steps_documents_terms"


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
