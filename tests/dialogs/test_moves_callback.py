"""A call back, a message, a rating."""

import pytest

from call.events import (
    BargeIn,
    CallBack,
    Expect,
    Key,
    Outcome,
    Register,
    Say,
    Slot,
    TakeMessage,
)
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import hear, names, turn


def test_a_call_back_with_a_number_in_pieces(dialog: HotlineDialog) -> None:
    hear(dialog, "не грузится скан", "document_upload")
    assert hear(dialog, "перезвоните мне", "callback") == ["phone"]
    assert dialog.expects is Expect.DIGITS
    assert hear(dialog, "восемь девятьсот двенадцать", "provide_number", digits="8912") == ["phone_go_on"]
    read = dialog.hear(turn("триста сорок пять...", "provide_number", digits="3456789"))
    assert names(read) == ["phone_heard", "(digits)", "phone_right"]
    assert [act.barge_in for act in read[:2] if isinstance(act, Say)] == [BargeIn.OFF, BargeIn.OFF]
    assert isinstance(read[1], Say)
    assert read[1].text == "восемь, девять один два, три четыре пять, шесть семь, восемь девять."
    promise = dialog.hear(turn("да", "affirm"))
    assert names(promise) == ["CallBack", "callback_kept", "more"]
    assert isinstance(promise[0], CallBack)
    assert promise[0].phone == "79123456789"
    assert promise[0].handover.topic == "document_upload"
    assert hear(dialog, "назад", "-") == ["more"], "nobody can go back and have the promise made twice"
    assert hear(dialog, "до свидания", "goodbye")[-1] == "HangUp:goodbye"
    assert dialog.outcome is Outcome.CALLBACK


def test_a_call_back_by_keys(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    typed = [names(dialog.press(Key(0, digit))) for digit in "89123456780"]
    assert typed[:-1] == [[]] * 10
    assert typed[-1] == ["phone_heard", "(digits)", "phone_right"]
    retyped = [names(dialog.press(Key(0, digit))) for digit in "9123456789"]
    assert retyped[-1] == ["phone_heard", "(digits)", "phone_right"]
    assert isinstance(act := dialog.hear(turn("да", "affirm"))[0], CallBack)
    assert act.phone == "79123456789"


def test_a_number_corrected_once_and_wrong_twice(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "номер", "provide_number", digits="89123456780")
    assert hear(dialog, "нет не так", "deny", digits="89123456789") == ["phone_heard", "(digits)", "phone_right"]
    assert dialog.state.digits == "89123456789"
    assert hear(dialog, "нет", "deny") == ["Transfer", "phone_failed", "HangUp:transferred"]
    assert dialog.outcome is Outcome.TRANSFERRED


def test_a_number_that_cannot_be_heard(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    assert hear(dialog, "шум", "-") == ["phone_again"]
    assert hear(dialog, "шум", "-")[0] == "Transfer"


def test_a_number_said_with_the_wish(dialog: HotlineDialog) -> None:
    assert hear(dialog, "перезвоните на номер", "callback", digits="9123456789")[0] == "phone_heard"


def test_a_message(dialog: HotlineDialog) -> None:
    assert hear(dialog, "оставить сообщение", "leave_message") == ["message"]
    assert dialog.expects is Expect.STORY
    story = "оператор в мфц сказал повторить заявление а оно так и не появилось в кабинете"
    acts = dialog.hear(turn(story, "application_status?"))
    assert names(acts) == ["TakeMessage", "message_kept", "more"]
    assert isinstance(acts[0], TakeMessage)
    assert acts[0].message == story
    assert acts[0].handover.department == dialog.department == "applications"
    assert dialog.outcome is Outcome.MESSAGE


def test_a_message_that_is_not_left(dialog: HotlineDialog) -> None:
    hear(dialog, "оставить сообщение", "leave_message")
    assert hear(dialog, "не надо отмените", "cancel") == ["cancelled", "listening"]


@pytest.mark.parametrize("by_key", [False, True])
def test_a_rating(dialog: HotlineDialog, by_key: bool) -> None:
    assert hear(dialog, "хочу оценить", "rate_service") == ["rate"]
    acts = dialog.press(Key(0, "5")) if by_key else dialog.hear(turn("пять", "provide_number"))
    assert names(acts) == ["Register", "rate_thanks", "more"]
    assert isinstance(acts[0], Register)
    assert acts[0].handover.slots == (Slot("rating", "5"),)
    assert dialog.outcome is Outcome.ANSWERED


def test_a_rating_that_does_not_come(dialog: HotlineDialog) -> None:
    hear(dialog, "хочу оценить", "rate_service")
    assert hear(dialog, "ну как сказать", "-") == ["rate"]
    assert hear(dialog, "восемь", "-") == ["rate_skipped", "more"]
