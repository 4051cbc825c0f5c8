"""«Что с моей жалобой?»: a request that the hotline recorded, in this call or an earlier one."""

import pytest

from call.configured import EVERYTHING, Thing
from call.lookups import LookUp, NotConfigured, NothingFound, OwnRequest, Registry
from call.start import CallStart
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import dialog_of, hear, names, shipped_knowledge, shipped_phrases, turn

CALLER = "79120000001"
TOLD = ["own_request", "(value)", "(value)", "own_request_state", "more"]
ASK = "form.own_request.request_number.ask"


def dialog_from(caller: str = "", **changes: object) -> HotlineDialog:
    configured = EVERYTHING.without(*(Thing(name) for name, there in changes.items() if not there))
    start = CallStart(caller=caller, configured=configured)
    return dialog_of(shipped_knowledge(), shipped_phrases(), start=start)


@pytest.mark.parametrize(
    "said",
    [
        "что с моей жалобой",
        "я вчера оставлял жалобу узнать про свою жалобу хочу",
        "рассмотрели ли жалобу",
        "какой номер моего обращения",
        "подскажите статус обращения",
        "вчера я звонил что с моим обращением",
    ],
)
def test_the_latest_one_of_the_callers_number_is_looked_for_at_once(said: str) -> None:
    dialog = dialog_from(CALLER)
    acts = dialog.hear(turn(said, "application_status"))
    assert acts[-1] == LookUp(Registry.REQUEST, "", CALLER)
    assert names(dialog.found(OwnRequest("10000016", "2026-11-25"))) == TOLD


@pytest.mark.parametrize(
    "said",
    ["хочу подать жалобу", "как подать обращение в ведомство", "где моё заявление", "номер заявления где посмотреть"],
)
def test_a_new_complaint_or_an_application_is_none(said: str) -> None:
    dialog = dialog_from(CALLER)
    acts = dialog.hear(turn(said, "complaint"))
    assert not any(isinstance(act, LookUp) for act in acts)


def test_without_a_known_caller_the_number_is_asked_read_back_and_looked_up() -> None:
    dialog = dialog_from()
    assert hear(dialog, "что с моей жалобой", "complaint") == [ASK]
    assert hear(dialog, "десять ноль ноль ноль ноль один шесть", "provide_number")[-1] == "form_right"
    acts = dialog.hear(turn("да", "affirm"))
    assert acts[-1] == LookUp(Registry.REQUEST, "10000016")
    assert names(dialog.found(OwnRequest("10000016", "2026-11-25"))) == TOLD


def test_a_caller_without_requests_is_asked_for_the_number_once() -> None:
    dialog = dialog_from(CALLER)
    hear(dialog, "что с моей жалобой", "complaint")
    assert names(dialog.found(NothingFound())) == ["no_own_request", ASK]
    hear(dialog, "десять ноль ноль ноль ноль один шесть", "provide_number")
    assert dialog.hear(turn("да", "affirm"))[-1] == LookUp(Registry.REQUEST, "10000016", CALLER)


def test_a_number_of_no_request_is_looked_for_among_the_applications() -> None:
    dialog = dialog_from()
    hear(dialog, "что с моим обращением", "complaint")
    hear(dialog, "сорок ноль один двадцать два ноль шесть", "provide_number")
    dialog.hear(turn("да", "affirm"))
    assert dialog.found(NothingFound())[-1] == LookUp(Registry.APPLICATION, "40012206")


def test_without_both_registries_a_person_is_offered_and_nothing_is_promised() -> None:
    dialog = dialog_from(cases=False)
    hear(dialog, "что с моим обращением", "complaint")
    hear(dialog, "сорок ноль один двадцать два ноль шесть", "provide_number")
    dialog.hear(turn("да", "affirm"))
    assert names(dialog.found(NotConfigured())) == ["no_requests", "offer_person"]


def complained() -> HotlineDialog:
    dialog = dialog_from()
    hear(dialog, "хочу пожаловаться", "complaint")
    hear(dialog, "да", "affirm")
    hear(dialog, "мне нагрубили в мфц на ленина пять", "complaint")
    hear(dialog, "пусть извинятся", "-")
    hear(dialog, "нет", "deny")
    assert "form.complaint..done" in hear(dialog, "да", "affirm")
    return dialog


def test_what_was_recorded_in_this_call_is_told_without_a_registry() -> None:
    dialog = complained()
    acts = dialog.hear(turn("какой номер моего обращения", "application_status"))
    assert names(acts) == TOLD
    assert acts[1].text == "ноль ноль ноль, ноль ноль ноль, ноль один."  # type: ignore[union-attr]


def test_a_number_of_a_request_where_an_application_is_asked_for_is_told_too() -> None:
    dialog = dialog_from()
    hear(dialog, "где заявление", "application_status")
    hear(dialog, "десять ноль ноль ноль ноль один шесть", "provide_number")
    dialog.hear(turn("да", "affirm"))
    assert names(dialog.found(OwnRequest("10000016", "2026-11-25"))) == TOLD


def test_a_named_number_is_looked_up_although_this_call_has_a_request() -> None:
    dialog = complained()
    said = "что с моим обращением номер десять ноль ноль ноль ноль один шесть"
    assert hear(dialog, said, "application_status")[-1] == "form_right"
    acts = dialog.hear(turn("да", "affirm"))
    assert acts[-1] == LookUp(Registry.REQUEST, "10000016")
