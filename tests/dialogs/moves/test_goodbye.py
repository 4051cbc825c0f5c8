"""The end of a call: what was recorded, the rating, goodbye; secrets."""

import pytest

from call.acts import BargeIn, Notify, Register, Say
from call.events import Slot
from dialogs.dialog import HotlineDialog
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, names, shipped_knowledge, silent, turn

CANONICAL = (
    "не получается загрузить скан паспорта в личный кабинет при подаче заявления о выдаче справки о доходах "
    "требуется помощь в загрузке файла"
)
"""The hotline's own example of a well-put request: topic, problem and wanted outcome in one phrase."""


def test_one_free_phrase_fills_the_whole_intake_frame(dialog: HotlineDialog) -> None:
    hear(dialog, CANONICAL, "document_upload")
    acts = dialog.hear(turn("запишите обращение", "-"))
    assert names(acts)[0] == "Register", "nothing is missing, so nothing is asked"
    assert isinstance(acts[0], Register)
    content = acts[0].handover
    assert content.topic == "document_upload"
    assert content.problem == CANONICAL.removesuffix(" требуется помощь в загрузке файла")
    assert content.wanted == "требуется помощь в загрузке файла"


def test_only_what_is_missing_is_asked(dialog: HotlineDialog) -> None:
    hear(dialog, "не грузится скан паспорта", "document_upload")
    assert hear(dialog, "запишите обращение", "-") == ["form.support_request.wanted.ask"]
    acts = dialog.hear(turn("загрузите его за меня пожалуйста", "-"))
    assert isinstance(acts[0], Register)
    assert acts[0].handover.wanted == "загрузите его за меня пожалуйста"


def recorded(dialog: HotlineDialog) -> None:
    hear(dialog, CANONICAL, "document_upload")
    hear(dialog, "запишите обращение", "-")


def test_the_number_is_told_twice_and_summed_up_at_the_end(dialog: HotlineDialog) -> None:
    hear(dialog, CANONICAL, "document_upload")
    acts = dialog.hear(turn("запишите обращение", "-"))
    told = ["write_down", "(value)", "number_again", "(value)", "more"]
    assert names(acts)[1:] == ["form.support_request..done", *told]
    number = [act for act in acts if isinstance(act, Say) and not act.prompt]
    assert {act.text for act in number} == {"ноль ноль ноль, ноль ноль ноль, ноль один."}
    assert all(act.rate < 1 and act.barge_in is BargeIn.OFF for act in number)
    hear(dialog, "какие документы нужны", "required_documents")
    assert hear(dialog, "до свидания", "goodbye") == [
        "form.support_request..recap",
        "recap_number",
        "(value)",
        "form.rating.rating.ask",
    ]
    assert hear(dialog, "пять", "-") == ["Register", "form.rating..done", "form.comment.comment.ask"]
    assert hear(dialog, "нет спасибо", "deny") == ["form_skipped", "goodbye", "HangUp:goodbye"]


def test_the_number_is_said_again_on_demand(dialog: HotlineDialog) -> None:
    recorded(dialog)
    assert hear(dialog, "повторите номер", "repeat") == ["recap_number", "(value)", "more"]
    assert hear(dialog, "помедленнее пожалуйста", "repeat") == ["slower", "recap_number", "(value)", "more"]
    hear(dialog, "какие документы нужны", "required_documents")
    assert "recap_number" not in hear(dialog, "повторите", "repeat")


def test_a_number_that_was_just_told_twice_is_not_told_again(dialog: HotlineDialog) -> None:
    recorded(dialog)
    assert hear(dialog, "нет", "deny") == ["form.support_request..recap", "form.rating.rating.ask"]


@pytest.mark.parametrize("hurry", ["goodbye", "silence", "no"])
def test_a_caller_in_a_hurry_is_let_go(dialog: HotlineDialog, hurry: str) -> None:
    recorded(dialog)
    hear(dialog, "до свидания", "goodbye")
    acts = (
        silent(dialog)
        if hurry == "silence"
        else hear(dialog, "до свидания", "goodbye")
        if hurry == "goodbye"
        else hear(dialog, "пропустить", "-")
    )
    assert acts[-1] == "HangUp:goodbye"


def test_a_call_that_did_nothing_is_not_rated(dialog: HotlineDialog) -> None:
    assert hear(dialog, "до свидания", "goodbye") == ["goodbye", "HangUp:goodbye"]


def test_the_rating_is_asked_once(dialog: HotlineDialog) -> None:
    recorded(dialog)
    hear(dialog, "хочу оценить", "rate_service")
    hear(dialog, "пять", "-")
    hear(dialog, "нет", "deny")
    assert hear(dialog, "до свидания", "goodbye") == ["goodbye", "HangUp:goodbye"]


@pytest.mark.parametrize(("said", "label"), [("пропустить", "cancel"), ("не буду оценивать", "rate_service")])
def test_nobody_has_to_rate(dialog: HotlineDialog, said: str, label: str) -> None:
    recorded(dialog)
    hear(dialog, "до свидания", "goodbye")
    assert hear(dialog, said, label) == ["form_skipped", "goodbye", "HangUp:goodbye"]


def test_an_opinion_is_not_handed_over_with_a_request(dialog: HotlineDialog) -> None:
    hear(dialog, "хочу оценить", "rate_service")
    hear(dialog, "один", "-")
    hear(dialog, "нет", "deny")
    hear(dialog, "не грузится скан паспорта", "document_upload")
    acts = dialog.hear(turn("оператор", "operator"))
    assert all(slot.name != "rating" for act in acts if hasattr(act, "handover") for slot in act.handover.slots)
    assert Slot("rating", "1") in dialog.slots


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "мой пароль ромашка пять"),
        ("ru", "запишите пароль эм икс"),
        ("ru", "код из смс четыре пять один два"),
        ("ru", "не могу войти мой пароль ромашка четыре пять один два"),
        ("en", "my password is daisy"),
    ],
)
def test_a_caller_who_begins_to_say_a_secret_is_stopped(phrases: PhraseBook, language: str, said: str) -> None:
    dialog = dialog_of(shipped_knowledge(), phrases, language)
    acts = dialog.hear(turn(said, "password_recovery", language=language, digits="4512"))
    assert names(acts)[0] == "credential"
    assert isinstance(acts[0], Say)
    assert acts[0].barge_in is BargeIn.OFF
    assert dialog.slots == ()
    assert dialog.state.said == ()


def test_a_secret_that_is_a_date_is_one_although_a_date_is_no_number(phrases: PhraseBook) -> None:
    dialog = dialog_of(shipped_knowledge(), phrases)
    said = "не могу войти мой пароль ромашка пятого мая две тысячи шестого года"
    assert names(dialog.hear(turn(said, "password_recovery")))[0] == "credential"


@pytest.mark.parametrize("said", ["мой пароль не подходит", "забыл пароль от кабинета", "код из смс не приходит"])
def test_to_speak_about_a_secret_is_no_secret(phrases: PhraseBook, said: str) -> None:
    dialog = dialog_of(shipped_knowledge(), phrases)
    assert hear(dialog, said, "password_recovery")[0].startswith("password_recovery.")


def test_the_answer_is_sent(dialog: HotlineDialog) -> None:
    hear(dialog, "не грузится скан", "document_upload")
    assert hear(dialog, "пришлите мне это", "-") == ["form.send.channel.ask"]
    assert hear(dialog, "через смс", "-") == ["form.send.phone.ask"]
    hear(dialog, "девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять", "provide_number")
    acts = dialog.hear(turn("да", "affirm"))
    assert names(acts) == ["Notify", "form.send..done", "more"]
    assert isinstance(acts[0], Notify)
    assert acts[0].address == "79123456789"
    assert acts[0].text.startswith("document_upload answer (ru).\n1. document_upload step 1 (ru).")
