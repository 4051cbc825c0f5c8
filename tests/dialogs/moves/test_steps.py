"""After an answer: follow-ups, steps, documents, terms."""

from collections.abc import Callable

import pytest

from call.acts import Ask, Say
from call.events import Expect, Outcome
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import hear, names, turn

HELPED_ALL = "helped_steps_documents_terms"


@pytest.mark.parametrize(("language", "thanks"), [("ru", "да спасибо"), ("en", "yes thank you")])
def test_an_answered_call(new_dialog: Callable[[str], HotlineDialog], language: str, thanks: str) -> None:
    dialog = new_dialog(language)
    dialog.start()
    answer, question = dialog.hear(turn("application status", "processing_time", language=language))
    assert isinstance(answer, Say)
    assert answer.text == f"processing_time answer ({language})."
    assert isinstance(question, Ask)
    assert question.expects is Expect.YES_NO
    assert hear(dialog, thanks, "affirm") == ["more"]
    assert hear(dialog, "нет", "deny") == ["form.rating.rating.ask"]
    assert hear(dialog, "нет", "deny") == ["form_skipped", "goodbye", "HangUp:goodbye"]
    assert dialog.outcome is Outcome.ANSWERED
    assert dialog.department == "information"
    assert hear(dialog, "алло", "greeting") == []


def test_an_article_without_details_offers_none(dialog: HotlineDialog) -> None:
    assert hear(dialog, "что собрать", "required_documents") == ["required_documents.answer", "helped"]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("по шагам пожалуйста", "-", ["by_steps", "processing_time.step1", "step_first"]),
        ("а какие документы нужны", "required_documents", ["document1", "document2", "helped"]),
        ("и сколько ждать", "processing_time", ["term1", "helped"]),
        ("какие нужны бумаги", "-", ["document1", "document2", "helped"]),
        (
            "какие документы нужны для загранпаспорта",
            "required_documents",
            ["required_documents.answer", "helped"],
        ),
        ("как восстановить пароль", "password_recovery", ["password_recovery.answer", "helped"]),
    ],
)
def test_a_follow_up_means_the_topic_unless_it_names_its_own(
    dialog: HotlineDialog, text: str, label: str, expected: list[str]
) -> None:
    hear(dialog, "где моё заявление", "processing_time")
    short = [name.removeprefix("processing_time.") for name in hear(dialog, text, label)]
    assert short == [name.removeprefix("processing_time.") for name in expected]


def test_documents_asked_after_an_article_without_any_are_a_question_of_their_own(dialog: HotlineDialog) -> None:
    hear(dialog, "хочу пожаловаться", "complaint")
    assert hear(dialog, "какие документы нужны", "required_documents")[0] == "required_documents.answer"
    hear(dialog, "хочу пожаловаться", "complaint")
    assert hear(dialog, "подробнее пожалуйста", "-") == ["no_details", "offer_person"]


def test_steps_forward_back_repeated_and_slower(dialog: HotlineDialog) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    assert hear(dialog, "нет", "deny") == ["by_steps", "document_upload.step1", "step_first"]
    assert dialog.expects is Expect.CHOICE
    assert hear(dialog, "дальше", "-") == ["document_upload.step2", "step_next"]
    assert hear(dialog, "назад", "-") == ["document_upload.step1", "step_first"]
    assert hear(dialog, "готово", "affirm") == ["document_upload.step2", "step_next"]
    assert hear(dialog, "повторите", "repeat") == ["document_upload.step2", "step_next"]
    slow = dialog.hear(turn("помедленнее пожалуйста", "repeat"))
    assert names(slow) == ["slower", "document_upload.step2", "step_next"]
    assert {act.rate for act in slow if isinstance(act, Say | Ask)} == {0.75}
    assert hear(dialog, "что потом", "-") == ["document_upload.step3", "steps_done", "worked"]
    assert hear(dialog, "не получается", "-") == ["offer_person"]
    assert hear(dialog, "да", "affirm") == ["Transfer", "transfer", "HangUp:transferred"]
    assert dialog.department == "technical_support"


def test_steps_may_be_fewer_in_the_other_language(dialog: HotlineDialog) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    hear(dialog, "по шагам", "-")
    hear(dialog, "дальше", "-")
    switched = dialog.hear(turn("english please", "switch_language"))
    assert [act.text for act in switched if isinstance(act, Say)] == [
        "We are speaking English now.",
        "document_upload step 2 (en).",
    ]
    assert hear(dialog, "next", "-") == ["document_upload.step2", "steps_done", "worked"]


def test_the_same_request_again_is_answered_in_short_and_the_steps_come_with_a_word_of_failure(
    dialog: HotlineDialog,
) -> None:
    hear(dialog, "как загрузить скан", "document_upload")
    assert hear(dialog, "мне нужно загрузить скан", "document_upload") == ["remind", "document_upload.brief", "helped"]
    failed = "я пробовала загрузить скан и ничего у меня не получается"
    assert hear(dialog, failed, "document_upload")[0] == "by_steps"


def test_no_more_questions_is_no_complaint_about_the_answer(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "processing_time")
    assert hear(dialog, "нет больше вопросов нет", "deny") == ["form.rating.rating.ask"]


def test_call_me_back_is_no_way_back(dialog: HotlineDialog) -> None:
    hear(dialog, "my scan does not upload", "document_upload", language="en")
    hear(dialog, "english please", "switch_language", language="en")
    assert hear(dialog, "call me back", "callback")[-1] == "form.callback.phone.ask"
    assert hear(dialog, "go back", "-")[0] == "going_back"
