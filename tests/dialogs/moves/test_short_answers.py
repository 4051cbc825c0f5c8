"""Answers are short: the rest on request, the offer once, nothing twice word for word, hours where they are asked."""

from datetime import datetime
from statistics import median

import pytest

from call.labels import LANGUAGES
from call.start import CallStart
from commands.kb.asked_after import questions_after_answers
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_types import FIRST_MEDIAN_S, FIRST_RATE, FIRST_S, spoken_characters
from dialogs.dialog import HotlineDialog
from dialogs.hours.lines_file import load_lines
from tests.dialogs.speaker import dialog_of, hear, shipped_knowledge, shipped_phrases

NOON = datetime.fromisoformat("2026-11-24T12:00+03:00")


def talk(language: str = "ru") -> HotlineDialog:
    return dialog_of(shipped_knowledge(), shipped_phrases(), language, CallStart(NOON, "main"), load_lines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_first_is_short(language: str) -> None:
    asked = questions_after_answers(HOTLINE)[language]
    articles = [one for one in shipped_knowledge().articles if one.language == language]
    seconds = [spoken_characters(f"{one.answer} {asked[one.intent]}") / FIRST_RATE for one in articles]
    assert max(seconds) <= FIRST_S == 15
    assert median(seconds) <= FIRST_MEDIAN_S == 12


def test_what_else_can_be_told_is_offered_once_in_a_call() -> None:
    dialog = talk()
    assert hear(dialog, "забыл пароль", "password_recovery")[-1] == "helped_steps_documents_terms"
    hear(dialog, "спасибо", "thanks")
    assert hear(dialog, "нужна справка", "certificate_request")[-1] == "helped"


def test_the_rest_then_the_tip_then_the_steps_on_request() -> None:
    dialog = talk()
    hear(dialog, "пособие на ребёнка", "benefits_and_pension")
    said = [hear(dialog, "подробнее", "-")[0] for _ in range(3)]
    article = "benefits_and_pension.child_benefit"
    assert said == [f"{article}.more", f"{article}.tip", "by_steps"]


def test_an_answer_that_was_told_is_told_in_short() -> None:
    dialog = talk()
    hear(dialog, "забыл пароль", "password_recovery")
    hear(dialog, "спасибо", "thanks")
    hear(dialog, "нужна справка", "certificate_request")
    assert hear(dialog, "забыл пароль", "password_recovery")[:2] == ["remind", "password_recovery.brief"]


def test_a_single_sentence_is_told_again_more_slowly() -> None:
    dialog = talk()
    first = hear(dialog, "какие бывают статусы заявления", "application_submit")
    assert first[0] == "application_submit.answer"
    hear(dialog, "спасибо", "thanks")
    hear(dialog, "забыл пароль", "password_recovery")
    hear(dialog, "как подать заявление", "application_submit")
    assert dialog.state.rate == 0.75


def test_an_error_code_is_explained_once() -> None:
    dialog = talk()
    first = hear(dialog, "ошибка 504", "technical_error")
    again = hear(dialog, "опять ошибка 504", "technical_error")
    assert [name for name in first if name.endswith("means")]
    assert not [name for name in again if name.endswith("means")]


def test_hours_come_where_they_are_asked() -> None:
    dialog = talk()
    assert "" not in hear(dialog, "какой у вас телефон", "contact_info")
    assert "(value)" not in hear(talk(), "какой у вас телефон", "contact_info")
    assert "(value)" in hear(talk(), "до скольки вы работаете", "contact_info")


def test_a_further_question_without_an_answer_is_said_so_and_then_a_person_is_offered() -> None:
    dialog = talk()
    hear(dialog, "вышла замуж как сменить фамилию", "personal_data_change")
    said = hear(dialog, "а в банке и на работе фамилию кто меняет", "personal_data_change")
    assert said == ["not_known_but", "personal_data_change.surname.more", "helped"]
    assert hear(dialog, "мне ещё фамилию детям поменять", "personal_data_change") == ["not_known_here", "offer_person"]


@pytest.mark.parametrize(("answer", "label", "line"), [("да", "affirm", "step1"), ("нет", "deny", "other_ways")])
def test_the_general_way_is_told_by_steps_after_a_yes(answer: str, label: str, line: str) -> None:
    dialog = talk()
    hear(dialog, "вышла замуж как сменить фамилию", "personal_data_change")
    hear(dialog, "расскажите подробнее", "-")
    hear(dialog, "а ещё подробнее", "-")
    assert hear(dialog, "а в банке и на работе фамилию кто меняет", "personal_data_change")[-1] == "tell_steps"
    assert hear(dialog, answer, label)[0].endswith(line)


def test_a_section_of_the_topic_answers_a_longer_question() -> None:
    dialog = talk()
    hear(dialog, "нужна медико социальная экспертиза", "disability_support")
    said = hear(dialog, "какие документы для мсэ нужны", "disability_support")
    assert said[0] == "disability_support.examination.document1"
