"""The articles themselves: what every answer must hold, in both languages, and what it must never say."""

import datetime
import re
from collections import Counter
from collections.abc import Collection
from itertools import pairwise

import pytest

from call.labels import LANGUAGES
from dialogs.answers.article import Article
from dialogs.answers.article_parts import article_parts
from dialogs.answers.knowledge_types import (
    ANSWER_S,
    FACT_S,
    FIRST_RATE,
    MORE_S,
    SENTENCE_S,
    spoken_characters,
    spoken_seconds,
)
from tests.dialogs.speaker import shipped_knowledge

KNOWLEDGE = shipped_knowledge()
ARTICLES = KNOWLEDGE.articles

HOTLINE_NUMBERS = {
    "8-800-555-35-35",
    "8-800-555-36-36",
    "8-800-555-37-37",
    "8-800-555-38-38",
    "+7 (495) 777-77-77",
}

ASKS = re.compile(
    r"(?<!не )\b(назовите|называйте|скажите|сообщите|продиктуйте)\b"
    r"|(?<!never )(?<!not )(?<!n't )\b(tell(?! nobody)|say|dictate)\b",
    re.IGNORECASE,
)
SECRET = re.compile(r"парол|\bкод|password|\bcode", re.IGNORECASE)

GENERAL = [article for article in ARTICLES if not article.name]


def each(articles: Collection[Article]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("article", articles, ids=[f"{one.language}-{one.id}" for one in articles])


each_article, each_general_article = each(ARTICLES), each(GENERAL)


def spoken(article: Article) -> list[str]:
    """All but the title and the question, the short answer first."""
    names = ("title", "confirm")
    return [text for line, text in article_parts(article) if line.part not in names]


def sentences(article: Article) -> list[str]:
    return [sentence for text in spoken(article) for sentence in re.split(r"(?<=[.!?:]) ", text)]


@each_article
def test_an_answer_is_short_and_a_step_fits_into_twelve_seconds(article: Article) -> None:
    assert spoken_characters(article.answer) / FIRST_RATE <= ANSWER_S == 11.5
    assert article.more
    assert spoken_seconds(article.more, article.language) <= MORE_S == 18
    others = [text for text in spoken(article) if text not in (article.answer, article.brief, article.more)]
    facts = [fact.say for fact in article.facts]
    assert all(spoken_seconds(text, article.language) <= FACT_S == 16 for text in facts)
    assert all(spoken_seconds(text, article.language) <= SENTENCE_S == 12 for text in others if text not in facts)


@each_article
def test_the_rest_of_an_answer_does_not_say_it_again(article: Article) -> None:
    assert article.answer.startswith(article.brief)
    assert not set(re.split(r"(?<=[.!?]) ", article.more or "")) & set(re.split(r"(?<=[.!?]) ", article.answer))


@each_general_article
def test_there_are_three_to_seven_steps_and_something_about_documents_and_terms(article: Article) -> None:
    assert 3 <= len(article.steps) <= 7
    assert article.documents
    assert article.terms


@each_article
def test_no_figure_is_invented(article: Article) -> None:
    """The only digits spoken are telephone numbers of the hotline."""
    text = " ".join([article.title, article.confirm, *spoken(article)])
    for number in HOTLINE_NUMBERS:
        text = text.replace(number, "")
    assert not re.search(r"\d", text)


@each_article
def test_the_language_is_not_mixed(article: Article) -> None:
    other = "[A-Za-z]" if article.language == "ru" else "[А-Яа-яЁё]"
    assert not [text for text in (article.title, article.confirm, *spoken(article)) if re.search(other, text)]


@each_article
def test_callers_are_never_asked_to_say_a_password_or_a_code(article: Article) -> None:
    risky = [text for text in sentences(article) if ASKS.search(text) and SECRET.search(text)]
    assert all("ошибк" in text or "error" in text for text in risky), risky


@each_article
def test_callers_are_addressed_politely_and_in_whole_sentences(article: Article) -> None:
    assert not [text for text in spoken(article) if re.search(r"\b(ты|тебе|тебя|твой|твоя|твою)\b", text.lower())]
    assert all(text[0].isupper() or text[0].isdigit() for text in spoken(article))
    assert all(not sentence.endswith(("..", " .", " ?")) for sentence in spoken(article))
    assert not article.title.endswith((".", "?"))


@each_article
def test_somebody_must_read_it_again_in_2027(article: Article) -> None:
    assert datetime.date(2027, 1, 1) <= article.review_by <= datetime.date(2027, 12, 31)
    assert article.name or re.search(r"seed L\d+", article.source)


@pytest.mark.parametrize("name", dict.fromkeys(article.id for article in ARTICLES))
def test_both_languages_say_the_same(name: str) -> None:
    articles = [KNOWLEDGE.article(language, name) for language in LANGUAGES]
    for one, other in pairwise(articles):
        assert (one.department, one.source) == (other.department, other.source)
        assert [part for part, _ in article_parts(one)] == [part for part, _ in article_parts(other)]
        numbers = [{n for n in HOTLINE_NUMBERS for text in spoken(article) if n in text} for article in (one, other)]
        assert numbers[0] == numbers[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_questions_tell_categories_apart(language: str) -> None:
    articles = [article for article in ARTICLES if article.language == language]
    for part in ("title", "confirm", "answer"):
        assert [text for text, times in Counter(getattr(one, part) for one in articles).items() if times > 1] == []


@pytest.mark.parametrize(
    ("language", "refusal"),
    [
        ("ru", "Пароль и коды никому не называйте, даже нам"),
        ("en", "Never tell anybody your password or a code"),
    ],
)
def test_the_password_answer_warns(language: str, refusal: str) -> None:
    assert refusal in KNOWLEDGE.article(language, "password_recovery").answer


@pytest.mark.parametrize(
    ("intent", "number"),
    [
        ("benefits_and_pension", "8-800-555-35-35"),
        ("disability_support", "8-800-555-36-36"),
        ("business_services", "8-800-555-37-37"),
        ("contact_info", "+7 (495) 777-77-77"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_audiences_hear_their_own_number(language: str, intent: str, number: str) -> None:
    assert number in " ".join(spoken(KNOWLEDGE.article(language, intent)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts_name_every_number(language: str) -> None:
    assert all(number in " ".join(spoken(KNOWLEDGE.article(language, "contact_info"))) for number in HOTLINE_NUMBERS)


def test_digits_take_as_long_as_the_words_they_are_read_as() -> None:
    digits = spoken_seconds("8-800-555-35-35", "ru")
    words = spoken_seconds("восемь, восемьсот, пятьсот пятьдесят пять, тридцать пять, тридцать пять", "ru")
    assert words <= digits <= 1.3 * words
    assert spoken_seconds("слово " * 20, "ru") == pytest.approx(10.0)


@pytest.mark.parametrize(
    "article", [each for each in ARTICLES if each.language == LANGUAGES[0]], ids=lambda each: each.id
)
def test_facts_stand_in_the_same_places_in_all_languages(article: Article) -> None:
    others = [KNOWLEDGE.article(language, article.id) for language in LANGUAGES[1:]]
    assert {len(each.facts) for each in others} == {len(article.facts)}
