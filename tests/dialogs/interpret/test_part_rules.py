"""Facts and sections answer further questions, and only those about the same matter."""

from dataclasses import replace

import pytest

from call.start import UNKNOWN_START
from dialogs.answers.article import Article, KnownFact
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from engine.parts import numbers_from_one
from tests.dialogs.conftest import article
from tests.dialogs.speaker import hear, hotline_of, shipped_finder, shipped_knowledge, shipped_phrases

SUBMIT, ACCOUNT = "document_upload", "account_registration"
PASSPORT = f"{SUBMIT}.passport"
FACTS = (
    KnownFact(
        ("а муж может за меня забрать", "можно ли по доверенности получить", "сын сходит отдадут ему"),
        "Паспорт выдают только лично, доверенность не поможет.",
    ),
    KnownFact(
        ("штраф будет что я затянул", "а если просрочил", "опоздала с заменой что мне будет"),
        "За просроченный паспорт могут оштрафовать, но поменяют его всё равно.",
    ),
    KnownFact(
        ("прописан в туле а живу в москве можно тут", "в другом городе примут", "без прописки поменяют"),
        "Паспорт меняют в любом городе, прописка не важна.",
    ),
)


@pytest.fixture
def dialog() -> HotlineDialog:
    passport = replace(
        article("ru", SUBMIT),
        name="passport",
        title="Замена паспорта",
        asked=("как поменять паспорт", "хочу новый паспорт", "паспорт заменить где"),
        answer="Паспорт меняют по заявлению на портале.",
        facts=FACTS,
        cost=("Пошлина за паспорт триста рублей.",),
        terms=("Паспорт делают до пяти рабочих дней.",),
    )
    child = replace(
        article("ru", ACCOUNT),
        name="for_child",
        title="Кабинет ребёнка",
        asked=("как зарегистрировать ребёнка", "кабинет на сына", "для дочки кабинет завести"),
        answer="Кабинет ребёнка открывают из своего.",
    )
    return dialog_over(passport, child)


def dialog_over(*articles: Article) -> HotlineDialog:
    general = [replace(one, asked=()) for one in shipped_knowledge().articles if not one.name]
    hotline = replace(hotline_of(KnowledgeBase([*general, *articles]), shipped_phrases()), finder=shipped_finder())
    dialog = HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), "ru")
    return dialog


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("а жена за меня получит по доверенности", f"{PASSPORT}.fact1"),
        ("а меня оштрафуют я опоздал", f"{PASSPORT}.fact2"),
        ("живу не там где прописана можно здесь", f"{PASSPORT}.fact3"),
        ("а платить за него надо сколько", f"{PASSPORT}.cost1"),
        ("а сколько дней его делают", f"{PASSPORT}.term1"),
    ],
)
def test_a_further_question_hears_its_fact(dialog: HotlineDialog, said: str, told: str) -> None:
    assert hear(dialog, "как поменять паспорт", SUBMIT)[0] == f"{PASSPORT}.answer"
    assert hear(dialog, said, "-")[0] == told


def test_two_questions_in_one_turn_hear_two_facts(dialog: HotlineDialog) -> None:
    hear(dialog, "как поменять паспорт", SUBMIT)
    told = hear(dialog, "а платить сколько надо и штраф будет что я затянул", "-")
    assert told[:2] == [f"{PASSPORT}.cost1", f"{PASSPORT}.fact2"]


def test_a_fact_that_was_told_is_no_answer_to_the_next_question(dialog: HotlineDialog) -> None:
    hear(dialog, "как поменять паспорт", SUBMIT)
    assert hear(dialog, "а муж может за меня забрать", "-")[0] == f"{PASSPORT}.fact1"
    assert f"{PASSPORT}.fact1" not in hear(dialog, "да нет мужу его отдадут в другом городе", "-")


def test_another_matter_is_no_fact_of_this_one(dialog: HotlineDialog) -> None:
    hear(dialog, "как поменять паспорт", SUBMIT)
    assert hear(dialog, "а кабинет на сына завести", ACCOUNT)[0] == f"{ACCOUNT}.for_child.answer"


def test_a_wish_for_a_person_is_no_question(dialog: HotlineDialog) -> None:
    hear(dialog, "как поменять паспорт", SUBMIT)
    assert not hear(dialog, "соедините меня с человеком муж заберёт", "operator")[0].startswith(PASSPORT)
