"""One call as the loop sees it: the start, the limits, failure, languages, the order of acts."""

from collections.abc import Callable

import pytest

from call.acts import Ask, BargeIn, HangUp, Say, Transfer
from call.errors import JournalUnwritable
from call.events import Expect, Outcome, Slot
from call.start import UNKNOWN_START
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from tests.dialogs.speaker import hear, names, turn


def test_a_call_starts_with_who_speaks_the_recording_notice_and_an_open_question(dialog: HotlineDialog) -> None:
    greeting, question = dialog.start()
    assert isinstance(greeting, Say)
    assert "робот" in greeting.text
    assert "записывается" in greeting.text
    assert len(greeting.text) <= 8 * 12  # 8 s at the slowest voice's 12 characters a second
    assert isinstance(question, Ask)
    assert dialog.expects is question.expects is Expect.OPEN
    assert dialog.outcome is Outcome.ABANDONED
    assert dialog.department == ""


def test_a_turn_understood_in_the_other_language_switches(dialog: HotlineDialog) -> None:
    acts = dialog.hear(turn("where is my application", "application_status", language="en"))
    assert dialog.language == "en"
    assert isinstance(acts[0], Say)
    assert acts[0].text == "application_status answer (en)."
    other = dialog.hear(turn("i speak english", "switch_language", language="en"))
    assert isinstance(other[0], Say)
    assert dialog.language == "en"


def test_a_number_nobody_asked_for_goes_to_the_operator(dialog: HotlineDialog) -> None:
    assert hear(dialog, "номер один два три", "provide_number", digits="123") == ["number_noted", "open_question"]
    hear(dialog, "где заявление", "application_status")
    acts = dialog.hear(turn("оператор", "operator"))
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.slots == (Slot("number", "123"), Slot("phone", "123"))


def test_the_session_limit(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    assert dialog.tick(28 * 60_000 - 1) == ()
    assert names(dialog.tick(28 * 60_000)) == ["time_warning"]
    assert dialog.tick(29 * 60_000) == ()
    assert names(dialog.tick(30 * 60_000)) == ["(value)", "HangUp:limit"]
    assert dialog.tick(30 * 60_000) == ()
    assert dialog.outcome is Outcome.ANSWERED


def test_a_failed_stage_apologises_before_it_promises(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    acts = dialog.fail()
    assert names(acts) == ["failure", "Transfer", "transfer", "HangUp:failed"]
    assert isinstance(acts[1], Transfer)
    assert acts[1].handover.department == "general"
    assert acts[1].handover.topic == "application_status"


def test_a_failure_of_the_failure_and_one_after_the_end_apologise(dialog: HotlineDialog) -> None:
    dialog.fail()
    assert names(dialog.fail()) == ["failure", "HangUp:failed"], "what was handed over once is not handed over again"
    assert dialog.outcome is Outcome.TRANSFERRED


def test_a_reply_that_could_not_be_kept_counts_as_not_given(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    dialog.hear(turn("оператор", "operator"))
    acts = dialog.fail(unkept=True)
    assert names(acts) == ["failure", "Transfer", "transfer", "HangUp:failed"]
    assert names(dialog.fail(unkept=True)) == ["failure", "HangUp:failed"]
    assert (dialog.outcome, dialog.department, dialog.state.requests) == (Outcome.ABANDONED, "applications", ())


def test_without_a_number_the_dialog_stays_where_it_was(hotline: Hotline) -> None:
    def no_number() -> str:
        raise JournalUnwritable("the disk is full")

    dialog = HotlineDialog(hotline, UNKNOWN_START, no_number)
    hear(dialog, "где заявление", "application_status")
    before = dialog.state
    with pytest.raises(JournalUnwritable):
        dialog.hear(turn("оператор", "operator"))
    assert dialog.state.place == before.place
    with pytest.raises(JournalUnwritable):
        dialog.fail()
    assert names(dialog.fail()) == ["failure", "HangUp:failed"]
    assert dialog.outcome is Outcome.ABANDONED


def test_hand_overs_come_before_the_words_that_promise_them(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    transfer, said, hang_up = dialog.hear(turn("оператор", "operator"))
    assert isinstance(transfer, Transfer)
    assert isinstance(said, Say)
    assert said.barge_in is BargeIn.OFF
    assert hang_up == HangUp("transferred")


def test_the_same_turns_give_the_same_acts(new_dialog: Callable[[str], HotlineDialog]) -> None:
    turns = [turn("где заявление", "application_status"), turn("нет", "deny"), turn("оператор", "operator")]
    first, second = new_dialog("ru"), new_dialog("ru")
    assert [first.hear(each) for each in turns] == [second.hear(each) for each in turns]
    assert first.state == second.state
