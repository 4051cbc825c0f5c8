"""What a wish for a person or a call is about, heard by its likeness to sample questions. With the real answers."""

from dataclasses import replace

import pytest

from call.acts import Transfer
from call.start import UNKNOWN_START
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from engine.parts import numbers_from_one
from tests.dialogs.speaker import hear, hotline_of, shipped_finder, shipped_knowledge, shipped_phrases, turn


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return replace(hotline_of(shipped_knowledge(), shipped_phrases()), finder=shipped_finder())


def caller(hotline: Hotline, language: str) -> HotlineDialog:
    return HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), language)


@pytest.mark.parametrize(
    ("language", "said", "topic"),
    [
        ("ru", "соедините меня со специалистом по опеке над мужем", "disability_support"),
        ("ru", "позовите живого кого нибудь у меня аккаунт взломали", "password_recovery"),
        ("ru", "переключите на кого нибудь кто по пенсиям", "benefits_and_pension"),
        ("en", "get me someone about a guardianship for my husband", "disability_support"),
    ],
)
def test_a_person_is_called_with_a_subject(hotline: Hotline, language: str, said: str, topic: str) -> None:
    acts = caller(hotline, language).hear(turn(said, "operator", language=language))
    department = shipped_knowledge().article(language, topic).department
    assert [act.handover.department for act in acts if isinstance(act, Transfer)] == [department]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "соедините меня пожалуйста с человеком"),
        ("ru", "дайте оператора"),
        ("ru", "свяжите меня с оператором срочно"),
        ("ru", "мне нужен живой человек а не робот"),
        ("ru", "оператора позовите мне некогда"),
        ("ru", "хочу поговорить с человеком"),
        ("en", "put me through to a human"),
        ("en", "i want to speak to a real person please right now"),
        ("en", "get me a manager"),
    ],
)
def test_a_bare_wish_has_no_subject(hotline: Hotline, language: str, said: str) -> None:
    assert hear(caller(hotline, language), said, "operator", language=language) == ["topic"]


def test_a_call_back_goes_to_those_it_is_about(hotline: Hotline) -> None:
    dialog = caller(hotline, "ru")
    hear(dialog, "пусть мне перезвонят по материнскому капиталу", "callback")
    assert dialog.state.place.topic == "benefits_and_pension"


def test_a_call_back_in_an_hour_is_about_nothing(hotline: Hotline) -> None:
    dialog = caller(hotline, "ru")
    hear(dialog, "перезвоните мне через час я за рулём", "callback")
    assert dialog.state.place.topic == ""
