"""Forms: a value in pieces, by keys, asked again, explained, passed over; a call back, a message, a rating."""

from dataclasses import replace
from typing import TypeVar

import pytest

from call.acts import Act, BargeIn, CallBack, Register, Say, TakeMessage
from call.events import Expect, Key, Outcome, Slot
from call.start import CallStart
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from tests.dialogs.speaker import hear, names, silent, turn

T = TypeVar("T", CallBack, TakeMessage, Register)
HEARD = ["form.callback.phone.heard", "(value)", "form_right"]
WHOLE = "восемь девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять"
WRITTEN = ["write_down", "(value)", "number_again", "(value)"]


def act_of(kind: type[T], acts: list[Act]) -> T:
    (found,) = [act for act in acts if isinstance(act, kind)]
    return found


def test_a_call_back_with_a_number_in_pieces(dialog: HotlineDialog) -> None:
    hear(dialog, "не грузится скан", "document_upload")
    assert hear(dialog, "перезвоните мне", "callback") == ["form.callback.phone.ask"]
    assert dialog.expects is Expect.DIGITS
    assert hear(dialog, "восемь девятьсот двенадцать", "provide_number") == ["form_go_on"]
    read = dialog.hear(turn("триста сорок пять шестьдесят семь восемьдесят девять", "provide_number"))
    assert names(read) == HEARD
    assert [act.barge_in for act in read[:2] if isinstance(act, Say)] == [BargeIn.OFF, BargeIn.OFF]
    assert isinstance(read[1], Say)
    assert read[1].text == "восемь, девять один два, три четыре пять, шесть семь, восемь девять."
    assert read[1].rate < 1
    promise = dialog.hear(turn("да", "affirm"))
    assert names(promise) == ["CallBack", "form.callback..done", "more"]
    assert act_of(CallBack, list(promise)).phone == "79123456789"
    assert act_of(CallBack, list(promise)).handover.topic == "document_upload"
    assert hear(dialog, "назад", "-") == ["more"], "nobody can go back and have the promise made twice"
    assert dialog.outcome is Outcome.CALLBACK
    assert Slot("phone", "79123456789") in dialog.slots


def test_a_call_back_asks_what_it_is_about_if_that_is_not_known(dialog: HotlineDialog) -> None:
    hear(dialog, f"перезвоните мне {WHOLE}", "callback")
    assert hear(dialog, "да", "affirm") == ["form.callback.problem.ask"]
    acts = dialog.hear(turn("у меня не открывается страница с пособием", "technical_error?"))
    assert act_of(CallBack, list(acts)).handover.problem == "у меня не открывается страница с пособием"


@pytest.mark.parametrize("end", ["goodbye", "silence", "gone", "no", "time"])
def test_a_call_back_is_promised_even_if_nothing_more_is_said(dialog: HotlineDialog, end: str) -> None:
    hear(dialog, f"перезвоните мне {WHOLE}", "callback")
    hear(dialog, "да", "affirm")
    if end == "goodbye":
        acts = hear(dialog, "до свидания", "goodbye")
    elif end == "silence":
        acts = silent(dialog)
    elif end == "no":
        acts = hear(dialog, "нет", "deny")
    else:
        acts = names(dialog.gone() if end == "gone" else dialog.tick(30 * 60_000))
    assert "CallBack" in acts
    assert dialog.outcome is Outcome.CALLBACK


def test_a_number_that_was_not_confirmed_is_not_promised(dialog: HotlineDialog) -> None:
    hear(dialog, f"перезвоните мне {WHOLE}", "callback")
    assert dialog.gone() == ()
    assert dialog.outcome is Outcome.ABANDONED


def test_a_call_back_by_keys(dialog: HotlineDialog) -> None:
    hear(dialog, "не грузится скан", "document_upload")
    hear(dialog, "перезвоните мне", "callback")
    typed = [names(dialog.press(Key(0, digit))) for digit in "89123456780"]
    assert typed[:-1] == [[]] * 10
    assert typed[-1] == HEARD
    retyped = [names(dialog.press(Key(0, digit))) for digit in "9123456789"]
    assert retyped[-1] == HEARD
    assert act_of(CallBack, list(dialog.hear(turn("да", "affirm")))).phone == "79123456789"


def test_the_hash_key_ends_a_number_of_any_length(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    assert [names(dialog.press(Key(0, digit))) for digit in "451207"] == [[]] * 6
    assert names(dialog.press(Key(0, "#")))[0] == "form.application_status.application_number.heard"
    assert names(dialog.press(Key(0, "#")))[-1] == "form_right", "a second # confirms nothing"


def test_the_own_number_is_offered(hotline: Hotline) -> None:
    from engine.parts import numbers_from_one

    dialog = HotlineDialog(hotline, CallStart(caller="79167654321"), numbers_from_one())
    hear(dialog, "не грузится скан", "document_upload")
    assert hear(dialog, "перезвоните мне", "callback") == ["form.callback.phone.caller"]
    probe = HotlineDialog(hotline, CallStart(caller="79167654321"), numbers_from_one())
    probe._state = replace(dialog.state)
    assert act_of(CallBack, list(dialog.hear(turn("да", "affirm")))).phone == "79167654321"
    assert hear(probe, "нет", "deny") == ["form.callback.phone.ask"]


def test_the_prompt_levels_of_a_number_end_at_a_person(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    levels = [hear(dialog, "шум", "-") for _ in range(4)]
    assert levels == [
        ["form_groups"],
        ["form_by_digit"],
        ["form_keys"],
        ["Transfer", "form_failed", "HangUp:transferred"],
    ]


def test_what_is_wrong_with_a_number_is_said(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "девять один два три четыре пять шесть семь", "provide_number")
    assert silent(dialog)[:3] == ["form_too_short", "form_group", "(value)"]


def test_why_and_what_is_not_at_hand(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    assert hear(dialog, "зачем вам мой номер", "-") == ["form.callback.phone.why", "form.callback.phone.ask"]
    first = hear(dialog, "я не помню номер", "-")
    assert first == ["form_without", "form.callback.phone.missing", "form.callback.phone.ask"]
    assert hear(dialog, "не знаю", "-")[-1] == "offer_person"


def test_a_caller_without_the_number_of_the_application_goes_on_without_it(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    acts = hear(dialog, "нет под рукой", "deny")
    assert acts == ["form_without", "form.application_status.application_number.missing", "more"]


def test_the_number_from_the_beginning(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "восемь девятьсот", "provide_number")
    assert hear(dialog, "давайте сначала", "-") == ["form_over", "form.callback.phone.ask"]
    assert hear(dialog, WHOLE, "provide_number") == HEARD


def test_silence_in_a_form(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    assert silent(dialog) == ["still_here", "form.callback.phone.ask"]
    assert silent(dialog) == ["form_keys"]
    assert silent(dialog) == ["goodbye_silent", "HangUp:silence"]


def test_noise_in_a_form(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    assert hear(dialog, "э", "") == ["not_heard", "form_groups"]
    assert hear(dialog, "о", "") == ["not_heard", "form_by_digit"]
    assert hear(dialog, "с", "") == ["Transfer", "transfer_unheard", "HangUp:transferred"]


def test_noise_does_not_end_a_number(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "восемь девятьсот шестнадцать", "provide_number")
    assert hear(dialog, "э", "") == ["form_go_on"]
    assert hear(dialog, "сто двадцать три сорок пять шестьдесят семь", "provide_number") == HEARD


def test_what_in_a_form_keeps_what_is_complete(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, WHOLE, "provide_number")
    hear(dialog, "да", "affirm")
    acts = [hear(dialog, "что", "") for _ in range(3)]
    assert acts[1][0] == "slower"
    assert "CallBack" in acts[2]
    assert acts[2][-1].startswith("HangUp")


def test_a_message(dialog: HotlineDialog) -> None:
    assert hear(dialog, "оставить сообщение", "leave_message") == ["form.voice_message.message.ask"]
    assert dialog.expects is Expect.STORY
    story = "оператор в мфц сказал повторить заявление а оно так и не появилось в кабинете"
    acts = dialog.hear(turn(story, "application_status?"))
    assert names(acts) == ["TakeMessage", "form.voice_message..done", "more"]
    assert act_of(TakeMessage, list(acts)).message == story
    assert act_of(TakeMessage, list(acts)).handover.problem == story
    assert act_of(TakeMessage, list(acts)).handover.department == dialog.department == "applications"
    assert dialog.outcome is Outcome.MESSAGE


def test_a_number_in_a_message_is_kept(dialog: HotlineDialog) -> None:
    hear(dialog, "оставить сообщение", "leave_message")
    assert hear(dialog, f"разберитесь пожалуйста и позвоните {WHOLE}", "-")[0] == "form.voice_message.phone.heard"
    acts = dialog.hear(turn("да", "affirm"))
    assert Slot("phone", "79123456789") in act_of(TakeMessage, list(acts)).handover.slots


def test_a_message_that_is_not_left(dialog: HotlineDialog) -> None:
    hear(dialog, "оставить сообщение", "leave_message")
    assert hear(dialog, "не надо отмените", "cancel") == ["cancelled", "listening"]


@pytest.mark.parametrize("by_key", [False, True])
def test_a_rating_and_a_comment(dialog: HotlineDialog, by_key: bool) -> None:
    assert hear(dialog, "хочу оценить", "rate_service") == ["form.rating.rating.ask"]
    acts = dialog.press(Key(0, "5")) if by_key else dialog.hear(turn("пять", "provide_number"))
    assert names(acts) == ["Register", "form.rating..done", "form.comment.comment.ask"]
    assert act_of(Register, list(acts)).handover.slots == (Slot("rating", "5"),)
    assert dialog.outcome is Outcome.ANSWERED
    comment = dialog.hear(turn("всё было понятно и быстро", "-"))
    assert names(comment) == ["Register", "form.comment..done", "more"]
    assert Slot("comment", "всё было понятно и быстро") in act_of(Register, list(comment)).handover.slots
    assert dialog.state.requests == (), "an opinion is no request of the caller's"


def test_a_rating_that_does_not_come(dialog: HotlineDialog) -> None:
    hear(dialog, "хочу оценить", "rate_service")
    assert hear(dialog, "ну как сказать", "-") == ["form_again", "form.rating.rating.ask"]
    assert hear(dialog, "восемь", "-") == ["form_skipped", "more"]


def test_another_request_breaks_off_a_form_and_it_is_offered_again(dialog: HotlineDialog) -> None:
    hear(dialog, "запишите мои контакты", "-")
    hear(dialog, WHOLE, "provide_number")
    assert dialog.state.place.phase is Phase.FORM
    assert hear(dialog, "какие документы нужны", "required_documents") == ["required_documents.answer", "helped"]
    assert hear(dialog, "да", "affirm") == ["form.contact_confirmation..resume"]
    assert hear(dialog, "да давайте", "affirm") == ["form.contact_confirmation.email.ask"]
    assert Slot("phone", "79123456789") in dialog.slots


def test_a_broken_off_form_can_be_left(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "какие документы нужны", "required_documents")
    assert hear(dialog, "да", "affirm") == ["form.callback..resume"]
    assert hear(dialog, "нет", "deny") == ["more"]
