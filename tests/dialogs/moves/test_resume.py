"""A call that resumes another one: after it was cut off, and by its resume word."""

from dataclasses import replace

import pytest

from call.acts import Ask, Say
from call.lookups import LookUp, NothingFound, OthersCall, Registry, SavedCall, TooManyTries
from call.start import CallStart, Snapshot
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.phase import Phase
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.saved import resume_word
from tests.dialogs.speaker import dialog_of, hear, names, turn

STATUS = "document_upload"


@pytest.fixture
def broken_off(dialog: HotlineDialog) -> HotlineDialog:
    """At the second step of an instruction."""
    dialog.start()
    hear(dialog, "не загружается скан", STATUS)
    hear(dialog, "нет", "deny")
    hear(dialog, "дальше", "affirm")
    assert dialog.state.place.phase is Phase.STEPS
    return dialog


def again(knowledge: KnowledgeBase, phrases: PhraseBook, resumed: str) -> HotlineDialog:
    return dialog_of(knowledge, phrases, start=CallStart(resumed=resumed))


def test_a_caller_who_was_cut_off_is_asked_and_goes_on(
    broken_off: HotlineDialog, knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    dialog = again(knowledge, phrases, broken_off.snapshot.text)
    assert names(dialog.start()) == ["greeting", "resume_topic", f"{STATUS}.title", "resume_ask"]
    assert hear(dialog, "да", "affirm") == ["resumed", f"{STATUS}.step2", "step_next"]
    assert dialog.state.said == broken_off.state.said
    assert hear(dialog, "оператор", "operator")[0] == "Transfer"


def test_who_wants_something_else_is_heard(
    broken_off: HotlineDialog, knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    dialog = again(knowledge, phrases, broken_off.snapshot.text)
    dialog.start()
    assert hear(dialog, "нет", "deny") == ["listening"]
    other = again(knowledge, phrases, broken_off.snapshot.text)
    other.start()
    assert hear(other, "хочу пожаловаться", "complaint")[0] == "complaint.answer"


def test_the_language_of_the_call_goes_on(knowledge: KnowledgeBase, phrases: PhraseBook) -> None:
    first = dialog_of(knowledge, phrases, "en")
    first.start()
    hear(first, "my scan does not load", STATUS)
    assert again(knowledge, phrases, first.snapshot.text).language == "en"


@pytest.mark.parametrize("text", ["", "{}", "no json", '{"version":"0"}'])
def test_what_cannot_be_read_is_not_gone_on_with(text: str, knowledge: KnowledgeBase, phrases: PhraseBook) -> None:
    assert names(again(knowledge, phrases, text).start()) == ["greeting", "open_question"]


def test_there_is_nothing_to_go_on_with_before_and_after_a_matter(dialog: HotlineDialog) -> None:
    dialog.start()
    assert dialog.snapshot == Snapshot()
    hear(dialog, "не загружается скан", STATUS)
    assert dialog.snapshot.text
    hear(dialog, "оператор", "operator")
    assert dialog.snapshot == Snapshot()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_session_limit_hands_out_a_word_that_finds_the_call(
    language: str, broken_off: HotlineDialog, knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    spoken, _ = broken_off.tick(30 * 60_000)
    assert isinstance(spoken, Say)
    saved = broken_off.snapshot
    assert saved.word
    place, number = saved.word.split("-")
    words = phrases.wordings[language].resume_words[int(place)]
    assert phrases.resume_word("ru", saved.word).rstrip(".") in spoken.text
    dialog = dialog_of(knowledge, phrases, language)
    dialog.start()
    acts = dialog.hear(turn(f"{words} {number}", "-", language=language, digits=number))
    assert acts[-1] == LookUp(Registry.CALL, saved.word)
    resumed = dialog.found(SavedCall(saved.text))
    assert names(resumed)[:2] == ["resumed", f"{STATUS}.step2"]
    assert isinstance(resumed[-1], Ask)


def test_a_word_that_nobody_was_given_is_said_to_be_unknown(dialog: HotlineDialog) -> None:
    dialog.start()
    hear(dialog, "ромашка двенадцать", "-", digits="12")
    assert names(dialog.found(NothingFound())) == ["resume_unknown", "listening"]


def test_words_of_two_calls_differ(dialog: HotlineDialog) -> None:
    starts = [replace(dialog.state.start, caller=str(number)) for number in range(50)]
    assert len({resume_word(start, 40) for start in starts}) > 45
    assert resume_word(starts[0], 40) == resume_word(starts[0], 40)


def test_after_three_wrong_words_a_person_is_offered_and_no_word_is_looked_for(dialog: HotlineDialog) -> None:
    dialog.start()
    for said, digits in (("ромашка двенадцать", "12"), ("берёза тринадцать", "13")):
        hear(dialog, said, "-", digits=digits)
        assert names(dialog.found(NothingFound())) == ["resume_unknown", "listening"]
    hear(dialog, "радуга двенадцать", "-", digits="12")
    assert names(dialog.found(NothingFound())) == ["resume_no_more", "offer_person"]
    hear(dialog, "нет", "deny")
    dialog.hear(turn("меню", "menu_help"))
    hear(dialog, "нет ничего", "deny")
    for said in ("облако двенадцать", "радуга сорок"):
        assert not any(isinstance(act, LookUp) for act in dialog.hear(turn(said, "-", digits="12")))


def test_a_call_from_another_number_is_not_told(
    broken_off: HotlineDialog, knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    dialog = dialog_of(knowledge, phrases, start=CallStart(caller="79160000000"))
    dialog.start()
    acts = dialog.hear(turn("ромашка двенадцать", "-", digits="12"))
    assert acts[-1] == LookUp(Registry.CALL, "0-12", "79160000000")
    assert names(dialog.found(OthersCall())) == ["resume_other_number", "offer_person"]
    assert dialog.state.said == ()


def test_a_number_with_too_many_wrong_words_is_offered_a_person(dialog: HotlineDialog) -> None:
    dialog.start()
    hear(dialog, "ромашка двенадцать", "-", digits="12")
    assert names(dialog.found(TooManyTries())) == ["resume_no_more", "offer_person"]
