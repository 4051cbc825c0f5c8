"""Things that callers name: their price, their own article, or that there is no answer. With the real answers."""

import pytest

from call.acts import Ask, Say
from dialogs.dialog import HotlineDialog
from dialogs.interpret.articles.thing_rules import DOCUMENTS, MISLEADING, PAYMENTS, PROCESS
from tests.dialogs.speaker import dialog_of, hear, shipped_knowledge, shipped_phrases, turn


def talk(language: str = "ru") -> HotlineDialog:
    return dialog_of(shipped_knowledge(), shipped_phrases(), language)


@pytest.mark.parametrize(
    ("text", "label", "article"),
    [
        ("запишите меня к терапевту на завтра", "application_submit", "application_submit.doctor"),
        ("пришёл штраф гибдд как оплатить со скидкой", "application_submit", "application_submit.traffic_fine"),
        ("потеряла зелёную карточку снилс", "certificate_request", "personal_data_change.lost_snils"),
        ("свидетельство о смерти где получить", "certificate_request", "application_submit.relative_died"),
        ("паспорт потеряла", "complaint/application_status", "application_submit.lost_passport"),
        ("потеряла паспорт что делать", "-", "application_submit.lost_passport"),
        ("что такое есиа", "password_recovery", "account_registration.what_is_esia"),
        ("вы кто", "greeting", "contact_info.who_we_are"),
        ("вы робот или человек", "operator", "contact_info.who_we_are"),
        ("это вы мне звонили", "account_registration?", "contact_info.do_you_call"),
    ],
)
def test_a_named_thing_overrules_the_label(text: str, label: str, article: str) -> None:
    assert hear(talk(), text, label)[0] == f"{article}.answer"


@pytest.mark.parametrize(
    ("text", "label", "first"),
    [
        ("соедините меня с человеком у меня штраф", "operator", "Transfer"),
        ("какие документы для загранпаспорта", DOCUMENTS, "required_documents.foreign_passport.answer"),
        (
            "я загружаю скан больничного листа а портал пишет что файл слишком большой",
            "document_upload",
            "document_upload.file_size.answer",
        ),
    ],
)
def test_a_wish_and_an_article_of_the_label_stand(text: str, label: str, first: str) -> None:
    assert hear(talk(), text, label)[0] in (first, "topic")


def test_the_documents_of_the_thing_are_named() -> None:
    said = hear(talk(), "какие документы чтобы поменять паспорт в сорок пять", DOCUMENTS)
    assert said[0] == "application_submit.passport_at_age.document1"


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("сколько стоит загранпаспорт", MISLEADING, "application_submit.foreign_passport.cost1"),
        ("сколько стоит загранпаспорт", "-", "application_submit.foreign_passport.cost1"),
        ("какой процент налога у самозанятых", "business_services", "business_services.self_employed.cost1"),
        ("сколько стоит апостиль", MISLEADING, "cost_shown"),
        ("сколько стоит апостиль", "-", "cost_shown"),
        ("сколько стоит звонок", "contact_info", "contact_info.call_price.answer"),
    ],
)
def test_a_price_as_the_first_request(text: str, label: str, line: str) -> None:
    assert hear(talk(), text, label)[0] == line


@pytest.mark.parametrize("label", PAYMENTS)
def test_a_fee_that_went_wrong_is_no_question_about_its_price(label: str) -> None:
    said = hear(talk(), "пошлина списалась дважды верните", label)
    assert not any("cost" in line for line in said)


@pytest.mark.parametrize(
    "before", [(), ("нет",), ("по шагам",), ("спасибо",), ("а если не выйдет соедините с кем нибудь",)]
)
def test_a_price_is_told_wherever_a_follow_up_is_heard(before: tuple[str, ...]) -> None:
    dialog = talk()
    hear(dialog, "как оформить загранпаспорт", "application_submit")
    for text in before:
        label = {"нет": "deny", "спасибо": "thanks"}.get(text, "-")
        hear(dialog, text, label)
    assert hear(dialog, "а сколько это стоит", MISLEADING)[0] == "application_submit.foreign_passport.cost1"


def test_the_price_of_the_thing_that_was_said_before() -> None:
    dialog = talk()
    hear(dialog, "какие документы нужны на загранпаспорт", DOCUMENTS)
    assert hear(dialog, "цена какая", "-")[0] == "required_documents.foreign_passport.cost1"


@pytest.mark.parametrize(("language", "text"), [("ru", "а сколько стоит"), ("en", "how much is it")])
def test_without_a_thing_it_is_said_where_the_sum_is_shown(language: str, text: str) -> None:
    assert hear(talk(language), text, "-") == ["cost_shown", "more"]


def spoken(dialog: HotlineDialog, text: str, label: str) -> str:
    return " ".join(act.text for act in dialog.hear(turn(text, label)) if isinstance(act, Say | Ask))


def test_what_no_article_is_about_is_said_and_the_second_time_a_person_is_offered() -> None:
    dialog = talk()
    assert spoken(dialog, "хочу социальную карту", "application_submit").startswith(
        "Про социальную карту точного ответа у меня нет."
    )
    assert hear(dialog, "а какой курс доллара", "benefits_and_pension") == ["(value)", "offer_person"]
    assert hear(dialog, "да", "affirm")[0] == "Transfer"


def test_an_answer_between_them_begins_the_count_anew() -> None:
    dialog = talk()
    hear(dialog, "хочу социальную карту", "application_submit")
    hear(dialog, "забыл пароль", "password_recovery")
    assert hear(dialog, "а какой курс доллара", "-") == ["(value)", "what_i_know", "more"]


def test_a_thing_in_a_long_phrase_with_a_certain_label_is_only_mentioned() -> None:
    text = "хочу оформить выписку потому что музей просит её для пропуска на новую выставку"
    assert hear(talk(), text, "certificate_request")[0] == "certificate_request.answer"
    assert PROCESS
