"""Nobody is free: the offers are asked again before anything else is understood, and nobody waits in no queue."""

import pytest

from call.configured import EVERYTHING, Thing
from call.start import CallStart
from dialogs.dialog import HotlineDialog
from tests.dialogs.speaker import dialog_of, hear, shipped_knowledge, shipped_phrases


def nobody_free(**changes: bool) -> HotlineDialog:
    configured = EVERYTHING.without(*(Thing(name) for name, there in changes.items() if not there))
    start = CallStart(operators=0, configured=configured)
    dialog = dialog_of(shipped_knowledge(), shipped_phrases(), start=start)
    hear(dialog, "соедините с оператором", "operator")
    return dialog


@pytest.mark.parametrize("label", ["application_submit?", "password_recovery/complaint", "-"])
def test_a_vague_answer_brings_the_offers_again(label: str) -> None:
    dialog = nobody_free()
    assert hear(dialog, "мне неудобно говорить завтра запишу лучше", label) == ["say_option", "call_soon"]


def test_the_second_time_another_request_is_asked_about() -> None:
    dialog = nobody_free()
    hear(dialog, "ну я даже не знаю что вам сказать", "application_submit?")
    assert hear(dialog, "мне бы с заявлением на портале разобраться", "application_submit?")[-1].endswith("confirm")


def test_a_sure_request_is_answered_at_once() -> None:
    assert "password_recovery.answer" in hear(
        nobody_free(), "тогда скажите как восстановить пароль", "password_recovery"
    )


@pytest.mark.parametrize(
    "said",
    [
        "я подожду на линии",
        "какой я в очереди",
        "а сколько ждать",
        "можно подождать пока освободится",
        "поставьте меня в очередь",
        "ничего я повишу на линии",
        "да я подожду",
        "долго ждать то",
    ],
)
def test_no_queue_is_said_and_the_offers_again(said: str) -> None:
    for label in ("affirm", "application_status", "processing_time", "-"):
        assert hear(nobody_free(), said, label) == ["no_queue", "call_soon"]


def test_asking_about_the_queue_three_times_costs_nothing() -> None:
    dialog = nobody_free()
    for _ in range(3):
        assert hear(dialog, "я подожду на линии", "affirm") == ["no_queue", "call_soon"]


def test_waiting_is_a_queue_only_where_nobody_is_free() -> None:
    dialog = dialog_of(shipped_knowledge(), shipped_phrases())
    assert "processing_time.answer" in hear(dialog, "сколько ждать ответа по заявлению", "processing_time")
