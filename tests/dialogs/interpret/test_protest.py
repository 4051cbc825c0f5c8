"""«какая регистрация, я пароль забыла»: what the caller wonders at is not what is meant. With the real answers."""

from dataclasses import replace

import pytest

from call.start import UNKNOWN_START
from dialogs.dialog import HotlineDialog
from dialogs.event import DialogEvent, Event
from dialogs.hotline import Hotline
from dialogs.interpret.protest import without_protest
from dialogs.interpret.turn import Turn
from engine.parts import numbers_from_one
from tests.dialogs.speaker import hear, hotline_of, shipped_finder, shipped_knowledge, shipped_phrases, turn


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return replace(hotline_of(shipped_knowledge(), shipped_phrases()), finder=shipped_finder())


def after(hotline: Hotline, said: str, label: str) -> HotlineDialog:
    dialog = HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), "ru")
    hear(dialog, said, label)
    return dialog


@pytest.mark.parametrize(
    ("before", "label", "said", "heard", "told"),
    [
        (
            "как зарегистрироваться на госуслугах",
            "account_registration",
            "да какая регистрация я ж говорю я пароль забыла",
            "password_recovery",
            "password_recovery.answer",
        ),
        (
            "куда вести собаку к ветеринару",
            "-",
            "какая собака мне паспорт поменять надо",
            "personal_data_change/application_submit",
            "application_submit.internal_passport.answer",
        ),
        (
            "пособие по безработице",
            "benefits_and_pension",
            "ну вы опять про безработицу мне детское пособие оформить",
            "benefits_and_pension",
            "benefits_and_pension.child_benefit.answer",
        ),
    ],
)
def test_what_follows_is_meant(hotline: Hotline, before: str, label: str, said: str, heard: str, told: str) -> None:
    assert hear(after(hotline, before, label), said, heard)[0] == told


@pytest.mark.parametrize(
    ("before", "label", "said", "rest"),
    [
        ("замена паспорта", "application_submit", "какой паспорт мне нужен новый", ""),
        ("загранпаспорт", "application_submit", "какие документы нужны для этого", ""),
        ("загранпаспорт", "application_submit", "какие документы я должен принести туда", ""),
        ("загранпаспорт", "application_submit", "скажите какие документы ребёнку нужны для паспорта", ""),
        ("загранпаспорт", "application_submit", "какие документы мы собираем сначала", ""),
        ("загранпаспорт", "application_submit", "какой паспорт я получу новый или старый", ""),
        ("загранпаспорт", "application_submit", "а какая пошлина за него", ""),
        ("забыл пароль", "password_recovery", "какой телефон мне указать старый", ""),
        ("забыл пароль", "password_recovery", "какой пароль бывает надёжным скажите", ""),
        ("забыл пароль", "password_recovery", "какой телефон указать новый или старый", ""),
        ("забыл пароль", "password_recovery", "какой там код", ""),
        ("забыл пароль", "password_recovery", "какой пароль я вход потерял", "я вход потерял"),
        ("забыл пароль", "password_recovery", "ой какой пароль у меня дочка родилась", "у меня дочка родилась"),
        ("забыл пароль", "password_recovery", "скажите а у нас какой пароль бывает длинный", ""),
        ("забыл пароль", "password_recovery", "какая погода у вас сегодня хорошая", ""),
    ],
)
def test_a_question_is_no_protest(hotline: Hotline, before: str, label: str, said: str, rest: str) -> None:
    dialog, heard = after(hotline, before, label), turn(said, "-")
    found = without_protest(Turn(said, "ru", DialogEvent(Event.UNKNOWN), dialog.state, hotline, heard.understanding))
    assert (found.text if found.protests else "") == rest
