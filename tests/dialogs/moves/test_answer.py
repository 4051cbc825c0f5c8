"""Requests: understood, doubtful, ambiguous, vague, not understood, two at once."""

from dataclasses import replace

import pytest

from call.acts import Transfer
from call.events import Expect, Key, RankedIntent
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import hear, names, silent, turn

HELPED_ALL = "helped_steps_documents_terms"


def test_confirm_then_rephrase_then_a_person(dialog: HotlineDialog) -> None:
    assert hear(dialog, "про статус вроде", "processing_time?") == ["processing_time.confirm"]
    assert dialog.expects is Expect.YES_NO
    assert hear(dialog, "нет", "deny") == ["rephrase"]
    assert hear(dialog, "ну это самое", "processing_time?") == ["processing_time.confirm"]
    acts = dialog.hear(turn("нет", "deny"))
    assert names(acts) == ["Transfer", "transfer_not_understood", "HangUp:transferred"]
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.problem == "про статус вроде. ну это самое"


def test_a_confirmed_request_is_answered(dialog: HotlineDialog) -> None:
    hear(dialog, "про статус вроде", "processing_time?")
    assert hear(dialog, "да", "affirm") == ["processing_time.answer", HELPED_ALL]
    hear(dialog, "про пароль вроде", "password_recovery?")
    assert hear(dialog, "ну про пароль", "password_recovery?") == ["password_recovery.answer", "helped"]


@pytest.mark.parametrize(
    ("text", "label"),
    [("второе", "-"), ("номер два", "-"), ("пароль", "password_recovery"), ("пароль", "password_recovery?")],
)
def test_clarify_names_both_and_takes_one(dialog: HotlineDialog, text: str, label: str) -> None:
    asked = ["clarify", "option_1", "account_registration.title", "option_2", "password_recovery.title", "which_one"]
    assert hear(dialog, "не могу войти", "account_registration/password_recovery") == asked
    assert dialog.expects is Expect.CHOICE
    assert hear(dialog, text, label)[0] == "password_recovery.answer"


def test_the_same_two_again_are_a_miss_and_another_pair_with_one_of_them_is_a_choice(dialog: HotlineDialog) -> None:
    hear(dialog, "не могу войти", "account_registration/password_recovery")
    assert hear(dialog, "ну войти", "account_registration/password_recovery")[0] == "say_option"
    assert hear(dialog, "с паролем", "password_recovery/complaint")[0] == "password_recovery.answer"


def test_clarify_by_key_and_by_neither(dialog: HotlineDialog) -> None:
    hear(dialog, "не могу войти", "account_registration/password_recovery")
    assert names(dialog.press(Key(0, "1")))[0] == "account_registration.answer"
    hear(dialog, "не могу войти", "account_registration/password_recovery")
    assert hear(dialog, "ни то ни другое", "deny") == ["rephrase"]


def test_a_vague_beginning_is_narrowed_down_once(dialog: HotlineDialog) -> None:
    assert hear(dialog, "у меня не работает", "complaint?") == ["narrow"]
    asked = hear(dialog, "с документами", "-")
    assert asked == [
        "clarify",
        "option_1",
        "document_upload.title",
        "option_2",
        "required_documents.title",
        "which_one",
    ]
    hear(dialog, "отмена", "cancel")
    assert hear(dialog, "у меня не работает", "complaint?") == ["complaint.confirm"]
    hear(dialog, "отмена", "cancel")
    assert hear(dialog, "у меня не работает", "-") == ["rephrase"]


def test_two_misses_lead_to_a_person_with_the_callers_words(dialog: HotlineDialog) -> None:
    assert hear(dialog, "какая завтра погода", "-") == ["rephrase"]
    acts = dialog.hear(turn("кто выиграл в футбол", "-"))
    assert names(acts) == ["Transfer", "transfer_not_understood", "HangUp:transferred"]
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.department == "general"
    assert acts[0].handover.problem == "какая завтра погода. кто выиграл в футбол"


def test_misses_after_an_answer_offer_a_person_first(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "processing_time")
    assert hear(dialog, "угу ага", "-") == ["say_yes_or_no", HELPED_ALL]
    assert hear(dialog, "угу ага", "-") == ["offer_person"]
    assert hear(dialog, "угу ага", "-")[0] == "Transfer"


def test_two_requests_in_one_phrase_are_taken_one_after_the_other(dialog: HotlineDialog) -> None:
    said = "как восстановить пароль и где моё заявление"
    first = hear(dialog, said, "password_recovery", further=["processing_time"])
    assert first == ["both_heard", "password_recovery.answer", "helped_next"]
    assert hear(dialog, "да", "affirm") == ["next_question", "processing_time.answer", HELPED_ALL]
    assert dialog.department == "information"
    assert hear(dialog, "да", "affirm") == ["more"]


def test_a_silent_listener_gets_the_second_answer_too(dialog: HotlineDialog) -> None:
    hear(dialog, "пароль и заявление", "password_recovery", further=["processing_time"])
    assert silent(dialog)[0] == "next_question"
    assert silent(dialog) == ["menu"]


@pytest.mark.parametrize("intent", ["deny", "greeting", "thanks", "affirm"])
def test_a_request_after_a_polite_word_counts(dialog: HotlineDialog, intent: str) -> None:
    heard = hear(dialog, "нет мне нужен пароль", intent, further=["password_recovery"])
    assert heard[0] == "password_recovery.answer"


def test_a_long_phrase_with_a_doubtful_act_is_asked_about_as_a_request(dialog: HotlineDialog) -> None:
    pension = turn("здравствуйте мне шестьдесят пять лет я хотел спросить про пароль", "greeting?")
    assert names(dialog.hear(pension)) == ["hello", "open_question"]
    ranking = (RankedIntent("greeting", 0.7), RankedIntent("password_recovery", 0.2))
    ranked = replace(pension, understanding=replace(pension.understanding, ranking=ranking))
    assert names(dialog.hear(ranked)) == ["password_recovery.confirm"]
