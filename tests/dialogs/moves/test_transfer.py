"""The ways to a person, and what that person is told."""

import pytest

from call.acts import Transfer
from call.events import Outcome
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import hear, silent, turn

SEED_PHRASE = (
    "не получается загрузить скан паспорта в личный кабинет при подаче заявления о выдаче справки о доходах "
    "требуется помощь в загрузке файла"
)


def test_a_request_and_a_person_in_one_phrase(dialog: HotlineDialog) -> None:
    acts = dialog.hear(turn("не грузится скан дайте оператора", "document_upload", further=["operator"]))
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.topic == "document_upload"
    assert acts[0].handover.problem == "не грузится скан дайте оператора"


def test_the_seeds_own_example_fills_topic_problem_and_wanted_in_one_turn(dialog: HotlineDialog) -> None:
    hear(dialog, SEED_PHRASE, "document_upload")
    acts = dialog.hear(turn("соедините с оператором", "operator"))
    assert isinstance(acts[0], Transfer)
    handover = acts[0].handover
    assert handover.topic == "document_upload"
    assert handover.department == dialog.department == "technical_support"
    assert handover.problem.startswith("не получается загрузить скан паспорта")
    assert handover.wanted == "требуется помощь в загрузке файла"
    assert dialog.outcome is Outcome.TRANSFERRED


def test_an_operator_without_a_topic_is_asked_about_once(dialog: HotlineDialog) -> None:
    assert hear(dialog, "оператор", "operator") == ["topic"]
    acts = dialog.hear(turn("где моё заявление", "application_status?"))
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.department == "applications"
    assert acts[0].handover.problem == "где моё заявление"


@pytest.mark.parametrize(("text", "label"), [("оператор", "operator"), ("не ваше дело", "-"), ("да", "affirm")])
def test_whoever_insists_is_put_through_at_once(dialog: HotlineDialog, text: str, label: str) -> None:
    hear(dialog, "оператор", "operator")
    acts = dialog.hear(turn(text, label))
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.department == dialog.department == "general"


def test_silence_after_the_topic_question_puts_through_too(dialog: HotlineDialog) -> None:
    hear(dialog, "оператор", "operator")
    assert silent(dialog)[0] == "Transfer"
