"""Special articles, their sections as follow-ups, and the remedies of a step that did not work."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from call.events import Outcome
from dialogs.answers.article import Article, Needed, Step
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.knowledge_tables import ErrorCode, Region, Tables
from dialogs.dialog import HotlineDialog
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.conftest import DEPARTMENTS, article
from tests.dialogs.speaker import dialog_of, hear, turn

ID = "document_upload.passport"
TABLES = Tables(
    {"everywhere": Region(("МФЦ.",)), "moscow": Region(("Мои документы.", "В каждом районе."), ("москв*",))},
    {"5*": ErrorCode("Портал не отвечает.", "Подождите."), "*": ErrorCode("Не знаю.", "Запишите.")},
)


def passport(language: str) -> Article:
    """Everything an article can hold; the terms are left to the general one."""
    general = article(language, "document_upload")
    return replace(
        general,
        name="passport",
        asked_with=(("паспорт*", "passport*"),),
        steps=(Step("Первый.", "Если нет, то так."), Step("Второй."), Step("Третий.", "Если нет, то этак.")),
        documents=(Needed("Паспорт.", "Просрочен."), Needed("Фото.")),
        terms=(),
        delays=("Проверка.", "Запросы."),
        refusals=("Ошибки.",),
        alternatives=("МФЦ.", "Почта."),
        contacts=("Миграция.",),
        legal=("Закон.",),
        tip="Совет.",
        department="certificates",
    )


@pytest.fixture
def knowledge() -> KnowledgeBase:
    articles = [article(language, intent) for language in ("ru", "en") for intent in DEPARTMENTS]
    return KnowledgeBase([*articles, passport("ru"), passport("en")], {"ru": TABLES, "en": TABLES})


def test_a_special_article_answers_with_its_department_and_keeps_its_tip(dialog: HotlineDialog) -> None:
    heard = hear(dialog, "как загрузить паспорт", "document_upload")
    assert heard == [f"{ID}.answer", "helped_steps_documents_terms"]
    assert dialog.department == "certificates"
    assert hear(dialog, "оператор", "operator")[0] == "Transfer"
    assert (dialog.outcome, dialog.department) == (Outcome.TRANSFERRED, "certificates")


def test_a_doubtful_request_is_confirmed_and_answered_by_the_special_article(dialog: HotlineDialog) -> None:
    assert hear(dialog, "паспорт как то загрузить", "document_upload?") == [f"{ID}.confirm"]
    assert hear(dialog, "да", "affirm")[0] == f"{ID}.answer"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("а для паспорта", "-"),
        ("а паспорт", "document_upload"),
        ("а для паспорта", "required_documents"),
        ("нет для паспорта", "deny"),
        ("а какие документы на паспорт", "required_documents"),
    ],
)
def test_a_few_words_after_the_answer_choose_another_article_of_the_category(
    dialog: HotlineDialog, said: str, label: str
) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    assert hear(dialog, said, label)[0] == f"{ID}.answer"


def test_another_category_that_is_understood_is_not_held_back(dialog: HotlineDialog) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    said = "где моё заявление на паспорт я его подал в прошлом месяце"
    assert hear(dialog, said, "application_status")[0] == "application_status.answer"


@pytest.mark.parametrize(
    ("language", "said", "lines"),
    [
        ("ru", "почему так долго", [f"{ID}.delay1", f"{ID}.delay2", "helped"]),
        ("ru", "а почему могут отказать", [f"{ID}.refusal1", "helped"]),
        ("ru", "как ещё можно", [f"{ID}.alternative1", f"{ID}.alternative2", "helped"]),
        ("ru", "на каком основании", [f"{ID}.law1", "helped"]),
        ("ru", "а что с этими документами бывает не так", [f"{ID}.pitfall1", "helped"]),
        ("ru", "какие нужны документы на паспорт", [f"{ID}.document1", f"{ID}.document2", "helped_pitfalls"]),
        ("ru", "куда идти", [f"{ID}.contact1", "helped"]),
        (
            "ru",
            "а куда идти в москве",
            [f"{ID}.contact1", "_contacts.moscow.go1", "_contacts.moscow.go2", "helped"],
        ),
        (
            "ru",
            "сколько ждать",
            ["document_upload.term1", f"{ID}.delay1", f"{ID}.alternative1", "helped_refusals"],
        ),
        ("en", "why does it take so long", [f"{ID}.delay1", f"{ID}.delay2", "helped"]),
        ("en", "why may it be refused", [f"{ID}.refusal1", "helped"]),
        ("en", "how else can i get it", [f"{ID}.alternative1", f"{ID}.alternative2", "helped"]),
        ("en", "on what grounds", [f"{ID}.law1", "helped"]),
        ("en", "what is often wrong with these", [f"{ID}.pitfall1", "helped"]),
        ("en", "where do i go", [f"{ID}.contact1", "helped"]),
    ],
)
def test_each_section_has_its_follow_up(
    new_dialog: Callable[[str], HotlineDialog], language: str, said: str, lines: list[str]
) -> None:
    dialog = new_dialog(language)
    hear(dialog, {"ru": "паспорт загрузить", "en": "upload the passport"}[language], "document_upload")
    assert hear(dialog, said, "-") == lines


def test_a_section_that_nobody_wrote_is_a_persons(dialog: HotlineDialog) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    assert hear(dialog, "на каком основании", "-") == ["no_details", "offer_person"]


def test_a_step_that_did_not_work_has_a_remedy_then_other_ways_then_a_person(dialog: HotlineDialog) -> None:
    hear(dialog, "паспорт загрузить", "document_upload")
    assert hear(dialog, "по шагам", "-") == ["by_steps", f"{ID}.step1", "step_first"]
    assert hear(dialog, "не получилось", "-") == [f"{ID}.if_not1", "worked"]
    assert hear(dialog, "да получилось", "affirm") == [f"{ID}.step2", "step_next"]
    assert hear(dialog, "нет", "deny") == ["other_ways", f"{ID}.alternative1", f"{ID}.alternative2", "helped"]
    assert hear(dialog, "не помогло", "document_upload") == ["offer_person"]


def test_the_remedy_of_the_last_step_comes_before_a_person(dialog: HotlineDialog) -> None:
    hear(dialog, "паспорт загрузить", "document_upload")
    for said in ("по шагам", "дальше", "дальше"):
        hear(dialog, said, "-")
    assert hear(dialog, "нет", "deny") == [f"{ID}.if_not3", "worked"]
    assert hear(dialog, "назад", "-")[1:] == [f"{ID}.step3", "steps_done", "worked"]
    hear(dialog, "нет", "deny")
    assert hear(dialog, "всё равно не получается", "-")[0] == "other_ways"
    assert hear(dialog, "нет", "deny") == ["offer_person"]


@pytest.mark.parametrize("said", ["всё получилось", "уже заработало"])
def test_it_worked_ends_the_steps(dialog: HotlineDialog, said: str) -> None:
    hear(dialog, "паспорт загрузить", "document_upload")
    hear(dialog, "по шагам", "-")
    assert hear(dialog, said, "-") == ["more"]


def test_an_answer_to_the_offer_of_a_person_is_not_taken_from_the_word_for_success(dialog: HotlineDialog) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    assert hear(dialog, "на каком основании", "-")[-1] == "offer_person"
    assert hear(dialog, "не помогло", "deny") == ["say_yes_or_no", "offer_person"]
    assert hear(dialog, "всё заработало", "affirm") == ["more"]


def test_a_section_that_is_not_there_is_no_reason_for_the_steps(dialog: HotlineDialog) -> None:
    hear(dialog, "сколько ждать", "processing_time")
    assert hear(dialog, "почему так долго", "processing_time") == ["no_details", "offer_person"]


def test_an_error_code_is_explained_in_plain_words(phrases: PhraseBook, knowledge: KnowledgeBase) -> None:
    technical = [replace(article(language, "complaint"), intent="technical_error") for language in ("ru", "en")]
    dialog = dialog_of(KnowledgeBase([*knowledge.articles, *technical], {"ru": TABLES, "en": TABLES}), phrases)
    means, remedy, *_ = dialog.hear(turn("портал пишет ошибка пятьсот три", "technical_error"))
    assert (means.text, remedy.text) == ("Портал не отвечает.", "Подождите.")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "key"), [("503", "5*"), ("EDS-0105", "EDS 01*"), ("eds0105", "EDS 01*"), ("404", "404"), ("7", "*")]
)
def test_a_code_has_its_entry_or_that_of_its_beginning(code: str, key: str) -> None:
    entry = ErrorCode("Так.", "Вот.")
    assert Tables(codes=dict.fromkeys(("5*", "EDS 01*", "EDS*", "404", "*"), entry)).code(code) == key


def test_a_code_without_a_table_has_none() -> None:
    assert Tables().code("503") == ""
    assert Tables().region("moscow") is None


def test_who_asks_for_a_person_is_not_helped_once_more(dialog: HotlineDialog) -> None:
    hear(dialog, "паспорт загрузить", "document_upload")
    assert "transfer" in hear(dialog, "нет не помогло соедините с человеком", "operator")


def test_done_is_the_next_step_whatever_its_label(dialog: HotlineDialog) -> None:
    hear(dialog, "паспорт загрузить", "document_upload")
    hear(dialog, "по шагам", "-")
    assert hear(dialog, "готово", "application_status") == [f"{ID}.step2", "step_next"]


def test_call_me_back_is_not_the_step_before(new_dialog: Callable[[str], HotlineDialog]) -> None:
    dialog = new_dialog("en")
    hear(dialog, "upload my passport", "document_upload")
    assert hear(dialog, "call me back please", "callback") == ["form.callback.phone.ask"]
