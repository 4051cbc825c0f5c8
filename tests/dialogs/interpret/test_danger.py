"""Danger to life comes before everything, in any phase, and harmless words that sound like it do not."""

import csv
from pathlib import Path

import pytest

from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.phase import Phase
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.table import TRANSITIONS
from tests.dialogs.speaker import dialog_of, hear, shipped_phrases

HERE = Path(__file__).parent
EMERGENCY = "112"


def rows() -> list[tuple[str, str, str]]:
    found = []
    for language in ("ru", "en"):
        with (HERE / f"danger.{language}.tsv").open(encoding="utf-8", newline="") as file:
            found += [(language, row["danger"], row["text"]) for row in csv.DictReader(file, delimiter="\t")]
    return found


@pytest.mark.parametrize(("language", "kind", "text"), rows())
def test_danger_is_told_from_words_that_sound_like_it(
    knowledge: KnowledgeBase, phrases: PhraseBook, language: str, kind: str, text: str
) -> None:
    said = hear(dialog_of(knowledge, phrases, language), text, "-")
    told = [prompt for prompt in said if prompt.startswith("danger_")]
    assert told == ([] if kind == "none" else [f"danger_{kind}"])


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", ["medical", "fire", "gas", "police", "despair", "general"])
def test_the_number_stands_in_the_first_sentence(language: str, kind: str) -> None:
    phrases = shipped_phrases().wordings[language].phrases
    said = next(text.text for prompt, text in phrases.items() if prompt == f"danger_{kind}")
    assert EMERGENCY in said.partition(". ")[0].partition(": ")[0]


def test_a_person_is_offered_and_comes_at_the_second_word(dialog: HotlineDialog) -> None:
    assert hear(dialog, "человеку плохо", "-") == ["danger_medical", "offer_person"]
    assert dialog.state.place.phase is Phase.OFFER
    assert "Transfer" in hear(dialog, "скорую вызовите", "application_submit")


def test_a_request_that_was_understood_does_not_hide_it(dialog: HotlineDialog) -> None:
    assert hear(dialog, "хочу умереть", "complaint")[0] == "danger_despair"


@pytest.mark.parametrize(
    ("language", "text", "label", "told"),
    [
        ("ru", "он побелел и сполз по стенке", "danger", "danger_general"),
        ("en", "he went white and slid down the wall", "danger", "danger_general"),
        ("ru", "он побелел и сполз по стенке", "danger?", ""),
        ("ru", "он побелел и сполз по стенке", "danger/complaint", ""),
        ("ru", "он побелел и сполз по стенке кажется умирает", "danger", "danger_medical"),
        ("ru", "мама побелела после инсульта", "danger", ""),
        ("en", "she went white last week", "danger", ""),
        ("ru", "помогите пожалуйста", "danger", ""),
    ],
)
def test_the_label_tells_danger_that_no_cue_names(
    knowledge: KnowledgeBase, phrases: PhraseBook, language: str, text: str, label: str, told: str
) -> None:
    said = hear(dialog_of(knowledge, phrases, language), text, label)
    assert [prompt for prompt in said if prompt.startswith("danger_")] == ([told] if told else [])


def test_the_label_offers_a_person_too(dialog: HotlineDialog) -> None:
    assert hear(dialog, "он побелел и сполз по стенке", "danger") == ["danger_general", "offer_person"]
    assert "Transfer" in hear(dialog, "он мне не отвечает", "danger")


def test_what_only_sounds_like_danger_may_be_the_request_behind_it(dialog: HotlineDialog) -> None:
    hear(dialog, "что там с моим заявлением после инсульта", "danger/application_status")
    assert dialog.state.place.candidate == "application_status"


def test_danger_in_the_story_of_a_form(dialog: HotlineDialog) -> None:
    hear(dialog, "хочу пожаловаться", "complaint")
    hear(dialog, "да", "affirm")
    assert dialog.state.place.phase is Phase.FORM
    assert hear(dialog, "ой он побелел и сполз по стенке", "danger") == ["danger_general", "offer_person"]


def test_every_phase_but_the_end_answers_it() -> None:
    moves = {phase: row["danger"].name for phase, row in TRANSITIONS.items()}  # type: ignore[index]
    assert moves.pop(Phase.ENDED) == "nothing"
    assert set(moves.values()) == {"danger"}
