"""Sample questions choose the article, against cues, acts, sections and refusals."""

from dataclasses import replace

import pytest

from call.start import UNKNOWN_START
from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from engine.parts import numbers_from_one
from tests.dialogs.conftest import article
from tests.dialogs.speaker import hear, hotline_of, shipped_finder, shipped_knowledge, shipped_phrases

PASSWORD, ACCOUNT = "password_recovery", "account_registration"
WITHOUT_MAIL = (
    "как зарегистрироваться без электронной почты",
    "а без почты",
    "почты у меня нет и не было",
    "почта нужна",
)
FOR_CHILD = (
    "как зарегистрировать ребёнка",
    "кабинет на сына",
    "а для дочки можно",
    "ребёнку десять лет заводить кабинет",
)
OLD_PHONE = ("телефон потерял как теперь войти", "старой симки больше нет", "номер сменила код туда не придёт")
TROUBLE = "у ребёнка беда с кабинетом"
GENERAL = ("как зарегистрироваться", "хочу завести кабинет", "регистрация на портале", "как создать учётную запись")


def special(intent: str, name: str, *asked: str, cues: tuple[tuple[str, ...], ...] = ()) -> Article:
    return replace(article("ru", intent), name=name, asked=asked, asked_with=cues, title=name, answer=f"{name}.")


def dialog_over(*articles: Article) -> HotlineDialog:
    shipped = [one for one in shipped_knowledge().articles if not one.name]
    bare = [replace(one, asked=(), facts=()) for one in shipped]
    general = [replace(one, asked=GENERAL) if one.id == ACCOUNT else one for one in bare]
    knowledge = KnowledgeBase([*general, *articles])
    hotline = replace(hotline_of(knowledge, shipped_phrases()), finder=shipped_finder())
    return HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), "ru")


def two_of_a_kind() -> HotlineDialog:
    """Over two articles that are nearly as like «у сына беда с кабинетом»."""
    return dialog_over(
        replace(special(ACCOUNT, "for_child", TROUBLE, "завести учётную запись"), title="Дети и школа"),
        replace(special(PASSWORD, "child_password", TROUBLE, "восстановить пароль"), title="Вход через банк"),
    )


@pytest.fixture
def dialog() -> HotlineDialog:
    return dialog_over(
        special(ACCOUNT, "without_email", *WITHOUT_MAIL),
        special(ACCOUNT, "for_child", *FOR_CHILD),
        special(PASSWORD, "old_phone", *OLD_PHONE),
    )


def told(dialog: HotlineDialog, text: str, label: str) -> str:
    return hear(dialog, text, label)[0]


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ("без электронной почты можно зарегистрироваться", ACCOUNT, "account_registration.without_email.answer"),
        ("кабинет на сына можно", ACCOUNT, "account_registration.for_child.answer"),
        ("потеряла телефон войти не могу", PASSWORD, "password_recovery.old_phone.answer"),
        ("старой симки нет больше у меня", "-", "password_recovery.old_phone.answer"),
        ("телефон потерял как теперь войти", f"{ACCOUNT}/complaint", "password_recovery.old_phone.answer"),
        ("как зарегистрироваться на портале", ACCOUNT, "account_registration.answer"),
        ("как завести кабинет", ACCOUNT, "account_registration.answer"),
    ],
)
def test_the_nearest_article_answers(dialog: HotlineDialog, said: str, label: str, expected: str) -> None:
    assert told(dialog, said, label) == expected


def test_a_few_words_after_an_answer_are_about_its_category(dialog: HotlineDialog) -> None:
    hear(dialog, "как зарегистрироваться", ACCOUNT)
    assert told(dialog, "а без почты", "-") == "account_registration.without_email.answer"
    assert told(dialog, "а для дочки", "-") == "account_registration.for_child.answer"


def test_words_that_no_category_fits_are_confirmed_with_the_question_of_the_article() -> None:
    dialog = two_of_a_kind()
    asked = told(dialog, "у сына беда с кабинетом", "-")
    assert asked in ("account_registration.for_child.confirm", "password_recovery.child_password.confirm")
    assert told(dialog, "да", "affirm") == asked.replace("confirm", "answer")


def test_two_that_are_as_likely_are_named_and_one_is_picked() -> None:
    dialog = two_of_a_kind()
    asked = hear(dialog, "у сына беда с кабинетом", f"{ACCOUNT}/{PASSWORD}")
    assert {"account_registration.for_child.title", "password_recovery.child_password.title"} <= set(asked)
    assert told(dialog, "пароль восстановить", "-") == "password_recovery.child_password.answer"


def test_the_second_of_two_by_its_number() -> None:
    dialog = two_of_a_kind()
    asked = hear(dialog, "у сына беда с кабинетом", f"{ACCOUNT}/{PASSWORD}")
    second = [name for name in asked if name.endswith(".title")][1]
    assert told(dialog, "второе", "-") == second.replace(".title", ".answer")


def test_acts_and_one_word_ask_for_no_article(dialog: HotlineDialog) -> None:
    hear(dialog, "как зарегистрироваться", ACCOUNT)
    assert told(dialog, "да спасибо почта понятно", "affirm") == "more"
    assert hear(dialog, "соедините с оператором про почту", "operator")[0] == "Transfer"
    assert told(dialog_over(special(ACCOUNT, "for_child", *FOR_CHILD)), "ребёнка", "-") == "rephrase"


def test_a_section_of_the_answer_comes_first(dialog: HotlineDialog) -> None:
    hear(dialog, "как зарегистрироваться", ACCOUNT)
    assert told(dialog, "а какие документы нужны", "required_documents").startswith("account_registration.document")


def test_what_is_refused_chooses_no_article(dialog: HotlineDialog) -> None:
    said = "мне не ребёнка зарегистрировать а почты у меня нет"
    assert told(dialog, said, ACCOUNT) == "account_registration.without_email.answer"


def test_cues_hold_against_a_sample_that_is_a_little_nearer() -> None:
    cued = special(ACCOUNT, "without_email", "а без почты никак", "обязательна почта или нет", cues=(("обязательн*",),))
    near = special(ACCOUNT, "mail_address", "какую почту указать", "почта нужна своя", "чужая почта подойдёт")
    said = "почта своя обязательна"
    assert told(dialog_over(cued, near), said, ACCOUNT) == "account_registration.without_email.answer"
    assert told(dialog_over(near), said, ACCOUNT) == "account_registration.mail_address.answer"


def test_without_a_finder_only_cues_count() -> None:
    knowledge = KnowledgeBase(
        [*(one for one in shipped_knowledge().articles if not one.name), special(ACCOUNT, "for_child", *FOR_CHILD)]
    )
    dialog = HotlineDialog(hotline_of(knowledge, shipped_phrases()), UNKNOWN_START, numbers_from_one(), "ru")
    assert told(dialog, "кабинет на сына", ACCOUNT) == "account_registration.answer"


def with_outline(*articles: Article) -> HotlineDialog:
    shipped = [one for one in shipped_knowledge().articles if not one.name and one.intent != ACCOUNT]
    general = next(one for one in shipped_knowledge().articles if one.id == ACCOUNT and one.language == "ru")
    usual = replace(general, asked=GENERAL, outline=True)
    hotline = replace(
        hotline_of(KnowledgeBase([usual, *shipped, *articles]), shipped_phrases()), finder=shipped_finder()
    )
    return HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), "ru")


def test_a_general_answer_about_a_thing_of_its_own_says_first_that_it_is_only_the_usual_way() -> None:
    assert hear(with_outline(), "как зарегистрировать товарный знак", ACCOUNT)[:2] == [
        "usual_way",
        "account_registration.answer",
    ]


@pytest.mark.parametrize("said", ["как зарегистрироваться", "хочу завести кабинет на портале"])
def test_without_such_a_thing_it_is_just_told(said: str) -> None:
    assert told(with_outline(), said, ACCOUNT) == "account_registration.answer"
