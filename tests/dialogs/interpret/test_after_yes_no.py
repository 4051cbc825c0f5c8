"""A yes or no with a rest: the rest is heard as its own turn, and a yes is consent only where consent was asked."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from call.events import CallerTurn, Rest
from dialogs.dialog import HotlineDialog
from dialogs.moves.transfer import offer
from dialogs.phase import Phase
from tests.dialogs.speaker import hear, names, turn

Asked = Callable[[HotlineDialog], object]


def answered(dialog: HotlineDialog) -> None:
    assert hear(dialog, "забыл пароль", "password_recovery")[0] == "password_recovery.answer"


def asked_to_confirm(dialog: HotlineDialog) -> None:
    hear(dialog, "паролем", "password_recovery?")
    assert dialog.state.place.phase is Phase.CONFIRM


def offered_a_person(dialog: HotlineDialog) -> None:
    answered(dialog)
    dialog._go_on(offer(dialog.state))


def goes_on(yes: str, label: str, text: str, rest: str, *, particle: bool = False) -> CallerTurn:
    """«да ...»: `label` is the meaning of the rest, as in `speaker.turn`."""
    whole = turn(f"{yes} {text}", "affirm" if yes in ("да", "ага") else "deny")
    further = Rest(text, turn(text, rest).understanding, particle)
    assert label in ("", rest)
    return replace(whole, understanding=replace(whole.understanding, rest=further))


@pytest.mark.parametrize(
    ("asked", "yes", "text", "rest", "particle", "moved"),
    [
        (answered, "да", "документы какие", "required_documents?", False, "detail"),
        (answered, "да", "по шагам расскажите", "-", False, "detail"),
        (answered, "да", "сколько ещё ждать", "-", False, "further_question"),
        (answered, "да", "всё понял благодарю вас сердечно", "-", False, "helped"),
        (answered, "да", "где моё заявление", "application_status", False, "new_request"),
        (answered, "да", "я жалобу хочу", "complaint", True, "new_request"),
        (answered, "да", "что ж такое", "-", True, "miss"),
        (answered, "нет", "где моё заявление", "application_status", False, "new_request"),
        (answered, "нет", "ерунда какая", "-", False, "not_helped"),
        (asked_to_confirm, "да", "вчера ещё", "-", False, "confirmed"),
        (asked_to_confirm, "да", "я жалобу хочу", "complaint", True, "answer"),
        (asked_to_confirm, "да", "какая разница", "-", True, "miss"),
        (asked_to_confirm, "нет", "я пароль помню", "password_recovery", False, "denied"),
        (asked_to_confirm, "нет", "мне статус узнать", "application_status", False, "answer"),
        (offered_a_person, "да", "побыстрее если можно", "-", False, "put_through"),
        (offered_a_person, "нет", "спасибо сама", "complaint?", False, "helped"),
        (offered_a_person, "нет", "где моё заявление", "application_status", False, "answer"),
    ],
)
def test_the_rest_counts(
    dialog: HotlineDialog, asked: Asked, yes: str, text: str, rest: str, particle: bool, moved: str
) -> None:
    asked(dialog)
    names(dialog.hear(goes_on(yes, "", text, rest, particle=particle)))
    assert dialog.explanation.split(": ")[-1].split(" -> ")[0] == moved, dialog.explanation
