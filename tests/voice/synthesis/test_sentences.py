"""Texts are cut at sentences, not at abbreviations; no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.synthesis.sentences import CLAUSE_PAUSE_MS, SENTENCE_PAUSE_MS, split

LONG = (
    "Если вы подали заявление через портал и оно ещё не рассмотрено, откройте личный кабинет, "
    "выберите раздел «Заявления», найдите нужное и посмотрите, какой у него статус"
)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Здравствуйте! Чем помочь?", ["Здравствуйте!", "Чем помочь?"]),
        ("Адрес: ул. Ленина, д. 5. Приходите.", ["Адрес: ул. Ленина, д. 5.", "Приходите."]),
        ("Пошлина 4200 руб. Оплатите её.", ["Пошлина 4200 руб.", "Оплатите её."]),
        ("Сайт gosuslugi.ru работает. Да.", ["Сайт gosuslugi.ru работает.", "Да."]),
        ("Срок 21.03.2026. Ждите", ["Срок 21.03.2026.", "Ждите"]),
        ("Паспорт, СНИЛС и т.д. нужны всем.", ["Паспорт, СНИЛС и т.д. нужны всем."]),
        ("Это А. С. Пушкин.", ["Это А. С. Пушкин."]),
        ("1. Войдите. 2. Выберите", ["1. Войдите.", "2. Выберите"]),
        ("Первая\nвторая", ["Первая", "вторая"]),
        ("Hello, Mr. Smith. Bye.", ["Hello, Mr. Smith.", "Bye."]),
        ("  ", []),
        ("...", []),
    ],
)
def test_sentences(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in split(text)] == pieces


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    pieces = split(LONG)
    assert [piece.pause_ms for piece in pieces] == [CLAUSE_PAUSE_MS, SENTENCE_PAUSE_MS]
    assert pieces[0].text.endswith("кабинет,")


@given(st.text(alphabet="аБв .,!?;:-1\n", max_size=200))
def test_all_words_are_kept_in_order(text: str) -> None:
    letters = [letter for piece in split(text) for letter in piece.text if letter.isalnum()]
    assert letters == [letter for letter in text if letter.isalnum()]
