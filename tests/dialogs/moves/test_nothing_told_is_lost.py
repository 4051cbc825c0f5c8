"""What was told is recorded once, however the call goes on; what was only offered or taken back is not."""

import pytest

from call.events import Expect
from call.lookups import OwnRequest
from call.start import CallStart
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, names, shipped_knowledge

PHONE = "девять один шесть один два три четыре пять шесть семь"


@pytest.fixture(scope="module")
def answers() -> KnowledgeBase:
    return shipped_knowledge()


@pytest.fixture
def caller(answers: KnowledgeBase, phrases: PhraseBook) -> HotlineDialog:
    return dialog_of(answers, phrases)


def complain(dialog: HotlineDialog, story: str) -> list[str]:
    hear(dialog, "хочу оставить жалобу", "complaint")
    if dialog.expects is Expect.YES_NO:
        hear(dialog, "да", "affirm")
    hear(dialog, story, "-")
    hear(dialog, "пусть извинятся передо мной", "-")
    hear(dialog, PHONE, "provide_number", digits="9161234567")
    return hear(dialog, "да", "affirm")


def told_and_interrupted(dialog: HotlineDialog) -> None:
    hear(dialog, "хочу оставить жалобу", "complaint")
    hear(dialog, "да", "affirm")
    hear(dialog, "в мфц на меня накричали при всех", "-")


def test_another_complaint_from_the_same_number_is_another_request(caller: HotlineDialog) -> None:
    assert "Register" in complain(caller, "в мфц на меня накричали при всех")
    hear(caller, "запишите ещё жалобу", "leave_message")
    second = complain(dialog=caller, story="в поликлинике отказались меня принять")
    assert "already_recorded" not in second


def test_a_form_that_was_taken_back_is_not_recorded_at_the_end(caller: HotlineDialog) -> None:
    told_and_interrupted(caller)
    assert hear(caller, "отмена", "cancel") == ["form.complaint..resume"]
    assert "Register" not in hear(caller, "до свидания", "goodbye")
    assert names(caller.gone()) == []


def test_a_form_that_was_only_offered_is_not_recorded_after_danger(caller: HotlineDialog) -> None:
    hear(caller, "мне нагрубили в мфц при всех вчера утром", "complaint")
    hear(caller, "человеку плохо", "-")
    assert names(caller.gone()) == []


def test_a_told_complaint_is_recorded_although_a_person_takes_over(caller: HotlineDialog) -> None:
    told_and_interrupted(caller)
    assert hear(caller, "ой ей плохо с сердцем", "-")[0] == "danger_medical"
    acts = hear(caller, "да", "affirm")
    assert "Register" in acts
    assert "Transfer" in acts
    assert acts.index("Register") < acts.index("Transfer")


def told_to_the_telephone(dialog: HotlineDialog) -> None:
    told_and_interrupted(dialog)
    hear(dialog, "пусть извинятся передо мной", "-")
    assert "certificate_request.answer" in hear(dialog, "как получить справку", "certificate_request")


def test_a_told_complaint_is_recorded_although_another_form_was_begun(caller: HotlineDialog) -> None:
    told_to_the_telephone(caller)
    assert hear(caller, "что с моим обращением", "application_status") == ["form.own_request.request_number.ask"]
    assert "Register" in hear(caller, "до свидания", "goodbye")


def test_a_told_complaint_goes_on_after_a_look_up(answers: KnowledgeBase, phrases: PhraseBook) -> None:
    dialog = dialog_of(answers, phrases, start=CallStart(caller="79120000001"))
    told_to_the_telephone(dialog)
    hear(dialog, "что с моим обращением", "application_status")
    assert names(dialog.found(OwnRequest("10000016", "2026-11-25")))[-1] == "form.complaint..resume"
    assert "Register" in hear(dialog, "до свидания", "goodbye")


@pytest.mark.parametrize(
    "said",
    ["да всё верно больше ничего не надо до свидания", "да верно спасибо до свидания", "верно всего доброго"],
)
def test_a_yes_with_the_goodbye_confirms_the_number_that_was_read_back(caller: HotlineDialog, said: str) -> None:
    hear(caller, "перезвоните мне", "callback")
    hear(caller, PHONE, "provide_number", digits="9161234567")
    assert "CallBack" in hear(caller, said, "goodbye")


@pytest.mark.parametrize("said", ["да нет до свидания", "да неверно до свидания", "да ничего не надо до свидания"])
def test_a_goodbye_that_refuses_or_denies_confirms_no_number(caller: HotlineDialog, said: str) -> None:
    hear(caller, "перезвоните мне", "callback")
    hear(caller, PHONE, "provide_number", digits="9161234567")
    assert "CallBack" not in hear(caller, said, "goodbye")
    assert names(caller.gone()) == []


def test_who_wants_nothing_more_has_not_refused_what_was_read_back(caller: HotlineDialog) -> None:
    told_and_interrupted(caller)
    hear(caller, "пусть извинятся передо мной", "-")
    hear(caller, "нет", "deny")
    assert "Register" in hear(caller, "да всё верно больше ничего не надо до свидания", "goodbye")
