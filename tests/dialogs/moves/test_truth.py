"""What the assistant promises if a thing does not stand behind it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from call.acts import CallBack, Register, Transfer
from call.configured import EVERYTHING, Thing
from call.events import Outcome, Silence
from call.labels import LANGUAGES
from call.lookups import Application, LookUp, NotConfigured, NotProven
from call.start import CallStart
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.hours.lines_file import load_lines
from dialogs.line import Fixed
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.prompts import Prompt
from dialogs.render.render import prompts, render
from engine.parts import load_hotline
from tests.dialogs.speaker import dialog_of, hear, names, turn

BOOK = load_lines()
NOON = datetime.fromisoformat("2026-11-23T12:00+03:00")
Caller = Callable[..., HotlineDialog]
PROMISES = {
    Thing.DESK: re.compile(
        r"соедин(?:яю|ю|ить вас)|скажите «?оператор|put(?:ting)? you through to a|say \"operator", re.I
    ),
    Thing.DIALLER: re.compile(r"ждите звонка|специалист перезвонит|within five minutes|will (?:call you|ring)", re.I),
    Thing.SENDER: re.compile(r"придёт ссылка|will get an? (?:activation )?link", re.I),
    Thing.INCIDENTS: re.compile(r"известного сбоя|no known fault", re.I),
    Thing.RECORDING: re.compile(r"записывается|call is recorded", re.I),
}


@pytest.fixture
def arrive(knowledge: KnowledgeBase, phrases: PhraseBook) -> Caller:
    def call(*missing: Thing, proof: str = "", caller: str = "") -> HotlineDialog:
        there = replace(EVERYTHING, proof=proof).without(*missing)
        return dialog_of(knowledge, phrases, "ru", CallStart(NOON, "main", caller, None, configured=there), BOOK)

    return call


def test_without_a_desk_a_question_is_recorded_and_the_call_goes_on(arrive: Caller) -> None:
    dialog = arrive(Thing.DESK)
    hear(dialog, "как получить справку", "document_upload")
    acts = dialog.hear(turn("оператора", "operator"))
    assert isinstance(acts[0], Register)
    assert acts[0].handover.department == "technical_support"
    assert acts[0].handover.problem == "как получить справку"
    assert not any(isinstance(act, Transfer) for act in acts)
    assert names(acts)[1] == "no_desk_recorded"
    assert names(acts)[-1] == "more"
    assert dialog.outcome is Outcome.MESSAGE


def test_the_same_question_is_not_recorded_twice(arrive: Caller) -> None:
    dialog = arrive(Thing.DESK)
    hear(dialog, "как получить справку", "document_upload")
    dialog.hear(turn("оператора", "operator"))
    assert hear(dialog, "оператора", "operator") == ["topic.no_desk"]


def test_without_a_desk_no_failure_promises_a_person(arrive: Caller) -> None:
    acts = arrive(Thing.DESK, Thing.DIALLER, caller="79121234567").fail()
    assert [type(act) for act in acts if isinstance(act, Transfer | CallBack | Register)] == [Register]
    assert "failure_kept.no_desk" in names(acts)


def test_without_a_dialler_a_number_is_noted(arrive: Caller) -> None:
    dialog = arrive(Thing.DIALLER, caller="79121234567")
    hear(dialog, "как получить справку", "document_upload")
    assert hear(dialog, "перезвоните мне", "callback")[-1] == "form.callback.phone.caller.no_dialler"
    acts = dialog.hear(turn("да", "affirm"))
    assert isinstance(acts[0], Register)
    assert {slot.name: slot.value for slot in acts[0].handover.slots}["phone"] == "79121234567"
    assert names(acts)[1] == "form.callback..done.no_dialler"
    assert dialog.outcome is Outcome.MESSAGE


def test_a_board_of_failures_that_is_not_there_is_not_checked(arrive: Caller) -> None:
    dialog = arrive(Thing.CASES)
    acts = dialog.hear(turn("где моё заявление", "application_status"))
    assert isinstance(acts[-1], LookUp)
    assert "checking" not in names(acts)
    told = names(dialog.found(NotConfigured()))
    assert told == ["no_cases", "more"]
    assert dialog.outcome is Outcome.ANSWERED


def test_a_status_waits_for_the_fact_and_carries_it_to_the_registry(arrive: Caller) -> None:
    dialog = arrive(proof="phone_end")
    asked = hear(dialog, "где моё заявление номер 451207", "application_status")
    assert asked[-1] == "form.application_status.phone_end.ask"
    acts = dialog.hear(turn("4567", "provide_number"))
    assert acts[-1] == LookUp(acts[-1].registry, "451207", proof_of="phone_end", proof="4567")  # type: ignore[union-attr]
    assert "4567" not in {slot.value for slot in dialog.slots}, "a proof is compared and not kept"


def test_after_two_wrong_facts_not_even_the_right_one_opens_an_application(arrive: Caller) -> None:
    dialog = arrive(proof="phone_end")
    hear(dialog, "где моё заявление номер 451207", "application_status")
    for told, answer in (("1111", "not_proven"), ("2222", "not_proven_twice")):
        dialog.hear(turn(told, "provide_number"))
        assert answer in names(dialog.found(NotProven()))
    hear(dialog, "нет", "deny")
    hear(dialog, "где моё заявление номер 451207", "application_status")
    dialog.hear(turn("4567", "provide_number"))
    assert "not_proven_twice" in names(dialog.found(Application("451207", "", "ready")))


def test_a_rating_gets_no_number(arrive: Caller) -> None:
    dialog = arrive()
    hear(dialog, "как получить справку", "document_upload")
    hear(dialog, "до свидания", "goodbye")
    rated = next(act for act in dialog.hear(turn("пять", "rate_service")) if isinstance(act, Register))
    assert rated.handover.number == ""
    assert dialog.state.requests == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("thing", PROMISES)
def test_every_sentence_that_counts_on_a_thing_has_its_other_wording(language: str, thing: Thing) -> None:
    """Only sentences whose move is not made without the thing may still count on it."""
    unreached = {
        Thing.DESK: r"transfer|form_failed|other_or|\.instead|\.prepare|\.no_",
        Thing.DIALLER: r"within_minutes|call_soon|call_later|\.no_",
        Thing.SENDER: r"\.no_",
        Thing.INCIDENTS: r"\.no_",
        Thing.RECORDING: r"\.greeting$|\.no_",
    }[thing]
    said = {each.prompt: each.text for each in prompts(load_hotline(), language)}
    found = [prompt for prompt, text in said.items() if PROMISES[thing].search(text)]
    untrue = [each for each in found if f"{each}.no_{thing}" not in said and not re.search(unreached, each)]
    assert untrue == []


def test_both_languages_have_the_same_other_wordings_and_all_belong_to_a_prompt() -> None:
    hotline = load_hotline()
    for language in LANGUAGES:
        known = {each.prompt for each in prompts(hotline, language)}
        for thing, said in hotline.phrases.wordings[language].without.items():
            assert [prompt for prompt in said if f"{prompt}.no_{thing}" not in known] == [], (language, thing)
    fixed = [
        {(thing, prompt) for thing, said in wording.without.items() for prompt in said if "." not in prompt}
        for wording in hotline.phrases.wordings.values()
    ]
    assert fixed[0] == fixed[1]


def test_a_line_of_its_own_and_the_general_one_say_nothing_of_a_recording_that_is_not_made(
    knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    there = EVERYTHING.without(Thing.RECORDING)
    for line in BOOK.lines:
        start = CallStart(NOON, line, configured=there)
        text = " ".join(act.text for act in dialog_of(knowledge, phrases, "ru", start, BOOK).start())  # type: ignore[union-attr]
        assert "записывается" not in text, line


def test_a_sentence_has_its_own_wording_only_where_the_thing_is_missing(arrive: Caller) -> None:
    hotline = load_hotline()
    for missing, prompt in (
        ((), "offer_person"),
        ((Thing.DESK,), "offer_person.no_desk"),
        ((Thing.SENDER,), "offer_person"),
    ):
        assert render(Fixed(Prompt.OFFER_PERSON), arrive(*missing).state, hotline).prompt == prompt


def test_silence_without_a_desk_still_ends_the_call(arrive: Caller) -> None:
    dialog = arrive(Thing.DESK, Thing.DIALLER)
    acts: list[str] = []
    for at_ms in range(10_000, 200_000, 10_000):
        acts += names(dialog.silent(Silence(at_ms)))
    assert "goodbye_silent" in acts
