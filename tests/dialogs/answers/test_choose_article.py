"""Which article answers: most groups of cues, then most words, within the category that was understood."""

from dataclasses import replace

import pytest

from dialogs.answers.article import Article
from dialogs.answers.choose_article import choose_article
from dialogs.answers.knowledge_base import KnowledgeBase
from tests.dialogs.conftest import article

GENERAL = article("ru", "required_documents")


def special(name: str, *groups: tuple[str, ...], intent: str = "required_documents") -> Article:
    return replace(article("ru", intent), name=name, asked_with=groups)


KNOWLEDGE = KnowledgeBase(
    [
        GENERAL,
        article("ru", "complaint"),
        special("passport", ("паспорт*",)),
        special("foreign_passport", ("загран*", "заграничн* паспорт*")),
        special("child_passport", ("загран*", "паспорт*"), ("ребёнк*", "ребенок", "дет*")),
        special("court", ("суд*",), intent="complaint"),
    ]
)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("какие документы нужны", "required_documents"),
        ("документы на паспорт", "required_documents/passport"),
        ("документы на Загранпаспорт!", "required_documents/foreign_passport"),
        ("заграничный паспорт", "required_documents/foreign_passport"),  # two words against one
        ("загранпаспорт ребёнку", "required_documents/child_passport"),  # two groups against one
        ("загранпаспорт ребенку", "required_documents/child_passport"),
        ("для ребёнка", "required_documents"),  # the other group is missing
        ("документы в суд", "required_documents"),  # a cue of another category
    ],
)
def test_the_most_specific_article_answers(said: str, chosen: str) -> None:
    assert choose_article(KNOWLEDGE, "ru", "required_documents", said) == chosen


def test_of_several_texts_the_first_that_asks_for_a_special_one_decides() -> None:
    said = ("а что ещё", "паспорт", "загранпаспорт")
    assert choose_article(KNOWLEDGE, "ru", "required_documents", *said) == "required_documents/passport"


def test_a_draw_is_the_same_in_every_run() -> None:
    twins = [special(name, ("паспорт*",)) for name in ("b", "a", "c")]
    for order in (twins, twins[::-1]):
        assert choose_article(KnowledgeBase([GENERAL, *order]), "ru", "required_documents", "паспорт").endswith("/a")


def test_an_article_that_is_not_there_any_more_is_answered_by_the_general_one() -> None:
    assert KNOWLEDGE.article("ru", "required_documents/vanished") is GENERAL
    with pytest.raises(KeyError):
        KNOWLEDGE.article("ru", "pizza/margherita")
