"""Doubts about answers that can be read, and what differs between two knowledge bases."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from dialogs.answers.article import Article
from dialogs.answers.durations import durations
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.knowledge_check import CheckWith, Doubt, check_knowledge
from dialogs.answers.knowledge_diff import AnswerChange, changes
from dialogs.answers.knowledge_tables import ErrorCode, Region, Tables
from nlu.numbers.numbers import read_numbers
from tests.dialogs.conftest import article

TODAY = datetime.date(2026, 11, 25)
BOTH = ("ru", "en")


def special(language: str, name: str = "passport", cue: str = "паспорт*") -> Article:
    return replace(article(language, "complaint"), name=name, asked_with=((cue,),))


def base(*articles: Article, tables: dict[str, Tables] | None = None) -> KnowledgeBase:
    """The general articles of both languages, and these."""
    return KnowledgeBase([*(article(language, "complaint") for language in BOTH), *articles], tables or {})


def doubts(
    knowledge: KnowledgeBase,
    said: Sequence[tuple[str, str]] = (),
    *,
    today: datetime.date = TODAY,
    regions: Collection[str] = (),
) -> list[tuple[str, str, str, str]]:
    questions = {language: said for language in BOTH}
    found = check_knowledge(knowledge, CheckWith(today, questions, read_numbers, regions))
    return [(doubt.kind, doubt.language, doubt.id, doubt.key) for doubt in found]


def test_articles_without_a_doubt() -> None:
    phrases = [("complaint/passport", "жалоба на паспорт")]
    assert doubts(base(special("ru"), special("en")), phrases) == []


def test_an_article_is_stale_from_the_day_after() -> None:
    assert doubts(base(), today=datetime.date(2030, 1, 1)) == []
    assert doubts(base(), today=datetime.date(2030, 1, 2)) == [
        ("stale", language, "complaint", "review_by") for language in BOTH
    ]


def test_a_special_article_that_no_phrase_reaches_is_an_orphan() -> None:
    knowledge = base(special("ru"), special("en"))
    orphans = [("orphan", language, "complaint/passport", "asked_with") for language in BOTH]
    assert doubts(knowledge) == orphans
    assert doubts(knowledge, [("complaint/passport", "жалоба на загран")]) == orphans, "the cue does not match"
    assert doubts(knowledge, [("other/passport", "паспорт")]) == orphans, "another category"


def test_two_articles_with_the_same_cues() -> None:
    knowledge = base(special("ru"), special("ru", "zagran"), special("en"), special("en", "zagran", "zagran*"))
    assert ("twins", "ru", "complaint/zagran", "asked_with") in doubts(knowledge)
    assert not [doubt for doubt in doubts(knowledge) if doubt[:2] == ("twins", "en")]


def asked(language: str, name: str, *questions: str) -> Article:
    return replace(article(language, "complaint"), name=name, asked=questions)


def test_a_sample_question_stands_in_one_article_and_there_are_enough_of_them() -> None:
    five = ("раз", "два", "три", "четыре", "пять")
    other = ("пять", "шесть", "семь", "восемь", "девять")
    english = (asked("en", "one", "a", "b", "c", "d", "e"), asked("en", "other", "f", "g", "h", "i"))
    knowledge = base(asked("ru", "one", *five), asked("ru", "other", *other), *english)
    assert doubts(knowledge) == [
        ("samples", "ru", "complaint/other", "asked"),
        ("samples", "en", "complaint/other", "asked"),
    ]


def test_contacts_of_a_region_that_nobody_can_name() -> None:
    tables = dict.fromkeys(BOTH, Tables({name: Region(("МФЦ.",)) for name in ("everywhere", "moscow", "atlantis")}))
    expected = [("region", language, "_contacts", "atlantis") for language in BOTH]
    assert doubts(base(tables=tables), regions=["moscow"]) == expected
    assert doubts(base(tables=tables)) == [], "regions are not known"


def test_a_form_that_is_not_there() -> None:
    knowledge = base(
        replace(article("ru", "complaint"), form="complant"), replace(article("en", "complaint"), form="x")
    )
    against = CheckWith(TODAY, {}, read_numbers, forms=("complaint", "x"))
    [doubt] = check_knowledge(knowledge, against)
    assert (doubt.kind, doubt.language, doubt.id, doubt.key) == ("form", "ru", "complaint", "form")
    assert 'did you mean "complaint"?' in doubt.text


def terms(one: Article, *texts: str) -> Article:
    return replace(one, terms=texts)


def test_terms_that_differ_between_the_languages() -> None:
    ours = terms(special("ru"), "Не дольше пяти рабочих дней.")
    same, other, silent = (
        terms(special("en"), text) for text in ("Five working days.", "Five days.", "It is on the service card.")
    )
    phrases = [("complaint/passport", "паспорт")]
    assert doubts(base(ours, same), phrases) == []
    contrary = [("terms", "ru", "complaint/passport", "terms")]
    assert doubts(base(ours, other), phrases) == contrary
    assert doubts(base(ours, silent), phrases) == contrary


def test_terms_of_one_thing_that_differ_between_its_articles() -> None:
    said = {"ru": ("Тридцать дней.", "Двадцать дней."), "en": ("Thirty days.", "Twenty days.")}

    def articles(*named: str) -> list[Article]:
        found = [
            terms(special(language, name, f"{name} {at}"), said[language][at])
            for at, name in enumerate(named)
            for language in BOTH
        ]
        return [replace(one, intent="processing_time") if at > 1 else one for at, one in enumerate(found)]

    def contrary(*named: str) -> list[tuple[str, str]]:
        found = check_knowledge(base(*articles(*named)), CheckWith(TODAY, {}, read_numbers))
        return [(doubt.language, doubt.id) for doubt in found if doubt.kind == "terms"]

    assert contrary("passport", "passport") == [(language, "processing_time/passport") for language in BOTH]
    assert contrary("passport", "diploma") == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "До тридцати календарных дней, иногда две недели.", {(30, "day"), (2, "week")}),
        ("ru", "В течение двадцати одного рабочего дня.", {(21, "working day")}),
        ("ru", "Семь дней в неделю, до двадцати часов.", set()),
        ("ru", "Позвоните через пять минут.", {(5, "minute")}),
        ("ru", "Срок указан в карточке.", set()),
        ("en", "Within ten business days or three months.", {(10, "working day"), (3, "month")}),
        ("en", "Seven days a week.", set()),
    ],
)
def test_lengths_of_time_are_read_from_whole_sentences(language: str, text: str, found: set[tuple[int, str]]) -> None:
    assert set(durations(text, language, read_numbers)) == found


def test_what_changed_is_named_with_its_fields_and_versions() -> None:
    tables = {"ru": Tables({"moscow": Region(("МФЦ.",))}, {"5*": ErrorCode("Так.", "Вот.")})}
    old = base(special("ru"), tables=tables)
    mended = replace(article("ru", "complaint"), answer="Иначе.", tip="Совет.", version=2)
    silently = replace(article("en", "complaint"), answer="Other.")
    new = KnowledgeBase([mended, silently, special("en")], {"ru": Tables({"moscow": Region(("Центр.",))})})
    assert changes(old, old) == ()
    assert [str(change) for change in changes(old, new)] == [
        "ru/complaint: changed, version 1 -> 2: answer, tip",
        "en/complaint: changed, version 1 -> 1: answer (its version was not raised)",
        "en/complaint/passport: added, version 1",
        "ru/_contacts/moscow: changed: go",
        "ru/complaint/passport: removed, version 1",
        "ru/_error_codes/5*: removed",
    ]


def test_a_change_says_whether_its_version_was_raised() -> None:
    assert AnswerChange("ru", "complaint", "changed", 2, 2).unversioned
    assert not AnswerChange("ru", "complaint", "changed", 1, 2).unversioned
    assert Doubt("stale", "ru", "complaint", "review_by", "old").kind == "stale"


def test_first_answers_with_the_question_after_them_are_timed() -> None:
    def found(question: str) -> list[tuple[str, str]]:
        against = CheckWith(TODAY, {}, read_numbers, asks={"ru": {"complaint": question}})
        return [(doubt.id, doubt.text) for doubt in check_knowledge(base(), against) if doubt.kind == "long"]

    assert found("Помогло?") == []
    (long, usual) = found("Слово " * 60)
    assert long[0] == usual[0] == "complaint"
    assert "15 at most" in long[1]
    assert "the median" in usual[1]
